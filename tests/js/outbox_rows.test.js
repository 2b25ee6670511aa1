import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceName, platformOf, waysToInstall } from "../../assets/offline/views/install.js";
import { fixOf } from "../../assets/offline/views/outbox_fix.js";
import { outboxPage } from "../../assets/offline/views/outbox_rows.js";
import { caseload, ids, note, snapshot } from "./cast.js";

const now = Date.parse("2026-03-10T15:00:00Z");
const command = (id, facts = {}) => ({
  id,
  kind: "goal.mark",
  client_ids: [ids.mateo],
  recorded_at: "2026-03-10T14:04:00Z",
  after: [],
  payload: { mark_id: "m", goal_id: ids.goal, level: "progress" },
  state: "waiting",
  error: null,
  params: {},
  tries: 0,
  sent_at: null,
  done_at: null,
  ...facts,
});
const page = (...commands) => outboxPage(snapshot({ commands }), now);

test("everything a person did is in one of three places, readings in none", () => {
  const shown = page(
    command("a"),
    command("b", { state: "sending" }),
    command("c", { state: "needs_fix", error: "goal_is_not_active" }),
    command("d", { state: "applied", done_at: "2026-03-10T14:00:00Z" }),
    command("e", { kind: "read.logged", payload: {} }),
    command("f", { state: "fixed" }),
  );
  assert.deepEqual([shown.needs_fix, shown.here, shown.sent].map((rows) => rows.map(({ id }) => id)), [["c"], ["b", "a"], ["d"]]);
  assert.deepEqual(shown.here.map(({ chip }) => chip.words), ["Sending", "On this phone"]);
});

test("a submitted note follows the desk: sent, returned, approved", () => {
  const clients = caseload();
  const sent = (status) => {
    clients.set(ids.mateo, { ...clients.get(ids.mateo), notes: [note({ id: ids.note, status })] });
    const commands = [command("a", { kind: "note.submit", state: "applied", done_at: "2026-03-10T14:00:00Z", payload: { note_id: ids.note } })];
    return outboxPage(snapshot({ clients: new Map(clients), commands }), now).sent[0].chip.words;
  };
  assert.deepEqual(["submitted", "returned", "approved"].map(sent), ["Sent", "Returned", "Approved"]);
});

test("our own fault is said to be ours, and asks for nothing", () => {
  const [card] = page(command("a", { state: "our_fault" })).needs_fix;
  assert.ok(card.is_fault);
  assert.match(card.reason, /^Our server failed/);
});

test("what went out more than a week ago is no longer listed", () => {
  assert.equal(page(command("a", { state: "applied", done_at: "2026-03-01T14:00:00Z" })).state, "empty");
});

test("a person who left this phone is not named", () => {
  const [row] = page(command("a", { client_ids: ["gone"] })).here;
  assert.equal(row.who, "Someone not on this phone any more");
});

test("a refused mark can go to another goal, with its line", () => {
  const refused = command("a", { state: "needs_fix", error: "goal_is_not_active", payload: { goal_id: "closed", objective_id: null, level: "progress", line: "Two days" } });
  const fix = fixOf(snapshot({ commands: [refused] }), "a");
  assert.deepEqual(fix.goals.map(({ id }) => id), [`${ids.goal} ${ids.objective}`]);
  assert.deepEqual(fix.words, [{ id: "line", label: "Short line", value: "Two days" }]);
});

test("a check-in that needs a second worker asks who goes, and only then", () => {
  const fix = (error) => fixOf(snapshot({ commands: [command("a", { kind: "visit.check_in", state: "needs_fix", error, payload: { visit_id: "v" } })] }), "a");
  assert.deepEqual(fix("pair_required").words, [{ id: "going_with", label: "Who goes with me", value: "" }]);
  assert.deepEqual(fix("visit_was_cancelled").words, []);
});

test("the notes of a visit that was not taken can be sent without it", () => {
  const visit = command("a", { kind: "visit.check_in", state: "needs_fix", error: "visit_was_cancelled", payload: { visit_id: "v" } });
  const out = command("b", { kind: "visit.check_out", payload: { visit_id: "v" }, after: ["a"] });
  const written = command("c", { kind: "note.submit", payload: { note_id: "n", visit_id: "v" }, after: ["a", "b"] });
  assert.ok(fixOf(snapshot({ commands: [visit, out, written] }), "a").can_free);
  assert.ok(!fixOf(snapshot({ commands: [visit, out] }), "a").can_free);
});

test("each platform is told its own way to install first", () => {
  const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
  const pixel = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36";
  assert.equal(platformOf(iphone), "ios_safari");
  assert.equal(platformOf(pixel), "android");
  assert.equal(platformOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", { touchPoints: 5 }), "ios_safari");
  assert.match(waysToInstall("ios_safari").mine, /Add to Home Screen/);
  assert.ok(!waysToInstall("android").others.some(({ id }) => id === "android"));
  assert.equal(deviceName(pixel), "Chrome on Android");
});
