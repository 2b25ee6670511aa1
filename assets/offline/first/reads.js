// Stands in for ../reads.js at first paint: which reading of which record the page that was drawn is.
let reading = null;

export const useRead = (what, clientId) => {
  reading = { what, client_id: clientId };
};
export const readingNow = () => reading;
