// A server with the manners of offline.md, for tests of the device alone: receipts, verdicts, tags, one transaction a
// command. What it does to a record is the device's own projection; tests/integration drives the real one.
import { project, projectMe } from "../../assets/offline/project.js";
import { bundles, me } from "./fixture.js";

const json = (body, status = 200, headers = {}) =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
export const refusal = (status, id, params = {}, headers = {}) => json({ error: { id, params } }, status, headers);
export const html = (status = 200) => new Response("<html>Sign in to the Wi-Fi</html>", { status, headers: { "content-type": "text/html" } });

const tagOf = (it) => `t${JSON.stringify(it).length}-${[...JSON.stringify(it)].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) | 0, 7)}`;

export class FakeServer {
  constructor({ clients = bundles() } = {}) {
    this.clients = new Map(Object.entries(clients)); // what this person may see
    this.me = me();
    this.receipts = new Map(); // account/id -> { content, verdict }
    this.applied = []; // in the order in which it happened
    this.requests = []; // bodies of POST /sync
    this.calls = []; // "POST /api/v1/sync"
    this.cookie = null; // the account whose session the browser has
    this.people = {}; // email -> { account, password, roles }
    this.until = {};
    this.most = Infinity; // bundles an answer holds
    this.mostCommands = Infinity; // else 413
    this.crashes = new Set(); // kinds that crash the code
    this.refuses = new Map(); // command id -> error
    this.next = []; // one function a coming request: (request) => Response or undefined; may throw
    this.after = []; // the same, called with the answer that would be given
    globalThis.fetch = (path, init) => this.fetch(path, init);
  }

  async fetch(path, { method = "GET", body, signal } = {}) {
    signal?.throwIfAborted();
    this.calls.push(`${method} ${path}`);
    const request = { path, method, body: body && JSON.parse(body), signal };
    if (request.path === "/api/v1/sync") this.requests.push(request.body);
    const early = await this.next.shift()?.(request);
    if (early) return early;
    const answer = path === "/api/v1/session" ? this.session(request) : this.sync(request.body);
    return (await this.after.shift()?.(answer)) ?? answer;
  }

  session({ method, body }) {
    if (method === "DELETE") {
      this.cookie = null;
      return json(null, 204);
    }
    if (method === "GET") {
      if (!this.cookie) return refusal(401, "not_signed_in");
      return this.signedIn(Object.values(this.people).find(({ account }) => account === this.cookie));
    }
    const person = this.people[body.email];
    if (person?.password !== body.password) return refusal(401, "sign_in_failed");
    if (body.device_id && person.revoked === body.device_id) return refusal(401, "device_revoked");
    this.cookie = person.account;
    person.device = body.device_id ?? crypto.randomUUID();
    return this.signedIn(person);
  }

  signedIn({ account, device, has_store = true, first_screen = "/today" }) {
    const who = { id: account, name: "Maya Okafor", email: "maya@demo.test", roles: ["case_manager"], locale: "en" };
    return json({ account: who, device_id: device, has_store, first_screen, server_time: new Date().toISOString() });
  }

  sync(body) {
    if (!this.cookie) return refusal(401, "not_signed_in");
    if (body.account !== this.cookie) return refusal(409, "other_account");
    if (body.commands.length > this.mostCommands) return refusal(413, "too_large");
    const verdicts = body.commands.map((command) => ({ id: command.id, params: {}, ...this.verdict(command) }));
    const changed = [...this.clients].filter(([id, bundle]) => body.have[id] !== tagOf(bundle));
    const given = changed.slice(0, this.most).map(([id, bundle]) => ({ client_id: id, tag: tagOf(bundle), until: this.until[id] ?? null, bundle }));
    const about = { ...this.me, account_id: body.account };
    return json({
      format: 1,
      server_time: new Date().toISOString(),
      account: body.account,
      verdicts,
      me: body.have_me === tagOf(about) ? null : about,
      me_tag: tagOf(about),
      bundles: given,
      removed: Object.keys(body.have).filter((id) => !this.clients.has(id)),
      more: changed.length > given.length,
    });
  }

  verdict(command) {
    const key = `${this.cookie}/${command.id}`;
    const content = JSON.stringify(command);
    const known = this.receipts.get(key);
    if (known) return known.content === content ? known.verdict : { verdict: "refused", error: "id_reused" };
    const waits = command.after.find((id) => this.receipts.get(`${this.cookie}/${id}`)?.verdict.verdict !== "applied");
    if (waits) return { verdict: "blocked", waits_for: waits };
    if (this.crashes.has(command.kind)) return { verdict: "failed", error: "our_fault" };
    const error = this.refuses.get(command.id);
    const verdict = error ? { verdict: "refused", error } : { verdict: "applied" };
    if (!error) this.apply(command);
    this.receipts.set(key, { content, verdict });
    return verdict;
  }

  apply(command) {
    const names = (id) => this.clients.get(id)?.header;
    this.applied.push(command);
    this.me = projectMe(this.me, command);
    for (const id of command.client_ids) {
      const bundle = this.clients.get(id);
      if (bundle) this.clients.set(id, project(bundle, command, { me: this.me, names }));
    }
  }
}

export { json };
