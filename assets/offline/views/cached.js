// Working a value out once for the same inputs, so that the same object reaches React and nothing is drawn again.

/** `work(...inputs)`, run again only when one of the inputs is another object. Remembers the last inputs only. */
export function cached(work) {
  let last;
  let value;
  return (...inputs) => {
    const same = last && last.length === inputs.length && inputs.every((input, i) => Object.is(input, last[i]));
    if (!same) {
      value = work(...inputs);
      last = inputs;
    }
    return value;
  };
}

/** A tiny store of one value: { get, set, subscribe }. `set` takes the next value or a function of the last. */
export function cell(first) {
  let value = first;
  const listeners = new Set();
  return {
    get: () => value,
    set(next) {
      const made = typeof next === "function" ? next(value) : next;
      if (made === value) return;
      value = made;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
