"""What stands in a phone's stores: read straight from IndexedDB, past the app's own code."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.e2e.waits import holds

_ROWS = """async (table) => {
  const all = await indexedDB.databases();
  const { name } = all.find((one) => /^casepwa-[0-9a-f]{8}-/.test(one.name));
  const db = await new Promise((resolve) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => resolve(asked.result);
  });
  const rows = await new Promise((resolve) => {
    const asked = db.transaction(table).objectStore(table).getAll();
    asked.onsuccess = () => resolve(asked.result);
  });
  db.close();
  return rows.sort((a, b) => a.seq - b.seq).map((row) => ({ ...row, ...JSON.parse(row.box) }));
}"""
_KEPT = f"""async () => (await ({_ROWS})("drafts")).some((one) => one.box.includes(%s))"""


def commands(page: Page, kind: str | None = None) -> list[dict[str, Any]]:
    """The commands in the outbox in the order of doing; only those of `kind` if it is given."""
    return [one for one in page.evaluate(_ROWS, "commands") if kind in (None, one["kind"])]


def until_kept(page: Page, words: str) -> None:
    """Wait until a draft on this phone holds ``words``: each look waits for what is being written."""
    holds(page, _KEPT % json.dumps(words))


def drafts(page: Page) -> list[dict[str, Any]]:
    """The half-written notes and plans."""
    return page.evaluate(_ROWS, "drafts")


_HELD = """async () => {
  const found = {};
  for (const { name } of await indexedDB.databases()) {
    if (!/^casepwa-[0-9a-f]{8}-/.test(name)) continue;
    const db = await new Promise((resolve) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => resolve(asked.result);
    });
    found[name] = {};
    for (const table of ["bundles", "commands", "drafts"]) {
      const counted = db.transaction(table).objectStore(table).count();
      const count = new Promise((resolve) => (counted.onsuccess = () => resolve(counted.result)));
      found[name][table] = await count;
    }
    db.close();
  }
  return Object.values(found);
}"""


def held(page: Page) -> list[dict[str, int]]:
    """For each person who has a store on this device, how many bundles, commands and drafts are in it."""
    return page.evaluate(_HELD)
