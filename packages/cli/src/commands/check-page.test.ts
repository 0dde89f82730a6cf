/** docs/check.md holds what `hullwatch check --json` says, and every kind of verdict, in the program's words. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderFor, hullwatch, objects, root } from "../testing.ts";

type Answer = Record<string, unknown>;

const page = readFileSync(join(root, "docs/check.md"), "utf8");
const tableAfter = (head: string) => (page.slice(page.indexOf(head)).split("\n\n")[0] ?? "").split("\n").slice(2);
const firstCells = (head: string) => tableAfter(head).map((row) => row.split("|")[1].trim());

const isObject = (x: unknown): x is Answer => typeof x === "object" && x !== null && !Array.isArray(x);

/** Fields in order; of `fine` those of `gross`, of a list of objects those of the first. */
const fieldsOf = (answer: Answer): string[] =>
  Object.entries(answer).flatMap(([key, value]) => {
    const inner = Array.isArray(value) && isObject(value[0]) ? value[0] : value;
    return [key, ...(isObject(inner) && key !== "fine" ? Object.keys(inner).map((k) => `${key}.${k}`) : [])];
  });

const iss = ["check", "--station", "iss-2018-08-30", "--json"];
const answers = [
  [...iss, "--module", "ms09-om", "--hatch", "rassvet-ms09=closed"],
  [...iss, "--module", "zvezda-prk", "--hatch", "ro-prk=closed", "--by-hand", "1h", "--curing", "2"],
  [...iss, "--module", "unity"],
].map((args) => objects(hullwatch(args).stdout)[0] as Answer);

test("every field of an answer stands on the page, in its order, and no other", () => {
  for (const answer of answers) {
    assert.deepEqual(
      firstCells("| field | unit").map((cell) => cell.slice(1, -1)),
      fieldsOf(answer),
    );
    assert.deepEqual(Object.keys(answer.fine as Answer), Object.keys(answer.gross as Answer));
  }
});

test("the unit of each field is the one in its name", () => {
  const ends = { min: "min", minutes: "min", day: "kg/day", mmHg: "mmHg", m3: "m3" };
  for (const row of tableAfter("| field | unit")) {
    const [, field, unit] = row.split("|").map((cell) => cell.trim());
    const end = field.slice(1, -1).split(/[_.]/).at(-1) as keyof typeof ends;
    assert.equal(unit, ends[end] ?? "", field);
  }
});

test("its example is what the program says, to three digits", () => {
  const example = JSON.parse(/^\{.*\}$/m.exec(page)?.[0] ?? "") as unknown;
  const rounded = JSON.parse(JSON.stringify(answers[0]), (_, x) =>
    typeof x === "number" ? Number(x.toPrecision(3)) : x,
  );
  assert.deepEqual(example, rounded);
});

test("verdicts and their words are those that a replay tells", (t) => {
  const recording = join(folderFor(t), "ms09.csv");
  assert.equal(hullwatch(["simulate", "soyuz-ms-09", "--seed", "51", "-o", recording]).status, 0);
  const said = objects(hullwatch(["replay", recording, "--station", "iss-2018-08-30", "--json"]).stdout);
  const checks = said.filter((e) => e.type === "check") as { verdict: string; text: string }[];
  const told = tableAfter("| verdict | told when").map((row) => row.split("|").map((cell) => cell.trim()));
  const kinds = new Set(told.map(([, verdict]) => verdict.replaceAll("`", "")).filter((v) => v !== "any"));
  assert.deepEqual(kinds, new Set(checks.map((c) => c.verdict)));
  for (const { verdict, text } of checks) {
    const words = told.filter(([, v]) => v === `\`${verdict}\``).map(([, , , begins]) => begins.replaceAll("`", ""));
    assert.ok(
      words.some((begins) => text.startsWith(begins.replace(/ \d+ min.*/, ""))),
      text,
    );
  }
});

test("what interrupts a check stands on the page in the engine's words", () => {
  const source = ["checks", "mend-minute"]
    .map((name) => readFileSync(join(root, `packages/core/src/engine/${name}.ts`), "utf8"))
    .join("\n");
  const cells = firstCells("| `interrupted` |").flatMap((cell) => cell.split(", "));
  assert.ok(cells.length >= 10);
  for (const cell of cells) {
    const words = cell
      .replaceAll("`", "")
      .split("…")
      .map((word) => word.trim());
    for (const word of words.flatMap((w) => w.split(/ \(|\)|was opened|was closed|came in|left/))) {
      assert.ok(source.includes(word.trim()), `${cell}: ${word}`);
    }
  }
});
