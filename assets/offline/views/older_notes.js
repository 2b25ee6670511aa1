// Notes from before the ninety days that a phone holds: asked from the server when wanted, never kept here.
import { ask } from "../http.js";
import { getSnapshot } from "../snapshot.js";
import { cell } from "./cached.js";

// { client_id, notes, more, state: "" | "asking" | "offline" | "refused", error }
const NOTHING = Object.freeze({ client_id: "", account: null, notes: [], more: true, state: "", error: "" });
const older = cell(NOTHING);

export const olderNotes = older;

/** What has been fetched for this person; nothing of anybody else, nor of another account. */
export function olderOf(held, clientId, account) {
  return held.client_id === clientId && held.account === account ? held : NOTHING;
}

/**
 * Asks for the next older ones, before the oldest note up to which there is no hole: an own note that was returned is
 * here however old it is, and one that is not sent yet may be of any day.
 */
export async function askOlderNotes(clientId) {
  const { account, clients } = getSnapshot();
  const held = olderOf(older.get(), clientId, account);
  if (held.state === "asking") return;
  const recent = (clients.get(clientId)?.notes ?? []).filter((note) => note.status !== "returned" && note.received_at);
  const known = [...recent, ...held.notes];
  const before = known.reduce((oldest, note) => (note.started_at < oldest ? note.started_at : oldest), new Date().toISOString());
  older.set({ ...held, client_id: clientId, account, state: "asking", error: "" });
  const answer = await ask("GET", `/api/v1/clients/${clientId}/notes?before=${encodeURIComponent(before)}`);
  if (getSnapshot().account !== account || older.get().client_id !== clientId) return;
  if (answer.kind === "ok") {
    older.set({ ...held, client_id: clientId, account, notes: [...held.notes, ...answer.json.notes], more: answer.json.more, state: "" });
  } else {
    const state = answer.kind === "refused" ? "refused" : "offline";
    older.set({ ...held, client_id: clientId, account, state, error: answer.error.id });
  }
}
