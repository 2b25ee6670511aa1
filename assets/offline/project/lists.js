// Lists of records, keyed by record id, without changing what they were given.

// The list with the record that has `id` replaced by change(record); the same list when nothing changes.
export function changed(list, id, change) {
  const at = list.findIndex((record) => record.id === id);
  if (at < 0) return list;
  const next = change(list[at]);
  return next === list[at] ? list : list.with(at, next);
}

// The list with `record` added, unless one with its id is there already.
export function added(list, record, { first = false } = {}) {
  if (list.some(({ id }) => id === record.id)) return list;
  return first ? [record, ...list] : [...list, record];
}

export const without = (list, id) => (list.some((record) => record.id === id) ? list.filter((record) => record.id !== id) : list);

// The same bundle when the list is the same, so that nothing is drawn again for nothing.
export const put = (bundle, key, list) => (bundle[key] === list ? bundle : { ...bundle, [key]: list });
