// A caseload file at the desk: tried first, then taken in. The file stays in this tab's memory, in no store.
import { useSyncExternalStore } from "react";
import { ask } from "../http.js";
import { cell } from "./cached.js";

const NOTHING = {
  people: 0,
  known: 0,
  problem_count: 0,
  problems: [],
  likeness_count: 0,
  likenesses: [],
  joining: [],
  not_read: [],
  new_programs: [],
  new_payers: [],
  taken: null,
};
const REST = { status: "none", name: "", error: "", params: {}, found: NOTHING };
const state = cell(REST);
const WAIT_MS = 600_000;
const MOST_BYTES = 20 * 1024 * 1024; // as casepwa/casework/caseload_import/caseload_files.py
let contents = null;
let way = "";

export function useCaseloadFile() {
  return useSyncExternalStore(state.subscribe, state.get, () => REST);
}

/** Reads the file once and asks what it would bring: what is taken in later are these very bytes. */
export async function tryCaseloadFile(_form, event) {
  event.preventDefault();
  if (state.get().status === "busy") return;
  const form = new FormData(event.target);
  const file = form.get("file");
  contents = null;
  if (!file?.name) return state.set({ ...REST, status: "refused", error: "import_no_file" });
  if (file.size > MOST_BYTES) return refuse(file.name, { id: "import_too_large", params: { megabytes: MOST_BYTES / 1024 / 1024 } });
  state.set({ ...REST, status: "busy", name: file.name });
  const chosen = { date_format: form.get("date_format") ?? "", encoding: form.get("encoding") ?? "" };
  way = new URLSearchParams(chosen).toString();
  try {
    contents = await file.arrayBuffer();
  } catch {
    return refuse(file.name, { id: "import_cannot_open", params: {} });
  }
  await send("");
}

/** Takes in what was tried. */
export async function takeCaseloadFile() {
  if (state.get().status !== "good" || !contents) return;
  state.set({ ...state.get(), status: "busy" });
  await send("&take=1");
}

/** Begins anew: nothing of the file stays in memory. */
export function forgetCaseloadFile() {
  contents = null;
  state.set(REST);
}

async function send(more) {
  const { name } = state.get();
  const { kind, json, error } = await ask("POST", `/api/v1/caseload-file?${way}${more}`, contents, { timeoutMs: WAIT_MS });
  if (kind !== "ok") return refuse(name, error);
  if (json.taken) contents = null;
  const status = json.taken ? "taken" : json.problem_count ? "bad" : "good";
  state.set({ ...REST, status, name, found: json });
}

function refuse(name, { id, params }) {
  state.set({ ...REST, status: "refused", name, error: id, params: params ?? {} });
}
