import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import * as v from "valibot";
import { phrase } from "../phrase/index.ts";
import { DocumentError, readDocument } from "./index.ts";

const schema = v.strictObject({
  size: v.pipe(v.number(), v.gtValue(0), v.maxValue(10)),
  state: v.exactOptional(v.picklist(["open", "closed"])),
  count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  on: v.exactOptional(v.boolean()),
  pair: v.exactOptional(v.strictTuple([v.string(), v.string()])),
  items: v.exactOptional(v.pipe(v.array(v.strictObject({ id: v.string() })), v.minLength(1))),
  fans: v.exactOptional(v.record(v.string(), v.number())),
  steps: v.exactOptional(
    v.array(
      v.variant("kind", [
        v.strictObject({ kind: v.literal("leak"), area: v.number() }),
        v.strictObject({ kind: v.literal("patch"), effect: v.number() }),
      ]),
    ),
  ),
});

const read = (text: string) => readDocument(text, { file: "f.yaml", schema, header: "thing/1" });

/** The message for a text, one line a fault, without the file's name. */
function faultsOf(text: string, run: (text: string) => unknown = read): string[] {
  try {
    run(text);
  } catch (error) {
    assert.ok(error instanceof DocumentError, String(error));
    assert.equal(error.code, "HW_DOCUMENT");
    assert.equal(error.faults.length, error.message.split("\n").length);
    return error.message.split("\n").map((line) => line.replace("f.yaml:", ""));
  }
  return [];
}

const faultsOfBody = (body: string) => faultsOf(`hullwatch: thing/1\nsize: 1\n${body}`);

test("a sound file gives its value and the place of everything in it", () => {
  const { value, at } = read("# a comment\nhullwatch: thing/1\nsize: 2.5\nitems:\n  - {id: a}\n  - id: b\n");
  assert.equal(value.size, 2.5);
  assert.deepEqual(value.items, [{ id: "a" }, { id: "b" }]);
  assert.deepEqual(at(["size"]), { line: 3, column: 7 });
  assert.deepEqual(at(["items", 1, "id"]), { line: 6, column: 9 });
  assert.deepEqual(at(["items", 1, "nothing", "here"]), { line: 6, column: 5 });
});

const texts: [what: string, text: string, faults: string[]][] = [
  ["an empty file", "", ["1:1: found an empty file, expected a mapping that begins with hullwatch: thing/1"]],
  ["only a comment", "# x\n", ["1:1: found an empty file, expected a mapping that begins with hullwatch: thing/1"]],
  ["a list", "- a\n- b\n", ["1:1: found a list of 2, expected a mapping that begins with hullwatch: thing/1"]],
  ["a word", "PNG", ['1:1: found "PNG", expected a mapping that begins with hullwatch: thing/1']],
  ["no header", "size: 1\n", ['1:1: hullwatch: found nothing, expected "thing/1"']],
  [
    "another kind of file, and nothing else said of it",
    "hullwatch: station/1\nmodules: []\n",
    ['1:12: hullwatch: found "station/1", expected "thing/1"'],
  ],
  ["binary", "\u0089PNG\r\n\u001a\n", ["2:1: found the control character 0x1a, expected YAML text in UTF-8"]],
  ["bytes that are not UTF-8", "a: \ufffd", ["1:4: found bytes that are not UTF-8, expected YAML text in UTF-8"]],
  [
    "an open bracket",
    "hullwatch: thing/1\nsize: [1\n",
    [
      "3:1: found broken YAML (Flow sequence in block collection must be sufficiently indented and end with a ]), expected valid YAML",
    ],
  ],
  [
    "a second document",
    "hullwatch: thing/1\nsize: 1\n---\nsize: 2\n",
    ["3:1: found a second document (---), expected one document in a file"],
  ],
  [
    "a key twice, and the value that is used",
    "hullwatch: thing/1\nsize: 1\nsize: -2\n",
    [
      "3:1: found a key that this mapping already has, expected each key once",
      "3:7: size: found -2, expected a number above 0 and at most 10",
    ],
  ],
  [
    "tags",
    "hullwatch: thing/1\nsize: !!float 1\n",
    [
      "2:7: found a tag (!), expected plain values without tags",
      '2:15: size: found "1", expected a number above 0 and at most 10',
    ],
  ],
  [
    "an alias to nothing",
    "hullwatch: thing/1\nsize: *x\n",
    ["2:7: found the alias *x, expected an anchor &x above it"],
  ],
  [
    "an alias within its own anchor",
    "hullwatch: thing/1\nsize: &x [*x]\n",
    ["2:11: found the alias *x, expected no anchor around it of the same name"],
  ],
  [
    "anchors that unfold to 10^9 items",
    `hullwatch: thing/1\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${[1, 2, 3, 4, 5, 6, 7, 8, 9]
      .map(
        (i) =>
          `a${i}: &a${i} [${Array(10)
            .fill(`*a${i - 1}`)
            .join(",")}]`,
      )
      .join("\n")}`,
    ["4:10: found the alias *a1, expected at most 100 aliases, none inside the value of an anchor"],
  ],
];
for (const [what, text, faults] of texts) {
  test(`refused: ${what}`, () => assert.deepEqual(faultsOf(text), faults));
}

test("refused: nesting without end, wherever the stack gave way", () => {
  for (const text of ["[".repeat(50_000), "- ".repeat(50_000), "{a: ".repeat(50_000)]) {
    const [fault, ...others] = faultsOf(text);
    assert.match(fault, /^1:\d+: found lists or mappings nested too deeply, expected a few levels$/);
    assert.deepEqual(others, []);
  }
});

const bodies: [what: string, body: string, faults: string[]][] = [
  [
    "an unknown key",
    "stat: open",
    [
      "3:1: stat: found an unknown key, expected hullwatch, size, state, count, on, pair, items, fans or steps; did you mean state?",
    ],
  ],
  [
    "an unknown key with odd characters",
    '"a/b.c\\n": 1',
    ['3:1: ["a/b.c\\n"]: found an unknown key, expected hullwatch, size, state, count, on, pair, items, fans or steps'],
  ],
  [
    "every unknown key, also those that any object has",
    "items: [{id: a, constructor: 1, __proto__: 2}]",
    [
      "3:17: items[0].constructor: found an unknown key, expected id",
      "3:33: items[0].__proto__: found an unknown key, expected id",
    ],
  ],
  ["a list for a mapping of any keys", "fans: []", ["3:7: fans: found an empty list, expected a mapping"]],
  [
    "a value of a key that any object has",
    "fans: {constructor: a}",
    ['3:21: fans.constructor: found "a", expected a number'],
  ],
  [
    "a word that is not listed",
    "state: opne",
    ['3:8: state: found "opne", expected open or closed; did you mean open?'],
  ],
  ["nothing", "state:", ["3:7: state: found nothing, expected open or closed"]],
  ["a fraction", "count: 1.5", ["3:8: count: found 1.5, expected a whole number of at least 1"]],
  ["a number that is not finite", "count: .inf", ["3:8: count: found .inf, expected a whole number of at least 1"]],
  ["a number too large for a float", "fans: {a: 1e999}", ["3:11: fans.a: found 1e999, expected a number"]],
  ["not a number", "fans: {a: .nan}", ["3:11: fans.a: found .nan, expected a number"]],
  ["yes for true", "on: yes", ['3:5: on: found "yes", expected true or false']],
  ["a mapping for a list", "items: {id: a}", ["3:8: items: found a mapping, expected a list of at least 1"]],
  ["an empty list", "items: []", ["3:8: items: found an empty list, expected a list of at least 1"]],
  ["a list too long", "pair: [a, b, c]", ["3:7: pair: found a list of 3, expected a list of 2"]],
  ["a list too short", "pair: [a]", ["3:7: pair: found a list of 1, expected a list of 2"]],
  ["a number for text", "items: [{id: 70}]", ['3:14: items[0].id: found 70, expected text, in quotes: "70"']],
  ["a missing key", "items:\n  - {}", ["4:5: items[0].id: found nothing, expected text"]],
  [
    "the meant branch alone",
    "steps:\n  - {kind: leak, effect: 1}",
    [
      "4:5: steps[0].area: found nothing, expected a number",
      "4:18: steps[0].effect: found an unknown key, expected kind or area",
    ],
  ],
  [
    "a branch that is none",
    "steps: [{kind: lek}, {}, 3]",
    [
      '3:16: steps[0].kind: found "lek", expected leak or patch; did you mean leak?',
      "3:22: steps[1].kind: found nothing, expected leak or patch",
      "3:26: steps[2]: found 3, expected a mapping",
    ],
  ],
  [
    "a fault behind an alias, at its anchor",
    "items: [&a {id: 1}, {id: ok}, *a]",
    [
      '3:17: items[0].id: found 1, expected text, in quotes: "1"',
      '3:17: items[2].id: found 1, expected text, in quotes: "1"',
    ],
  ],
  [
    "what a YAML 1.1 reader would take for 2:30 minutes",
    "count: 2:30",
    ['3:8: count: found "2:30", expected a whole number of at least 1'],
  ],
];
for (const [what, body, faults] of bodies) {
  test(`told with line and column: ${what}`, () => assert.deepEqual(faultsOfBody(body), faults));
}

test("more faults than the schema library reports by itself all come out", () => {
  const body = `items:\n${Array.from({ length: 40 }, (_, i) => `  - {id: ${i}}\n`).join("")}`;
  assert.equal(faultsOfBody(body).length, 40);
});

test("faults of structure and of reference come out together, in the order of the file", () => {
  const drafts: unknown[] = [];
  const found = faultsOf("hullwatch: thing/1\nitems: [{id: a}, {id: 3, x: 1}, no]\nsize: -1\n", (text) =>
    readDocument(text, {
      file: "f.yaml",
      schema,
      header: "thing/1",
      check(draft, faults) {
        drafts.push(draft);
        faults.add(["items", 0, "id"], phrase`the id of a thing`);
        faults.add(["items"], phrase`an order of their own`, phrase`them in no order`);
      },
    }),
  );
  assert.deepEqual(drafts, [{ hullwatch: "thing/1", items: [{ id: "a" }, {}, undefined] }]);
  assert.deepEqual(found, [
    "2:8: items: found them in no order, expected an order of their own",
    '2:14: items[0].id: found "a", expected the id of a thing',
    '2:23: items[1].id: found 3, expected text, in quotes: "3"',
    "2:26: items[1].x: found an unknown key, expected id",
    '2:33: items[2]: found "no", expected a mapping',
    "3:7: size: found -1, expected a number above 0 and at most 10",
  ]);
});

test("no text makes it throw anything but DocumentError", () => {
  const scraps = fc.constantFrom(
    ..."{}[]:,-?&*!|>'\"%#\n\t a1~".split(""),
    ...[
      "size: ",
      "\n  - ",
      "items: ",
      "&a ",
      "*a",
      "steps: ",
      "kind: leak",
      "---\n",
      "<<: ",
      "__proto__: ",
      "constructor: ",
    ],
  );
  const garbage = fc.array(scraps, { maxLength: 60 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(
      fc.oneof(
        garbage,
        garbage.map((text) => `hullwatch: thing/1\n${text}`),
        fc.string(),
      ),
      (text) => {
        faultsOf(text);
      },
    ),
    { numRuns: 2000 },
  );
});
