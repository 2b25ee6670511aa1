// What is missing in a note, in words under each field.
import { t } from "../text.js";
import { cached } from "./cached.js";

const SENTENCES = {
  person: () => t("Choose who this is about."),
  away: () => t("The record of this person is not on this phone now. Your note is kept. Connect, and submit it then."),
  contacted: () => t("Choose who was contacted."),
  contacted_other: () => t("Say who it was."),
  outcome: () => t("Choose what came of it."),
  seen: () => t("Say how they were seen."),
  minutes: () => t("Choose how many minutes it took."),
  minutes_other: () => t("Write the minutes as a whole number."),
  start: () => t("Say when it began."),
  end_before_start: () => t("End must be after the start."),
  in_the_future: () => t("This ends in the future. Set the time it ended."),
  text: () => t("Write what happened, in your own words."),
  share_text: () => t("Write the line for the family, or switch sharing off."),
  concern_kind: () => t("Choose what kind of concern it is."),
  concern_what: () => t("Write what you saw or heard."),
};

// The order of the screen: the first one gets the focus.
export const FIELDS = [
  "person", "contacted", "contacted_other", "outcome", "seen", "minutes", "minutes_other", "text", "start", "end",
  "share_text", "concern_kind", "concern_what",
];

/** Every field's sentence, "" where all is well. */
export const noFaults = Object.fromEntries(FIELDS.map((field) => [field, ""]));

/** The sentences for `faults` (note_checks.js). */
export const saidFaults = cached((faults) => ({
  ...noFaults,
  ...Object.fromEntries(Object.entries(faults).map(([field, code]) => [field, SENTENCES[code]()])),
}));
