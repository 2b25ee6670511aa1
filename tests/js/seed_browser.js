// Puts a fixture straight into IndexedDB, as it runs inside any page of the app before it has opened its store.
// Plain IndexedDB on purpose: tests/e2e/phone.py hands this file's text to the browser.
// `commands`: rows of the outbox, each with what was done under `what` and no facts that every row has.
// `drafts`: [{ id, client_id, fields }]. Without `me` it is a phone whose first download has not come; `sync` is what it
// remembers of the last try.
async function seedBrowser({ account, me, bundles, commands = [], drafts = [], sync = {}, at }) {
  const open = (name, stores) =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open(name, 10); // Dexie's version 1
      asked.onupgradeneeded = () => {
        for (const [store, index] of Object.entries(stores)) {
          const made = asked.result.createObjectStore(store, { keyPath: "id" });
          if (index) made.createIndex(index, index);
        }
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const put = async (db, rows) => {
    const work = db.transaction(Object.keys(rows), "readwrite");
    for (const [store, list] of Object.entries(rows)) for (const row of list) work.objectStore(store).put(row);
    await new Promise((resolve, reject) => Object.assign(work, { oncomplete: resolve, onerror: () => reject(work.error) }));
    db.close();
  };
  const given = Object.entries(bundles).map(([id, bundle]) => ({ id, tag: `tag-${id}`, until: null, given_at: at, box: JSON.stringify(bundle) }));
  const done = commands.map(({ what, ...facts }) => ({ urgent: false, tries: 1, fails: 0, retry_at: null, fix_id: null, fixed_by: null, open_for: [], said: "{}", box: JSON.stringify(what), ...facts }));
  const kept = drafts.map(({ id, ...facts }) => ({ id, rev: 1, saved_at: at, box: JSON.stringify({ kind: "note", ...facts }) }));
  const known = { last_at: at, last_error: null, signed_in: true, offset_ms: 0, ...sync };
  const store = await open(`casepwa-${account}`, { bundles: "", commands: "seq", drafts: "", meta: "" });
  await put(store, {
    bundles: given,
    commands: done,
    drafts: kept,
    meta: [
      { id: "device", box: JSON.stringify({ device_id: crypto.randomUUID() }) },
      ...(me ? [{ id: "me", box: JSON.stringify({ tag: "tag-me", me: { ...me, account_id: account } }) }] : []),
      { id: "sync", box: JSON.stringify(known) },
    ],
  });
  await put(await open("casepwa-device", { meta: "" }), { meta: [{ id: "current", account }] });
}
