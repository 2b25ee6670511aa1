// Writing a draft as fast as a browser can: one transaction of its own, begun in the very task that asks for it.
import { uuid7 } from "./ids.js";

// Over the version that was seen, else as a draft of its own. Resolves to the row when it is durable. `begun` gets the
// transaction, which may be aborted.
export function putSeen(database, { id, rev, ...words }, begun) {
  return inTransaction(database, (table, put) => {
    begun(table.transaction);
    table.get(id).onsuccess = ({ target: { result: there } }) => {
      const isSeen = (there?.rev ?? 0) === rev || (!there && rev > 0);
      put(isSeen ? { id, rev: rev + 1, ...words } : { id: uuid7(), rev: 1, ...words });
    };
  });
}

// Without looking first.
export const putBlindly = (database, row) => inTransaction(database, (_, put) => put(row));

// `work(table, put)` calls put(row) once, which ends the transaction: nothing waits for this page any more.
function inTransaction(database, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction("drafts", "readwrite");
    const table = transaction.objectStore("drafts");
    transaction.onabort = () => reject(transaction.error ?? new DOMException("not written", "AbortError"));
    work(table, (row) => {
      transaction.oncomplete = () => resolve(row);
      try {
        table.put(row);
        transaction.commit?.();
      } catch (error) {
        reject(error);
        transaction.abort();
      }
    });
  });
}
