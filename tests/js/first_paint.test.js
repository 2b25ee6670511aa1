// What is painted first gives way to the page, and leaves nothing of itself behind.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { getSnapshot } from "../../assets/offline/memory.js?tab=first";
import { seeded } from "./phone.js";

// A page, as far as a first paint needs one.
const events = new Map();
const hears = (name, work) => events.set(work, name);
const deaf = (name, work) => events.delete(work);
const element = (type) => ({
  type,
  children: [],
  isConnected: false,
  setAttribute() {},
  removeAttribute() {},
  addEventListener() {},
  contains: () => false,
  append(...more) {
    this.children.push(...more);
  },
  remove() {
    this.isConnected = false;
  },
});
const body = { ...element("body"), prepend: (one) => (one.isConnected = true), querySelector: () => null };
const clocks = new Set();
const channels = new Set();
const kept = new Map();
Object.assign(globalThis, { addEventListener: hears, removeEventListener: deaf, requestAnimationFrame: setImmediate, location: { pathname: "/today" } });
const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
Object.defineProperty(globalThis, "localStorage", { configurable: true, value: storage });

const { first } = await import("../../assets/offline/first/start.js?tab=first");
const { view } = await import("../../assets/offline/first/snapshot.js?tab=first");
const { cover } = await import("../../assets/offline/first/cover.js?tab=first");
let usePeople;
let drawn;
const Page = () => ((drawn = usePeople()), null);

beforeEach(async (t) => {
  await seeded();
  usePeople = view(({ clients }) => [...clients.values()].map(({ header }) => header.name));
  globalThis.document = { body, documentElement: element("html"), createElement: element, addEventListener: hears, removeEventListener: deaf };
  t.mock.method(globalThis, "setInterval", (work) => (clocks.add(work), work));
  t.mock.method(globalThis, "clearInterval", (work) => clocks.delete(work));
  t.mock.property(globalThis, "BroadcastChannel", class {
    constructor() {
      channels.add(this);
    }
    close() {
      channels.delete(this);
    }
  });
});

const left = () => ({ events: events.size, clocks: clocks.size, channels: channels.size, people: getSnapshot().clients.size, first: globalThis.casepwaFirst });
const NOTHING = { events: 0, clocks: 0, channels: 0, people: 0, first: undefined };

for (const way of ["handOver", "drop"]) {
  test(`a first paint that has given way (${way}) holds neither the page nor the records`, async () => {
    first({ route: "/today", Page });
    await globalThis.casepwaPainted;
    assert.equal(drawn.length, 3);
    assert.deepEqual([clocks.size, channels.size, getSnapshot().clients.size], [1, 1, 3]);
    globalThis.casepwaFirst[way]();
    assert.deepEqual(left(), NOTHING);
    assert.deepEqual(usePeople(), [], "nor what was made of them");
  });
}

test("a first paint that somebody signs out of in another window is gone at once", async () => {
  first({ route: "/today", Page });
  await globalThis.casepwaPainted;
  [...channels][0].onmessage();
  assert.deepEqual(left(), NOTHING);
});

test("a cover gives way once", () => {
  let gone = 0;
  const over = cover(() => (gone += 1));
  over.show();
  over.handOver();
  over.handOver();
  assert.equal(gone, 1);
});
