// What a first paint lays over the page that is still being made, and how it gives way: scrolled as it was, the same thing
// focused, and a button that was tapped meanwhile pressed then.
const TAG = "casepwa-first";

/** An empty cover in the page, with handOver(), drop(), and `element` to draw in. `gone()` is called when it has given way. */
export function cover(gone) {
  const root = document.documentElement;
  const element = document.createElement(TAG);
  let pressed = false; // a finger is down: what it is on must be there when it comes up
  let wanted = false;
  let asked = null; // the button that was tapped

  element.addEventListener("pointerdown", () => (pressed = true));
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, released, true);
  element.addEventListener("click", ({ target }) => (asked = target.closest("button") ?? asked));

  function released() {
    pressed = false;
    if (wanted) setTimeout(handOver); // after the click that follows
  }

  function drop() {
    element.remove();
    root.removeAttribute("data-first");
    for (const end of ["pointerup", "pointercancel"]) removeEventListener(end, released, true);
    gone();
  }

  function handOver() {
    wanted = true;
    if (pressed || !element.isConnected) return;
    const top = element.scrollTop;
    const focused = placeIn(element, element.contains(document.activeElement) ? document.activeElement : null);
    const tapped = placeIn(element, asked);
    drop();
    const page = document.body.querySelector(":scope > div");
    if (top) scrollTo(0, top);
    at(page, focused)?.focus({ preventScroll: true });
    at(page, tapped)?.click();
  }

  function show() {
    root.setAttribute("data-first", "");
    document.body.prepend(element);
  }

  return { element, show, handOver, drop };
}

// Where `element` stands below the first child of `top`, as numbers: the page that follows has the same shape.
function placeIn(top, element) {
  if (!element) return null;
  const place = [];
  for (let one = element; one.parentElement !== top; one = one.parentElement) {
    place.unshift([...one.parentElement.children].indexOf(one));
  }
  return place;
}

const at = (page, place) => place?.reduce((one, i) => one?.children[i], page);
