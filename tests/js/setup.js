// Lets Node run the device's modules as they are: npm packages from the front end's own node_modules, the English catalogue made
// by Python, IndexedDB in memory. Use: node --import ./tests/js/setup.js --test "tests/js/*.test.js"
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const packages = pathToFileURL(join(root, ".web", "package.json")).href;
const DEVICE = "/assets/offline/";

function python() {
  const own = join(root, ".venv", "bin", "python");
  return process.env.PYTHON ?? (existsSync(own) ? own : "python3");
}

// Two tabs in one process: modules loaded with ?tab=2 load their own copies of what they import from the device.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.endsWith("/en.json")) return { url: "casepwa:en", format: "json", shortCircuit: true };
    if (/^[a-z@]/.test(specifier) && !specifier.includes(":")) {
      try {
        return next(specifier, { ...context, parentURL: packages });
      } catch {
        return next(specifier, context);
      }
    }
    const found = next(specifier, context);
    if (!found.url.includes(DEVICE)) return found;
    const tab = new URL(context.parentURL).search;
    const url = tab && !found.url.includes("?") ? found.url + tab : found.url;
    return { ...found, url, format: "module" };
  },
  load(url, context, next) {
    if (url !== "casepwa:en") return next(url, context);
    const source = execFileSync(python(), ["-m", "casepwa.offline.catalogue", "--json"], { cwd: root });
    return { format: "json", source, shortCircuit: true };
  },
});

await import("fake-indexeddb/auto");

// What is only waited for in the background (a toast that goes in ten seconds) keeps no test file open to its end.
const LONG_MS = 5_000;
const { setTimeout: timer } = globalThis;
globalThis.setTimeout = Object.assign((work, ms, ...args) => {
  const made = timer(work, ms, ...args);
  return ms >= LONG_MS ? made.unref() : made;
}, timer);
