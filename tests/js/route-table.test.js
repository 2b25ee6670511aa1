import assert from "node:assert/strict";
import { test } from "node:test";
import { inTable, isStatic } from "../../assets/offline/route-table.js";

const routes = ["/", "/people", "/people/[client_id]", "/people/[client_id]/crisis"];

test("a parameter stands for exactly one segment", () => {
  assert.ok(inTable(routes, "/people/42"));
  assert.ok(inTable(routes, "/people/42/crisis"));
  assert.ok(!inTable(routes, "/people/42/goals"));
  assert.ok(!inTable(routes, "/people/42/crisis/edit"));
});

test("a slash at the end changes nothing, and the first screen is only itself", () => {
  assert.ok(inTable(routes, "/people/"));
  assert.ok(inTable(routes, "/"));
  assert.ok(!inTable(["/"], "/people"));
});

test("only a route without parameters has a page of its own", () => {
  assert.deepEqual(routes.filter(isStatic), ["/", "/people"]);
});
