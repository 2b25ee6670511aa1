// A selector that gives the same object for the same snapshot, so that React renders only what changed.

/** `select(snapshot, ...rest)`, remembered per snapshot and per JSON of the rest; old snapshots are let go. */
export function remembered(select) {
  const bySnapshot = new WeakMap();
  return (snapshot, ...rest) => {
    let byRest = bySnapshot.get(snapshot);
    if (byRest === undefined) bySnapshot.set(snapshot, (byRest = new Map()));
    const key = rest.length === 0 ? "" : JSON.stringify(rest);
    if (!byRest.has(key)) {
      if (byRest.size > 8) byRest.clear();
      byRest.set(key, select(snapshot, ...rest));
    }
    return byRest.get(key);
  };
}
