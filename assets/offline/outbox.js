// The outbox: what a person did, durable before any screen says "saved".
import { wallIso } from "./clock.js";
import { NotOpen, change } from "./device.js";
import { uuid7 } from "./ids.js";
import { absorb, getSnapshot } from "./memory.js";
import { afterAll, freed, withoutVisit } from "./order.js";
import { isPreview } from "./preview.js";
import { KINDS, isUrgent } from "./project.js";
import { Outdated, isFull, isOfStore } from "./store.js";

const afterRecord = new Set();

// onRecorded(({ kind, urgent }) => ...) is called after each command that has become durable.
export const onRecorded = (hear) => afterRecord.add(hear);

// The error of an action, with the id of the sentence that says it (`error.<id>`).
export class NotSaved extends Error {
  constructor(id, cause) {
    super(id, { cause });
    this.id = id;
  }
}

// Records that a person did `kind`. Resolves with the command's id when it is durable in the store.
//
// client_ids: whom it is about; after: ids of commands that must be applied first; next: further commands
// { kind, client_ids, payload } that wait for this one; dropDraft: the draft that it ends. All of it is one transaction.
// Rejects with NotSaved ("signed_out", "needs_update", "device_full", "device_store"): then nothing was written, and
// what was typed must stay on the screen.
export async function record(kind, { client_ids = [], payload, after = [], next = [], dropDraft } = {}) {
  if (isPreview()) throw new NotSaved("preview");
  const command = { id: uuid7(), kind, client_ids, after, payload };
  command.after = afterAll(command, getSnapshot().commands);
  await append([command, ...following(command, next)], { dropDraft });
  return command.id;
}

// Sends a command that the server could not take again, mended: a new command on the same record. Whatever waits for
// the old one waits for the new one. `next` and `dropDraft` as in record(). Resolves with the new id.
export async function fixAndResend(commandId, payload, { next = [], dropDraft } = {}) {
  const { commands } = getSnapshot();
  const old = commands.find(({ id }) => id === commandId);
  if (!old || old.state !== "needs_fix") throw new TypeError("this command does not need a fix");
  const { kind, client_ids, after } = old;
  // The id was named to the server beforehand, so that the right to send it outlives losing the client.
  const command = { id: old.fix_id ?? uuid7(), kind, client_ids, after, payload };
  const waiting = commands.filter((one) => one.after.includes(commandId) && one.state !== "applied");
  const moved = waiting.map((one) => ({ id: one.id, box: box({ ...one, after: one.after.map((id) => (id === commandId ? command.id : id)) }) }));
  const settle = async (db) => {
    const rows = [];
    for (const { id, box: mended } of moved) rows.push(await update(db, id, { box: mended }));
    rows.push(await update(db, commandId, { state: "fixed", fixed_by: command.id, done_at: wallIso() }));
    return rows;
  };
  await append([command, ...following(command, next)], { dropDraft, settle });
  return command.id;
}

const following = ({ id }, next) => next.map((one) => ({ ...one, id: uuid7(), after: [id] }));

// Writes `commands` behind what is in the outbox, all or none. `settle(db)`: changes others in the same transaction and
// returns their rows. `seq` is the order in which things were done here, whatever the clock said.
async function append(commands, { dropDraft, settle = async () => [] }) {
  const unknown = commands.find(({ kind }) => !KINDS[kind]);
  if (unknown) throw new TypeError(`unknown kind of command: ${unknown.kind}`);
  const rows = commands.map(newRow);
  const writing = change(async (db) => {
    let settled;
    await db.transaction("rw", ["commands", "drafts"], async () => {
      const last = (await db.commands.orderBy("seq").last())?.seq ?? 0;
      rows.forEach((row, i) => (row.seq = last + 1 + i));
      for (const row of rows) await db.commands.add(row);
      settled = await settle(db);
      if (dropDraft) await db.drafts.delete(dropDraft);
    });
    return { commands: [...rows, ...settled], gone: dropDraft ? { drafts: [dropDraft] } : {} };
  });
  await saved(writing);
  for (const command of commands) for (const hear of afterRecord) hear({ kind: command.kind, urgent: isUrgent(command) });
}

// Before anything is sent: what is urgent lets go of what holds it back (order.js).
export async function letUrgentGo(account) {
  const { commands } = getSnapshot();
  const moved = commands.map((one) => freed(one, commands)).filter(Boolean);
  if (!moved.length) return;
  try {
    await change(rewritten(moved), { account });
  } catch (error) {
    if (!isOfStore(error)) throw error;
    absorb({ commands: moved.map(heldRow) }); // nothing can be written on a full phone: it goes up all the same
  }
}

// Sends what waits for a visit that the server did not take without that visit; the visit stays, to be mended.
export async function sendWithoutVisit(commandId) {
  const { account, commands } = getSnapshot();
  const refused = commands.find(({ id, state }) => id === commandId && state === "needs_fix");
  const moved = refused ? withoutVisit(refused, commands) : [];
  if (!moved.length) return;
  await saved(change(rewritten(moved), { account }));
  for (const { kind } of moved) for (const hear of afterRecord) hear({ kind, urgent: false });
}

const rewritten = (moved) => async (db) => {
  const rows = [];
  await db.transaction("rw", ["commands"], async () => {
    for (const one of moved) rows.push(await update(db, one.id, { box: box(one), state: "waiting", retry_at: null }));
  });
  return { commands: rows };
};

// The row of a command that only memory knows in this shape.
const heldRow = ({ kind, client_ids, after, payload, params, ...outside }) => ({
  ...outside,
  state: "waiting",
  retry_at: null,
  box: box({ kind, client_ids, after, payload }),
  said: JSON.stringify(params),
});

async function update(db, id, facts) {
  const row = { ...(await db.commands.get(id)), ...facts };
  await db.commands.put(row);
  return row;
}

const box = ({ kind, client_ids, after, payload }) => JSON.stringify({ kind, client_ids, after, payload });

function newRow(command) {
  return {
    id: command.id,
    recorded_at: wallIso(),
    state: "waiting",
    urgent: isUrgent(command),
    tries: 0,
    fails: 0,
    retry_at: null,
    done_at: null,
    error: null,
    fix_id: null,
    fixed_by: null,
    open_for: [],
    box: box(command),
    said: "{}",
  };
}

// What change() and changeNow() promise, with errors a screen can say: NotSaved.
export async function saved(writing) {
  try {
    return await writing;
  } catch (error) {
    if (error instanceof NotOpen) throw new NotSaved("signed_out", error);
    if (error instanceof Outdated) throw new NotSaved("needs_update", error);
    throw new NotSaved(isFull(error) ? "device_full" : "device_store", error);
  }
}
