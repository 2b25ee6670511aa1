// One request to our own server, and what its answer is worth.
//
// Between the phone and us stand airplane mode, captive portals that answer HTML with 200, proxies that answer HTML
// with 502. Only JSON in our own form counts as our answer; everything else means "not sent yet".

// Resolves, never rejects, with { kind, status, json, error: { id, params }, retryAfterMs, sentMs, receivedMs }:
//   ok        our answer
//   refused   our answer: no; `error` says why
//   offline   nothing came back (no network, aborted, timed out: `timedOut`)
//   portal    somebody else answered
//   server    we, or a proxy before us, are in trouble
//   busy      we ask to wait `retryAfterMs`
export async function ask(method, path, body, { timeoutMs = 180_000, signal } = {}) {
  const sentMs = Date.now();
  const isFile = body instanceof ArrayBuffer;
  const control = new AbortController();
  const request = {
    method,
    headers: body === undefined ? {} : { "Content-Type": isFile ? "text/csv" : "application/json" },
    body: body === undefined || isFile ? body : JSON.stringify(body),
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error", // our API never redirects; a portal does
    signal: control.signal,
  };
  const came = await answerTo(path, request, { control, timeoutMs, signal });
  const facts = { status: 0, json: null, error: null, retryAfterMs: 0, sentMs, receivedMs: Date.now() };
  if (!came.response) return { ...facts, kind: "offline", error: { id: "offline", params: {} }, timedOut: came.timedOut };
  return { ...facts, status: came.response.status, ...judge(came.response, came.json) };
}

// { response, json }, or { timedOut } when nothing came. One controller ends it for either reason: browsers that we support
// cannot join two signals (AbortSignal.any).
async function answerTo(path, request, { control, timeoutMs, signal }) {
  let timedOut = false;
  const stop = () => control.abort(signal?.reason);
  const timer = setTimeout(() => {
    timedOut = true;
    stop();
  }, timeoutMs);
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  try {
    const response = await fetch(path, request);
    return { response, json: await jsonOf(response) };
  } catch {
    return { timedOut };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

async function jsonOf(response) {
  if (!response.headers.get("content-type")?.includes("application/json")) return undefined;
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function judge(response, json) {
  const { status } = response;
  const fail = (kind) => ({ kind, json, error: { id: kind, params: {} } });
  if (status === 204) return { kind: "ok", json: null };
  if (status === 429) return { ...fail("busy"), ...named(json), retryAfterMs: waitMs(response) };
  if (status >= 500) return status === 511 ? fail("portal") : fail("server");
  if (json === undefined || json === null || typeof json !== "object") return fail("portal");
  if (response.ok) return { kind: "ok", json };
  return json.error?.id ? { kind: "refused", json, ...named(json) } : fail("portal");
}

function named(json) {
  const { id, params = {} } = json?.error ?? {};
  return id ? { error: { id, params } } : {};
}

const waitMs = (response) => Math.max(1, Number(response.headers.get("retry-after")) || 30) * 1000;
