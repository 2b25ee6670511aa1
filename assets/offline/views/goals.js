// A person's goals: words, objectives, marks, what can be celebrated.
import { shortDay } from "../formats.js";
import { useRead } from "../reads.js";
import { t } from "../text.js";
import { markInError } from "./goal_actions.js";
import { chartOf } from "./goal_chart.js";
import { metNow } from "./goal_marks.js";
import { rowsOf } from "./goal_rows.js";
import { mark } from "./goal_scale_sheet.js";
import { screen, useClientId } from "./screen.js";
import { sheetSubject } from "./sheets.js";
import { submitted } from "./submitted.js";

/** {state, id, name, goals: [{id, speaker, words, rows}], met: [...]}. state: opening, gone, empty, full. */
export function goalsPage(snapshot, now, { client_id: clientId }) {
  const bundle = snapshot.clients.get(clientId);
  if (!bundle) return { ...NOTHING, state: snapshot.me ? "gone" : "opening" };
  const { header, goals } = bundle;
  return {
    ...NOTHING,
    state: goals.length ? "full" : "empty",
    id: header.id,
    name: header.name,
    given_name: header.given_name,
    goals: goals.map((goal) => ({
      id: goal.id,
      speaker: goal.speaker ? t("{name}’s words", { name: goal.speaker }) : t("The person’s words"),
      words: t("“{words}”", { words: goal.words }),
      chart: chartOf(goal.marks),
      rows: rowsOf(goal, header.id, { zone: snapshot.me.time_zone, now }),
    })),
    met: metNow(goals).map(({ goal_id, what, mark }) => ({
      id: mark.id,
      words: t("Met: {what}", { what }),
      line: t("On {day}. Tell {name} what you saw.", { day: shortDay(mark.happened_at), name: header.given_name }),
      href: `/note?client=${header.id}&goal=${goal_id}&share=1`,
    })),
  };
}

const useGoalsScreen = screen(goalsPage, useClientId);

export function useGoals() {
  const page = useGoalsScreen();
  useRead("goals", page.id);
  return page;
}

/** One tap on one of the four marks of a row. */
export const markRow = (clientId, goalId, objectiveId, level) => mark({ clientId, goalId, objectiveId, level });

/** The sheet's subject is "<mark id> <client id>": a mark of one's own that was a mistake. */
export const correctMark = submitted((typed) => {
  const [markId, clientId] = sheetSubject().split(" ");
  const reason = typed.get("reason")?.trim() || null;
  return { faults: {}, keep: () => markInError(markId, clientId, reason), words: t("Entered in error. Both stay on record.") };
});

const NOTHING = { state: "opening", id: "", name: "", given_name: "", goals: [], met: [], fix: "" };
