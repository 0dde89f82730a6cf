import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseProcedure } from "./index.ts";

const head = "hullwatch: procedure/1\nid: p\ntitle: {en: P}\nsteps:\n";
const faultsOf = (text: string) => {
  try {
    parseProcedure(text, "p.yaml");
  } catch (error) {
    assert.equal((error as { code: string }).code, "HW_DOCUMENT");
    return (error as Error).message.split("\n");
  }
  return [];
};

test("a short procedure, with every default", () => {
  const text = `${head}  - {id: a, text: {en: A}, who: [crew]}\n  - {id: b, text: {en: B, ru: Б}, who: [crew], shows: reserve > 1h}\n`;
  const { steps, ...rest } = parseProcedure(text, "p.yaml");
  assert.deepEqual(rest, { id: "p", title: { en: "P" }, about: null, sources: [] });
  assert.deepEqual(steps[0], {
    id: "a",
    text: { en: "A" },
    who: ["crew"],
    after: [],
    when: null,
    confirm: 1,
    shows: null,
    advice: false,
    branches: [],
    sources: [],
  });
  assert.deepEqual([steps[1].after, steps[1].shows?.text], [["a"], "reserve > 1h"]);
});

test("every fault at once, by line and column", () => {
  const text = `${head}${[
    "  - id: a",
    "    text: {en: A, de: B}",
    "    who: []",
    "    after: [b, a]",
    "    shows: reserve < 30",
    "  - id: b",
    "    text: {ru: Б}",
    "    who: [crew]",
    "    confirm: 3",
    "    when: verdict = modul",
    "    branches: [{to: c}, {to: a, when: 1}]",
    "  - {id: a, text: {en: A}, who: [crew], after: [c]}",
  ].join("\n")}`;
  assert.deepEqual(faultsOf(text), [
    "p.yaml:6:19: steps[0].text.de: found an unknown key, expected en or ru",
    "p.yaml:7:10: steps[0].who: found an empty list, expected a list of at least 1",
    'p.yaml:8:13: steps[0].after[0]: found "b", expected the id of a step above this one: none, as there are none',
    'p.yaml:8:16: steps[0].after[1]: found "a", expected the id of a step above this one: none, as there are none',
    'p.yaml:9:12: steps[0].shows: found "30" at character 11, expected a time with its unit: s, min, h, day, d',
    "p.yaml:11:11: steps[1].text.en: found nothing, expected text",
    "p.yaml:13:14: steps[1].confirm: found 3, expected a whole number of at least 1 and at most 2",
    'p.yaml:14:11: steps[1].when: found "modul" at character 11, expected open, module, set or indeterminate; did you mean module?',
    'p.yaml:15:21: steps[1].branches[0].to: found "c", expected the id of a step: a, b or a',
    'p.yaml:15:39: steps[1].branches[1].when: found 1, expected a condition: reserve < 30min, in quotes: "1"',
    'p.yaml:16:10: steps[2].id: found "a", expected an id of its own: steps[0] has this one',
    'p.yaml:16:49: steps[2].after[0]: found "c", expected the id of a step above this one: a or b',
  ]);
});

test("the response to a loss of pressure ships: in English and Russian, with its sources, every step reachable", () => {
  const path = join(import.meta.dirname, "../../../../procedures/loss-of-pressure.yaml");
  const { steps, title, sources } = parseProcedure(readFileSync(path, "utf8"), path);
  assert.ok(title.ru && sources.length > 0);
  for (const { text, id } of steps) assert.match(text.ru ?? "", /[а-я]{4}/, id);
  const reached = new Set([steps[0].id]);
  for (const { id, after } of steps) {
    const ways = steps.some(
      (from) => reached.has(from.id) && (after.includes(from.id) || from.branches.some(({ to }) => to === id)),
    );
    if (ways) reached.add(id);
  }
  assert.deepEqual(
    [...reached],
    steps.map(({ id }) => id),
  );
});
