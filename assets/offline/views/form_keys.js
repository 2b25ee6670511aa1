// Enter in a one-line field must not send a whole form: on a phone it is the key that puts the keyboard away.

/** For a form's onKeyDown. Buttons and boxes for several lines keep their Enter. */
export function noEnter(event) {
  const { key, target } = event;
  if (key !== "Enter" || target.tagName !== "INPUT" || event.defaultPrevented) return;
  event.preventDefault();
}
