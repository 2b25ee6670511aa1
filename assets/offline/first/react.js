// What a compiled page calls of React, the router and Reflex, for one drawing and no life after it: the very module that
// React draws later is called here by first/start.js, so that both are one page. Nothing here ever draws again.
export const Fragment = Symbol("fragment");

export const jsx = (type, props, ...children) => ({ type, props, children });

// React: hooks answer once.
export const memo = (component) => component;
export const useCallback = (work) => work;
export const useMemo = (work) => work();
export const useRef = (current) => ({ current });
export const useEffect = () => {};
export const useLayoutEffect = () => {};
export const useSyncExternalStore = (_subscribe, get) => get();
export const useDeferredValue = (value, first = value) => first;

// The router: where we are, and links that the browser follows by itself.
let params = {};
export const setParams = (found) => {
  params = found;
};
export const useParams = () => params;
const isAddress = (to) => /^[a-z][a-z\d+.-]*:|^\/\//i.test(to);

export function Link({ to, reloadDocument: _, replace: __, state: ___, preventScrollReset: ____, ...props }) {
  if (isAddress(to)) return jsx("a", { ...props, href: to });
  return jsx("a", { ...props, href: to.startsWith("#") ? `${location.pathname}${to}` : to, "data-discover": "true" });
}

// Reflex: what compiled conditions and props are written with.
export const refs = {};
export function isTrue(value) {
  if (Array.isArray(value)) return value.length > 0;
  return value === Object(value) ? Object.keys(value).length > 0 : Boolean(value);
}
export const isNotNullOrUndefined = (value) => (value ?? undefined) !== undefined;
export const pyOr = (a, b) => (isTrue(a) ? a : b());
export const pyAnd = (a, b) => (isTrue(a) ? b() : a);
export const mergeSlotProps = (_injected, own) => own;

// What only a later tap calls.
export const ReflexEvent = () => {};
export const addEvents = () => {};
export const applyEventActions = () => {};
export const getFormData = () => ({});
export const getRefValue = () => {};
export const getRefValues = () => ({});
