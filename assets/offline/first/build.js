// How a first paint is bundled; run by rolldown in the build (casepwa/offline/first_paint.py), never served.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const EXPORTED = /^export (?:async )?(?:function|const|class|let) (\w+)|^export \{([^}]*)\}/gm;

// Names that a module exports, each as a function that does nothing.
function nothing(path) {
  const found = [...readFileSync(path, "utf8").matchAll(EXPORTED)];
  const names = found.flatMap(([, one, list]) => one ?? list.split(",").map((name) => name.trim()));
  return names.filter(Boolean).map((name) => `export function ${name}() {}`).join("\n");
}

/**
 * A rolldown configuration: `entry` -> `made`. `web`: Reflex's folder, "$" in imports; `standIns`: module -> file of
 * this folder, but not for this folder's own modules; `later`: device modules that nothing calls at first paint.
 */
export function config({ entry, made, web, standIns, later }) {
  const offline = join(web, "public/offline");
  const first = join(offline, "first");
  const unused = new Set(later.map((name) => join(offline, `${name}.js`)));
  const pathOf = (source, importer) => {
    if (source.startsWith("$/")) return join(web, source.slice(2));
    return source.startsWith(".") ? join(dirname(importer), source) : null;
  };
  const withoutReact = {
    name: "without-react",
    resolveId(source, importer) {
      const path = pathOf(source, importer);
      const standIn = standIns[path ? path.replace(web, "$") : source];
      if (standIn && dirname(importer) !== first) return join(first, standIn);
      return path && [path, `${path}.jsx`, `${path}.js`].find((file) => /\.\w+$/.test(file) && existsSync(file));
    },
    load: (id) => (unused.has(id) ? nothing(id) : null),
  };
  return {
    input: entry,
    platform: "browser",
    plugins: [withoutReact],
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
    output: { file: made, format: "iife", minify: true },
  };
}
