// A phone for tests: its store emptied, an account opened, bundles put in as a sync would.
import { change, closeAccount, openAccount } from "../../assets/offline/device.js";
import { getSnapshot } from "../../assets/offline/snapshot.js";
import { ME, bundles, me } from "./fixture.js";

export { getSnapshot };

// Opens the fixture's account with what it holds. Every test gets an account of its own unless it names one. `shape`: of its
// "me" bundle, which of the staff has none.
export async function seeded({ account = crypto.randomUUID(), clients = bundles(), until = {}, at = new Date(), shape } = {}) {
  await openAccount(account);
  const given = Object.entries(clients).map(([id, bundle]) => ({
    id,
    tag: `tag-${id}`,
    until: until[id] ?? null,
    given_at: at.toISOString(),
    box: JSON.stringify(bundle),
  }));
  const meta = [
    { id: "device", box: JSON.stringify({ device_id: crypto.randomUUID() }) },
    { id: "me", box: JSON.stringify({ tag: "tag-me", me: { ...me(), account_id: account, shape } }) },
    { id: "sync", box: JSON.stringify({ last_at: at.toISOString(), last_error: null, signed_in: true, offset_ms: 0 }) },
  ];
  await change(async (db) => {
    await db.transaction("rw", ["bundles", "meta"], async () => {
      await db.bundles.bulkPut(given);
      await db.meta.bulkPut(meta);
    });
    return { bundles: given, meta };
  });
  return account;
}

// As a reload does it: nothing stays in memory.
export async function reopened(account = getSnapshot().account) {
  await closeAccount();
  await openAccount(account);
  return getSnapshot();
}

export { ME };
