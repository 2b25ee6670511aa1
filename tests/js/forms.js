// A form of a page, as its handler sees it, where there is no page. Import it last: a module that finds a document listens to it.
const sheet = { open: false, dataset: {}, querySelectorAll: () => [], showModal() {} };
globalThis.document ??= { querySelector: () => null, getElementById: () => sheet };
globalThis.requestAnimationFrame ??= queueMicrotask;

const Given = globalThis.FormData;
globalThis.FormData = class extends Given {
  constructor(form) {
    super();
    for (const [name, value] of Object.entries(form?.typed ?? {})) this.append(name, value);
  }
};

export const form = (typed, { id = "form" } = {}) => ({
  id,
  typed,
  dataset: {},
  elements: { namedItem: () => null },
  reset() {
    this.typed = {};
  },
});

export const submit = (handler, target) => handler({}, { target, preventDefault() {} });

// The sheet that stands open holds `inside`; none does without it.
export function openIs(inside = null) {
  document.querySelector = (selector) => (selector === "dialog[open] form" ? inside : null);
}

// No room is left on the phone for what is put there anew.
export const fullPhone = (t) =>
  t.mock.method(IDBObjectStore.prototype, "add", () => {
    throw new DOMException("full", "QuotaExceededError");
  });
