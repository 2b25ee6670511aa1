// What the forms of the phone screens record, printed for Python: [[kind, payload], ...].
import { helpPayload } from "../../assets/offline/views/alarm_state.js";
import { amendPayload, markPayload } from "../../assets/offline/views/goal_marks.js";
import { placeOnly, withReason } from "../../assets/offline/views/location.js";
import { coachingRead } from "../../assets/offline/views/coaching.js";
import { amendment } from "../../assets/offline/views/note_amend.js";
import { contactChips } from "../../assets/offline/views/note_chips.js";
import { blankFields } from "../../assets/offline/views/note_fields.js";
import { notePayload, stepPayloads } from "../../assets/offline/views/note_payload.js";
import { followUpPayload } from "../../assets/offline/views/referrals.js";
import { schedulePayload } from "../../assets/offline/views/schedule_form.js";
import { checkInPayload, checkOutPayload, extendPayload, noteDrafts } from "../../assets/offline/views/visit_payload.js";
import { bundle, caseload, ids, me, visit, ZONE } from "./cast.js";

const at = Date.parse("2026-03-10T14:31:00Z");
const chips = contactChips(bundle(), { me, clients: caseload() });
const readers = [{ account_id: ids.rosa_account, name: "Rosa Delgado", relation: "mother" }];
const gps = { method: "gps", latitude: 40.2, longitude: -74.7, accuracy_m: 12.5, place_type: "home" };
const note = (facts) =>
  notePayload(
    {
      ...blankFields(),
      client_id: ids.mateo,
      contacted: ["client", `contact:${ids.rosa}`, "other"],
      contacted_other: "Coach Lee",
      outcome: "reached",
      minutes: "10",
      contact_type: "phone",
      day: "2026-03-10",
      start: "10:21",
      end: "10:31",
      text: "Rosa called back.",
      ...facts,
    },
    { noteId: ids.note, chips, zone: ZONE, readers, newId: () => ids.fresh },
  );
const concern = (kind, facts = {}) => note({ concern: true, concern_kind: kind, concern_what: "Seen", concern_action: "Called", ...facts });
const outcomes = [
  { client_id: ids.mateo, outcome: "seen", text: "" },
  { client_id: ids.lucia, outcome: "other", text: "Asleep" },
];
const [draft] = noteDrafts(visit(), { from: "2026-03-10T13:34:00Z", to: "2026-03-10T14:31:00Z", outcomes, me, newId: () => ids.note });
const plan = { client_ids: [ids.mateo, ids.lucia], day: "2026-03-12", start: "15:30", minutes: "60", place: "school", place_name: "Lincoln", address: "", purpose: "monitoring", going_with: "Priya" };
const unplanned = visit({ is_planned: false });
const mark = { markId: ids.fresh, clientId: ids.mateo, goalId: ids.goal, at };
const amend = { amendmentId: ids.fresh, markId: ids.note, clientId: ids.mateo };

const beside = new FormData();
for (const [name, said] of Object.entries({ kind: "correction", text: " It was Tuesday. ", reason: "Wrong day" })) beside.set(name, said);

const found = new FormData();
for (const [name, said] of Object.entries({ status: "declined", reason: " Too far " })) found.set(name, said);

const recorded = [
  ["referral.followed_up", followUpPayload(found, { link: { id: ids.fresh, client_id: ids.mateo }, now: at }).payload],
  ["note.submit", note({})],
  ["note.submit", note({ outcome: "no_answer", minutes: "", start: "" })],
  ["note.submit", note({ outcome: "seen", seen: "seen_alone", contact_type: "face_to_face", place: "home", purpose: "crisis", role: "counselor", goals: [ids.goal], declined: "Respite", transport: true, forms: true, why: "Both", share: true, share_text: "Great work!" })],
  ["note.submit", concern("child_abuse", { concern_report_number: "A-12", concern_reporter_name: "R", concern_called_time: "10:40", concern_called_day: "2026-03-10" })],
  ["note.submit", concern("suicide", { concern_asked: "no", concern_plan: "None", concern_means: "None", concern_who_stays: "Rosa" })],
  ["note.submit", concern("threat")],
  ["note.submit", note({ ...draft.fields, text: "He read to me." })],
  ...stepPayloads({ ...blankFields(), client_id: ids.mateo, steps: [{ step_id: ids.fresh, what: "Call", due_on: "2026-03-12", owner: `family:${ids.rosa}` }], step_what: "Write" }, { newId: () => ids.command, me }).map((step) => ["step.add", step]),
  ["note.amend", amendment(beside, { amendmentId: ids.fresh, noteId: ids.note, clientId: ids.mateo }).payload],
  ["coaching.read", coachingRead(ids.fresh)],
  ["visit.schedule", schedulePayload(plan, { visitId: ids.visit, zone: ZONE })],
  ["visit.check_in", checkInPayload(visit(), { at, expectedEnd: at + 3_600_000, location: gps, goingWith: "Priya" })],
  ["visit.check_in", checkInPayload(unplanned, { at, expectedEnd: at + 3_600_000, location: withReason(unplanned, "No signal indoors"), goingWith: "" })],
  ["visit.extend", extendPayload(visit(), new Date(at).toISOString())],
  ["visit.check_out", checkOutPayload(visit(), { at, location: placeOnly(visit({ place_type: "shelter" })), outcomes })],
  ["alarm.help", helpPayload({ alarmId: ids.fresh, at, visitId: ids.visit })],
  ["alarm.help", helpPayload({ alarmId: ids.fresh, at })],
  ["goal.mark", markPayload({ ...mark, objectiveId: ids.objective, visitId: ids.visit, level: "progress", line: " Two days " })],
  ["goal.mark", markPayload({ ...mark, objectiveId: "", level: "met" })],
  ["goal.mark_amended", amendPayload({ ...amend, kind: "undone" })],
  ["goal.mark_amended", amendPayload({ ...amend, kind: "line", line: "Two days" })],
  ["goal.mark_amended", amendPayload({ ...amend, kind: "entered_in_error", reason: "Wrong child" })],
];
process.stdout.write(JSON.stringify(recorded));
