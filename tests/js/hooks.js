// A screen's hook run as React runs it, where there is no React: drawn again after each change, effects once for the same inputs.
// Import it before the screen, and the screen with `await import()`.
import { registerHooks } from "node:module";

const SOURCES = {
  react: `const own = () => globalThis.hooksOf();
    export const useSyncExternalStore = (subscribe, get) => get();
    export const useEffect = (work, inputs) => own().effect(work, inputs);
    export const useLayoutEffect = useEffect;
    export const useRef = (current) => own().kept(() => ({ current }));
    export const useDeferredValue = (value) => value;
    export const useContext = () => null;`,
  "react-router": `export const useLocation = () => globalThis.address;
    export const useParams = () => globalThis.address.params;
    export const useNavigate = () => globalThis.address.navigate;`,
};

registerHooks({
  resolve: (specifier, context, next) =>
    SOURCES[specifier] ? { url: `hooks:${specifier}`, format: "module", shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url.startsWith("hooks:") ? { format: "module", source: SOURCES[url.slice("hooks:".length)], shortCircuit: true } : next(url, context),
});

/** The page at `address` ({ pathname, search, params }), which shows what `use()` returns: { draw(), leave() }. */
export function page(use, address) {
  const slots = [];
  let at = 0;
  const kept = (make) => (slots[at++] ??= make());
  const effect = (work, inputs) => {
    const slot = kept(() => ({}));
    if (slot.inputs && inputs?.every((one, i) => Object.is(one, slot.inputs[i]))) return;
    slot.end?.();
    slot.inputs = inputs;
    slot.end = work();
  };
  return {
    draw() {
      globalThis.hooksOf = () => ({ kept, effect });
      globalThis.address = { search: "", key: "k", params: {}, navigate() {}, ...address };
      at = 0;
      use();
      at = 0;
      return use();
    },
    leave: () => slots.forEach((slot) => slot.end?.()),
  };
}
