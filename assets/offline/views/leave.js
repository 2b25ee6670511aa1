// The back arrow of a screen that several screens lead to: back to where the person came from.

/** React Router counts its own moves in history.state; without one the link's own address is followed. */
export function leave(event) {
  if (!(globalThis.history?.state?.idx > 0)) return;
  event.preventDefault();
  globalThis.history.back();
}
