import assert from "node:assert/strict";
import { test } from "node:test";
import { askedFor } from "../../assets/offline/asked-for.js";

test("the screen that was asked for is tried again, with its query", () => {
  assert.equal(askedFor(`?from=${encodeURIComponent("/clients/7?tab=team")}`), "/clients/7?tab=team");
});

test("no link leads from here to another site", () => {
  for (const bad of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""]) {
    assert.equal(askedFor(`?from=${encodeURIComponent(bad)}`), "/", bad);
  }
  assert.equal(askedFor(""), "/");
});
