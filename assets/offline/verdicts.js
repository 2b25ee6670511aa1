// What an answer does to the store: verdicts and the bundles that hold their effect, in one transaction, so that nothing
// vanishes, doubles or flickers between the two.
import { LONGEST_WAIT_MS } from "./batch.js";
import { measureOffset, wallIso } from "./clock.js";
import { NotOpen, change } from "./device.js";
import { uuid7 } from "./ids.js";
import { isLeft } from "./leaving.js";
import { isUnsent } from "./order.js";
import { isDoing } from "./project.js";

export const OUR_FAULT_AFTER = 3;

// Waits grow from 2 s to 5 min and vary by half, so that phones do not come back all at once.
export function backoffMs(times, random = Math.random) {
  const longest = Math.min(LONGEST_WAIT_MS, 2_000 * 2 ** Math.min(times, 20));
  return Math.round(longest * (0.5 + random() / 2));
}

// Sent and settled: the outbox's history needs which record it was, not its words.
function settledBox({ kind, client_ids, payload }) {
  const isFact = ([key]) => /_(id|at)$/.test(key) || key === "builds_on" || (kind === "read.logged" && key === "what");
  const kept = Object.entries(payload).filter(isFact);
  return JSON.stringify({ kind, client_ids, after: [], payload: Object.fromEntries(kept) });
}

// The columns that change with a verdict. Everything is made before the transaction opens.
function judged(command, verdict, { given, more, serverTime }) {
  if (verdict.verdict === "applied") {
    const open_for = more ? command.client_ids.filter((id) => !given.has(id)) : [];
    const applied = { state: "applied", error: null, said: "{}", retry_at: null, done_at: serverTime, open_for };
    return open_for.length ? applied : { ...applied, box: settledBox(command) };
  }
  // What the server said of it may name people: a box of its own.
  const said = { error: verdict.error ?? null, said: JSON.stringify(verdict.params ?? {}) };
  if (verdict.verdict === "refused") {
    // Nobody can mend a reading that the device noted by itself; the server has kept its refusal.
    if (!isDoing(command)) return { ...said, state: "refused", done_at: serverTime };
    return { ...said, state: "needs_fix", retry_at: null, fix_id: uuid7() };
  }
  const isFailure = verdict.verdict === "failed";
  const tries = command.tries + 1;
  const retry_at = wallIso(Date.now() + backoffMs(tries));
  if (!isFailure) return { ...said, state: "blocked", tries, retry_at };
  const fails = command.fails + 1;
  return { ...said, state: fails >= OUR_FAULT_AFTER ? "our_fault" : "waiting", tries, fails, retry_at };
}

// A lone command that is too large to be sent, ever; or one for which the whole request failed.
export const verdictFor = ({ id }, verdict, error) => ({ id, verdict, error, params: {} });

// Applied commands that still show because their bundle had not come: now it has, or nothing more is coming.
function settling(commands, { given, more }) {
  const found = new Map();
  for (const one of commands) {
    if (one.state !== "applied" || !one.open_for.length) continue;
    const open_for = more ? one.open_for.filter((id) => !given.has(id)) : [];
    if (open_for.length === one.open_for.length) continue;
    found.set(one.id, open_for.length ? { open_for } : { open_for, box: settledBox(one) });
  }
  return found;
}

// Writes verdicts alone: after an answer to the whole request that concerns one command.
export function storeVerdicts(account, batch, verdicts) {
  return store(account, { commands: batch, verdicts, given: new Set(), more: false, serverTime: wallIso() });
}

// Writes a whole answer. `timing`: { sentMs, receivedMs } by our clock. `meta`: the rows to be written with it.
export function storeAnswer(account, commands, answer, timing) {
  const given = new Set([...answer.bundles.map((one) => one.client_id), ...answer.removed]);
  const bundles = answer.bundles.map((one) => ({
    id: one.client_id,
    tag: one.tag,
    until: one.until ?? null,
    given_at: answer.server_time,
    box: JSON.stringify(one.bundle),
  }));
  const offset_ms = measureOffset({ ...timing, serverTime: answer.server_time }) ?? 0;
  const sync = { last_at: answer.server_time, has_more: Boolean(answer.more), last_error: null, signed_in: true, offset_ms };
  const meta = [{ id: "sync", box: JSON.stringify(sync) }];
  if (answer.me) meta.push({ id: "me", box: JSON.stringify({ tag: answer.me_tag, me: answer.me }) });
  const { verdicts, removed, more, server_time: serverTime } = answer;
  return store(account, { commands, verdicts, given, more, serverTime, bundles, removed, meta });
}

function store(account, { commands, verdicts, given, more, serverTime, bundles = [], removed = [], meta = [] }) {
  const known = new Map(commands.map((one) => [one.id, one]));
  const facts = { given, more, serverTime };
  const news = verdicts.filter(({ id }) => known.has(id)).map((one) => [one.id, judged(known.get(one.id), one, facts)]);
  const settled = settling(commands, facts);
  return change(
    async (db) => {
      if (await isLeft(account)) throw new NotOpen(); // what was erased as they left must not come back
      const rows = [];
      const asTheyAre = [];
      await db.transaction("rw", ["bundles", "commands", "meta"], async () => {
        const update = async (id, columns, mayChange) => {
          const row = await db.commands.get(id);
          // Another tab may have heard first; what was final or fixed stays so, and this one learns of it.
          if (row && mayChange(row)) rows.push({ ...row, ...columns });
          else if (row) asTheyAre.push(row);
        };
        for (const [id, columns] of news) await update(id, columns, isUnsent);
        for (const [id, columns] of settled) await update(id, columns, (row) => row.state === "applied");
        await db.commands.bulkPut(rows);
        await db.bundles.bulkPut(bundles);
        await db.bundles.bulkDelete(removed);
        await db.meta.bulkPut(meta);
      });
      return { commands: [...asTheyAre, ...rows], bundles, meta, gone: { bundles: removed } };
    },
    { account },
  );
}
