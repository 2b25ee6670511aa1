// What was painted first (first/start.js) gives way once the screen itself knows what it shows, in the same frame.
import { useLayoutEffect } from "react";
import { useSnapshot } from "./snapshot.js";

const statusOf = ({ status }) => status;

export function useHandOver() {
  const status = useSnapshot(statusOf);
  useLayoutEffect(() => {
    if (status === "signed_out") globalThis.casepwaFirst?.drop();
    else if (status !== "opening") globalThis.casepwaFirst?.handOver();
  }, [status]);
}
