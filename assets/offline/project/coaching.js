// What a supervisor says about one's writing lives in the `me` bundle: it is outside every client's record.
import { changed, put } from "./lists.js";

export function readCoaching(me, { payload }) {
  const read = (said) => (said.read_at ? said : { ...said, read_at: payload.read_at });
  return put(me, "coaching", changed(me.coaching, payload.comment_id, read));
}
