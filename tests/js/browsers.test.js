import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../assets/offline/", import.meta.url);
// Newer than iOS 16.4, Chrome 111 and Firefox 128 (README, "On a phone"): no build step makes these for an older browser.
const TOO_NEW = [
  /AbortSignal\.any\b/,
  /\b(Promise\.(withResolvers|try)|Array\.fromAsync|(Object|Map)\.groupBy|URL\.(canParse|parse)|RegExp\.escape)\b/,
  /\.(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(/,
  /\.(keys|values|entries)\(\)\s*\.(map|filter|some|find|every|reduce|flatMap|forEach|toArray|take|drop)\(/,
  /\bIntl\.DurationFormat\b|\bIterator\.|\.(isWellFormed|toWellFormed|checkVisibility|showPopover)\(/,
];

test("the device's modules use nothing that a supported browser lacks", () => {
  const found = [];
  for (const name of readdirSync(ROOT, { recursive: true })) {
    if (!name.endsWith(".js")) continue;
    const source = readFileSync(new URL(name, ROOT), "utf8").replace(/^\s*\/\/.*$|\/\*[\s\S]*?\*\//gm, "");
    for (const api of TOO_NEW) if (api.test(source)) found.push(`${name}: ${api.exec(source)[0]}`);
  }
  assert.deepEqual(found, []);
});
