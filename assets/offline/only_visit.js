// Somebody who moved to a colleague during a visit under way stays on this phone to be read, until that visit and its
// note are done. The server takes nothing else about them from here (docs/decisions/after-a-move.md).
import { NotSaved } from "./outbox.js";
import { getSnapshot } from "./snapshot.js";

/** Throws NotSaved("only_this_visit") for a client who is here for a visit alone. */
export function requireOwn(clientId) {
  if (getSnapshot().clients.get(clientId)?.is_for_visit) throw new NotSaved("only_this_visit");
}
