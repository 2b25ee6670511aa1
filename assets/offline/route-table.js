// Phone screens and server screens, by path. The table itself is written by the plugin from offline/routes.py.

/** Whether `path` is one of `routes`, where "[name]" stands for exactly one segment. */
export function inTable(routes, path) {
  const segments = split(path);
  return routes.some((route) => {
    const wanted = split(route);
    return wanted.length === segments.length && wanted.every((part, i) => isParameter(part) || part === segments[i]);
  });
}

/** Whether `route` names one page rather than many. */
export const isStatic = (route) => !split(route).some(isParameter);

const split = (path) => path.split("/").filter(Boolean);
const isParameter = (part) => part.startsWith("[");
