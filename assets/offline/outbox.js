// The outbox: what a person did, durable before any screen says "saved".
import { wallIso } from "./clock.js";
import { NotOpen, change } from "./device.js";
import { uuid7 } from "./ids.js";
import { getSnapshot } from "./memory.js";
import { afterAll, freed } from "./order.js";
import { isPreview } from "./preview.js";
import { KINDS, isUrgent } from "./project.js";
import { Outdated, isFull } from "./store.js";

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
// client_ids: whom it is about; after: ids of commands that must be applied first; dropDraft: the draft that this
// command ends, removed in the same transaction. Rejects with NotSaved ("signed_out", "needs_update",
// "device_full", "device_store"): then nothing was written, and what was typed must stay on the screen.
export async function record(kind, { client_ids = [], payload, after = [], dropDraft } = {}) {
  if (isPreview()) throw new NotSaved("preview");
  if (!KINDS[kind]) throw new TypeError(`unknown kind of command: ${kind}`);
  const said = { kind, client_ids, after, payload };
  const command = { ...said, after: afterAll(said, getSnapshot().commands) };
  const row = newRow(command);
  await saved(async (db) => {
    await append(db, row, async () => {
      if (dropDraft) await db.drafts.delete(dropDraft);
    });
    return { commands: [row], gone: dropDraft ? { drafts: [dropDraft] } : {} };
  });
  for (const hear of afterRecord) hear({ kind, urgent: row.urgent });
  return row.id;
}

// Sends a command that the server could not take again, mended: a new command on the same record. Whatever waits for
// the old one waits for the new one. `dropDraft` as in record(). Resolves with the new id.
export async function fixAndResend(commandId, payload, { dropDraft } = {}) {
  const old = getSnapshot().commands.find(({ id }) => id === commandId);
  if (!old || old.state !== "needs_fix") throw new TypeError("this command does not need a fix");
  const { kind, client_ids, after } = old;
  // The id was named to the server beforehand, so that the right to send it outlives losing the client.
  const row = { ...newRow({ kind, client_ids, after, payload }), id: old.fix_id ?? uuid7() };
  const waiting = getSnapshot().commands.filter((one) => one.after.includes(commandId) && one.state !== "applied");
  const moved = waiting.map((one) => ({ id: one.id, box: box({ ...one, after: one.after.map((id) => (id === commandId ? row.id : id)) }) }));
  await saved(async (db) => {
    const commands = [row];
    await append(db, row, async () => {
      for (const { id, box: mended } of moved) commands.push(await update(db, id, { box: mended }));
      commands.push(await update(db, commandId, { state: "fixed", fixed_by: row.id, done_at: wallIso() }));
      if (dropDraft) await db.drafts.delete(dropDraft);
    });
    return { commands, gone: dropDraft ? { drafts: [dropDraft] } : {} };
  });
  for (const hear of afterRecord) hear({ kind, urgent: row.urgent });
  return row.id;
}

// Before anything is sent: what is urgent lets go of what holds it back (order.js).
export async function letUrgentGo(account) {
  const { commands } = getSnapshot();
  const moved = commands.map((one) => freed(one, commands)).filter(Boolean);
  if (!moved.length) return;
  const write = async (db) => {
    const rows = [];
    await db.transaction("rw", ["commands"], async () => {
      for (const one of moved) rows.push(await update(db, one.id, { box: box(one), state: "waiting", retry_at: null }));
    });
    return { commands: rows };
  };
  await change(write, { account });
}

async function update(db, id, facts) {
  const row = { ...(await db.commands.get(id)), ...facts };
  await db.commands.put(row);
  return row;
}

const box = ({ kind, client_ids, after, payload }) => JSON.stringify({ kind, client_ids, after, payload });

function newRow(command) {
  return {
    id: uuid7(),
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

// `seq` is the order in which things were done here, whatever the clock said.
function append(db, row, also) {
  return db.transaction("rw", ["commands", "drafts"], async () => {
    row.seq = ((await db.commands.orderBy("seq").last())?.seq ?? 0) + 1;
    await db.commands.add(row);
    await also();
  });
}

// change(), with errors a screen can say: NotSaved.
export async function saved(work) {
  try {
    return await change(work);
  } catch (error) {
    if (error instanceof NotOpen) throw new NotSaved("signed_out", error);
    if (error instanceof Outdated) throw new NotSaved("needs_update", error);
    throw new NotSaved(isFull(error) ? "device_full" : "device_store", error);
  }
}
