// The picture of a goal's marks over time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chartOf } from "../../assets/offline/views/goal_chart.js";

const mark = (day, level) => ({ level, happened_at: `2026-03-${day}T12:00:00Z` });

test("marks stand where their time and their level put them, oldest first", () => {
  const chart = chartOf([mark("11", "met"), mark("01", "slipped"), mark("06", "progress")]);
  assert.equal(chart.line, "M2.0 35L50.0 15L98.0 5");
  assert.equal(chart.dots, "M2.0 35h0M50.0 15h0M98.0 5h0");
  assert.deepEqual(chart.counts, [{ level: "slipped", n: 1 }, { level: "progress", n: 1 }, { level: "met", n: 1 }]);
  assert.match(chart.words, /^3 marks, /);
});

test("one mark is no picture, and two of one moment are no division by zero", () => {
  assert.equal(chartOf([mark("01", "met")]).has_chart, false);
  assert.equal(chartOf([mark("01", "met"), mark("01", "slipped")]).line, "M98.0 5L98.0 35");
});
