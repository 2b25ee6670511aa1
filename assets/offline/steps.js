// The shape of one account's store, and its name: what opens it with Dexie (store.js) and what reads it at first
// paint (first/records.js) must agree on.

// Numbered steps. A step is never edited once released; a new one is added, with an upgrade if rows must change.
export const STEPS = [
  {
    version: 1,
    stores: { bundles: "id", commands: "id, seq", drafts: "id", meta: "id" },
  },
];
export const TABLES = Object.keys(STEPS.at(-1).stores);
// As the browser counts them: Dexie multiplies by ten.
export const NEWEST = STEPS.at(-1).version * 10;

export const DEVICE = "casepwa-device";
export const nameFor = (account) => `casepwa-${account}`;

// Rows of `meta` that say what was shown at first paint, before the app was there (first/start.js, readings.js).
export const PAINTED = "painted|";
