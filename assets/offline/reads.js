// Readings as a screen's hook.
import { useEffect } from "react";
import { logRead } from "./readings.js";
import { useSnapshot } from "./snapshot.js";

export { logRead };

const isReady = ({ status }) => status === "ready" || status === "needs_update";

// In a screen's hook: useRead("person", client_id). Logs when the screen shows that person.
export function useRead(what, clientId) {
  const shows = useSnapshot((snapshot) => isReady(snapshot) && snapshot.clients.has(clientId));
  useEffect(() => {
    if (shows) logRead(what, clientId).catch(() => {}); // a full phone must not hide a crisis plan
  }, [shows, what, clientId]);
}
