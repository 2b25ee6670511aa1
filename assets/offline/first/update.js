// Stands in for ../update.js at first paint: whether a newer version waits is told when the app is there.
const none = { ready: false, held: false };
export const useUpdate = () => none;
export const takeUpdate = () => {};
export const holdUpdate = () => () => {};
