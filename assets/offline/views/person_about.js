// About a person: language, school, health, program. Rows { id, label, lines }; what is not known is left out.
import { fullDay, list, shortDay } from "../formats.js";
import { t } from "../text.js";
import { sentences } from "./facts.js";

export function aboutRows({ about, header, contact_due: due }) {
  const rows = [];
  const say = (id, label, ...lines) => {
    const said = lines.flat().filter(Boolean);
    if (said.length) rows.push({ id, label, lines: said });
  };
  say("born", t("Born"), header.birth_date && fullDay(header.birth_date));
  say("language", t("Language"), about.languages.length && list(about.languages), about.needs_interpreter && t("Needs an interpreter"));
  say("communication", t("How best to communicate"), about.communication);
  say("school", t("School"), [about.school, about.school_grade && t("Grade {grade}", { grade: about.school_grade })]);
  say("employer", t("Work"), about.employer);
  say("strengths", t("Strengths"), about.strengths);
  say("diagnoses", t("Diagnoses"), about.diagnoses);
  say("medical", t("Medical"), about.medical_summary);
  say("mental", t("Mental health"), about.mental_health_summary);
  say("medications", t("Medications"), about.medications.map(medicine));
  say("allergies", t("Allergies"), about.allergies.map(allergy));
  say("program", t("Program"), [about.program, about.payer, about.intensity_tier && t("Tier {tier}", { tier: about.intensity_tier })]);
  say("opened", t("Open since"), about.opened_on && fullDay(about.opened_on));
  say("contact", t("Contact standard"), due.due_on && t("Next contact due {day}", { day: shortDay(due.due_on) }));
  return rows;
}

const medicine = ({ name, dose, schedule, prescriber }) =>
  [[name, dose].filter(Boolean).join(" "), schedule, prescriber].filter(Boolean).join(", ");

const allergy = ({ substance, reaction, what_to_do: what, is_severe: severe }) =>
  sentences(severe ? t("{substance} (severe)", { substance }) : substance, reaction, what);
