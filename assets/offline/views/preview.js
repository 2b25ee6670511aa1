// The frame around a preview: whose view it is, which of their screens, and why there is nothing if there is nothing.
import { useEffect, useSyncExternalStore } from "react";
import { useLocation, useParams } from "react-router";
import { ask } from "../http.js";
import { showPreview } from "../preview.js";
import { cell } from "./cached.js";
import { chooseChild } from "./family_child.js";

const PARTS = new Set(["steps", "goals", "dates", "team", "crisis", "consents"]);
const LOADING = { state: "loading", name: "", is_all: true };
const answer = cell(LOADING);
let asked = "";

/** See casepwa/offline/preview.py. */
export function usePreview() {
  const { account_id: id = "" } = useParams();
  const { hash, search } = useLocation();
  const client = new URLSearchParams(search).get("client") ?? "";
  useEffect(() => {
    if (asked !== id) look(id, client);
  }, [id, client]);
  const said = useSyncExternalStore(answer.subscribe, answer.get, () => LOADING);
  const part = hash.slice(1);
  return { ...said, part: PARTS.has(part) ? part : "steps", back: /^[\w-]+$/.test(client) ? `/clients/${client}/sharing` : "/" };
}

async function look(id, client) {
  asked = id;
  answer.set(LOADING);
  const { kind, status, json } = await ask("GET", `/api/v1/preview/${encodeURIComponent(id)}`);
  if (asked !== id) return;
  if (status === 401) return location.replace("/sign-in");
  if (kind !== "ok") return answer.set({ ...LOADING, state: kind === "refused" ? "denied" : "offline" });
  showPreview(json);
  chooseChild(client);
  answer.set({ state: "full", name: json.me.name, is_all: json.is_all });
}

/** **Try again** */
export function lookAgain() {
  const id = asked;
  asked = "";
  return look(id, "");
}
