// The frame of every phone screen: sync state, counts, what needs the person, and where the keyboard is.
import { useHandOver } from "../hand-over.js";
import { isPreview } from "../preview.js";
import { getSnapshot, subscribe, useSnapshot } from "../snapshot.js";

const OPENING = { sync: "", waiting: 0, needs_fix: 0, unsent: 0, notice: "" };

/** What the header and the tab bar say. Claims nothing before the store is open. */
export function frameOf(snapshot) {
  if (snapshot.status === "broken") return { ...OPENING, notice: "broken" };
  if (snapshot.status !== "ready" && snapshot.status !== "needs_update") return OPENING;
  const { waiting, needs_fix, signed_in } = snapshot.sync;
  return { sync: syncOf(snapshot), waiting, needs_fix, unsent: waiting + needs_fix, notice: noticeOf(snapshot.status, signed_in) };
}

// "All sent" would be read as "all is well": not before the records are here.
function syncOf({ me, sync }) {
  if (sync.state !== "all_sent" || (me && !sync.has_more)) return sync.state;
  return sync.last_error ? "not_here" : "getting";
}

function noticeOf(status, signedIn) {
  if (status === "needs_update") return "needs_update";
  return signedIn === false ? "sign_in" : "";
}

export function useFrame() {
  useHandOver();
  return useSnapshot(frameOf);
}

/** **Try again**, where the store could not be opened. */
export const openAgain = () => location.reload();

// A keyboard on the screen takes room that a tab bar should give up, and may cover the dock. Browsers tell in
// two ways: the window shrinks (Android with interactive-widget) or only the visual viewport does (iOS).
function watchKeyboard() {
  const viewport = globalThis.visualViewport;
  if (!viewport) return;
  const tallest = new Map();
  const look = () => {
    const seen = Math.max(tallest.get(innerWidth) ?? 0, viewport.height * viewport.scale);
    tallest.set(innerWidth, seen);
    const isUp = viewport.scale < 1.05 && viewport.height < seen * 0.75;
    const covered = isUp ? Math.max(0, Math.round(innerHeight - viewport.height - viewport.offsetTop)) : 0;
    document.documentElement.toggleAttribute("data-keyboard", isUp);
    document.documentElement.style.setProperty("--keyboard", `${covered}px`);
  };
  viewport.addEventListener("resize", look);
  viewport.addEventListener("scroll", look);
  look();
}

// Nobody is signed in on this phone: there is nothing to show but the way in.
const OPEN_TO_ALL = new Set(["/", "/sign-in", "/settings", "/offline"]);

function leaveWhenSignedOut() {
  if (isPreview()) return; // a desk looks too, which has no store of its own
  if (getSnapshot().status === "signed_out" && !OPEN_TO_ALL.has(location.pathname)) location.replace("/sign-in");
}

if (typeof document !== "undefined") {
  watchKeyboard();
  subscribe(leaveWhenSignedOut);
  leaveWhenSignedOut();
}
