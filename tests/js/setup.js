// Lets Node run the device's modules as they are: npm packages come from the front end's own node_modules, and
// a browser's .js is an ES module. Run with `make js`, or: node --import ./tests/js/setup.js --test tests/js/
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

const web = pathToFileURL(`${import.meta.dirname}/../../.web/package.json`).href;
const assets = new URL("../../assets/", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const bare = !/^[./]|^[a-z]+:/.test(specifier);
    const resolved = next(specifier, bare ? { ...context, parentURL: web } : context);
    return resolved.url.startsWith(assets) ? { ...resolved, format: "module" } : resolved;
  },
});
