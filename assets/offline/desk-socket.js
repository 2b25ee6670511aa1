// Reflex's own connection, seen from a page: when it fails, the session may be over.
import { useContext, useEffect } from "react";
import { EventLoopContext } from "$/utils/context";
import { connectionFailed } from "./desk.js";

// True while the connection is down.
export function useDisconnected() {
  const [, errors] = useContext(EventLoopContext) ?? [];
  const failures = errors?.length ?? 0;
  useEffect(() => {
    if (failures) connectionFailed();
  }, [failures, errors]);
  return failures > 0;
}
