// What may wait until nothing else is to be done, one piece at a time: a tap never waits for more than one piece.
const LONGEST_PIECE_MS = 8; // pieces that are shorter are done together up to here
const PAUSE_MS = 50; // where the browser does not say when it is idle

const queue = [];
let isAsked = false;

const soon = (work) => (globalThis.requestIdleCallback ? requestIdleCallback(work) : setTimeout(work, PAUSE_MS));

/** Does each of `pieces` (functions) when the browser is idle, in order; one that fails or rejects is left out. */
export function whenIdle(pieces) {
  queue.push(...pieces);
  ask();
}

function ask() {
  if (isAsked || !queue.length) return;
  isAsked = true;
  soon(async () => {
    const began = performance.now();
    do await done(queue.shift());
    while (queue.length && performance.now() - began < LONGEST_PIECE_MS);
    isAsked = false;
    ask();
  });
}

async function done(piece) {
  try {
    await piece();
  } catch {
    // done when it is needed
  }
}
