// Phone screens and server screens, by path. The table itself is written by the plugin from offline/routes.py.

/** Whether `path` is one of `routes`, where "[name]" stands for exactly one segment. */
export function inTable(routes, path) {
  const segments = split(path);
  return routes.some((route) => {
    const wanted = split(route);
    return wanted.length === segments.length && wanted.every((part, i) => isParameter(part) || part === segments[i]);
  });
}

/** { name: segment } of the parameters when `path` is one of `route`, else null. */
export function paramsOf(route, path) {
  const [wanted, segments] = [split(route), split(path)];
  if (!inTable([route], path)) return null;
  return Object.fromEntries(wanted.flatMap((part, i) => (isParameter(part) ? [[part.slice(1, -1), segments[i]]] : [])));
}

/** Whether `route` names one page rather than many. */
export const isStatic = (route) => !split(route).some(isParameter);

const split = (path) => path.split("/").filter(Boolean);
const isParameter = (part) => part.startsWith("[");
