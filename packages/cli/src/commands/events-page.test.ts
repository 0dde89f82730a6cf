/** docs/events.md holds what a replay says: every field of every event, in its order, and none that is never said. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { hullwatch, objects, root } from "../testing.ts";

type Event = Record<string, unknown>;

const page = readFileSync(join(root, "docs/events.md"), "utf8");
const sections = new Map(
  page.split(/^## /m).flatMap((text) => (text.startsWith("`") ? [[text.split("`")[1], text]] : [])),
);
const station = ["--station", "astropi-2022"];
const quantity = ["value", "low", "high", "unit"];

/** The first columns and units of the table of fields. */
function rowsOf(type: unknown): { field: string; unit: string }[] {
  const [table] = /\| field \|[\s\S]*?\n\n/.exec(sections.get(String(type)) ?? "") ?? [""];
  return [...table.matchAll(/^\| `([^`]+)` \| ([^|]*)\|/gm)].map(([, field, unit]) => ({ field, unit: unit.trim() }));
}

const isObject = (x: unknown): x is Event => typeof x === "object" && x !== null && !Array.isArray(x);

/** Whether a field holds something for each of the station's modules or people. */
const byModule = ({ type }: Event, field: string) =>
  (type === "location" && field === "probability") || (type === "advice" && field === "crew");

/** The fields of an event, and those within that are more than a quantity's own. */
const fieldsOf = (event: Event) =>
  Object.entries(event).flatMap(([key, value]) => [
    key,
    ...(isObject(value) && !byModule(event, key)
      ? Object.keys(value)
          .filter((k) => !quantity.includes(k))
          .map((k) => `${key}.${k}`)
      : []),
  ]);

let said: Event[] = [];
before(() => {
  const hole = ["--module", "cabin", "--area", "2mm2", "--at", "+6h", "-o", "-"];
  const leak = hullwatch(["inject", "recordings/astropi-2022-01-31.csv.gz", ...station, ...hole]).stdout;
  const rows = Array.from({ length: 360 }, (_, i) => `${1643631675 + 5 * i},AP-P,${1013 + (i % 7) / 10}`);
  const photo = `1643631676,photo:cabin,${"ab".repeat(32)}  hole.jpg`;
  const work = ["1643631676,patch:cabin,curing 1h", photo, "1643631677,check:cabin,start"];
  const more = [...rows, "1643633475,check:cabin,end", "1643633600,AP-P,1013.2"];
  const silent = ["time,parameter,value", "1643631675,AP-T,22", ...work, ...more, ""].join("\n");
  said = [leak, silent].flatMap((input) => objects(hullwatch(["replay", "-", ...station, "--json"], { input }).stdout));
  const days = Array.from({ length: 8 * 288 }, (_, i) => 1535587200 + 300 * i);
  const readings = days.flatMap((t, i) => [`${t},LAB-P,${747 + (i % 5) / 10}`, `${t},LAB-N2,${580 + (i % 7) / 10}`]);
  const nitrogen = ["time,parameter,value", ...readings, ""].join("\n");
  const iss = ["replay", "-", "--station", "iss-2018-08-30", "--json"];
  said.push(...objects(hullwatch(iss, { input: nitrogen }).stdout).filter((e) => e.type === "balance"));
});

test("every field of a replay stands on the page, in its order and with its unit", () => {
  for (const event of said) {
    const rows = rowsOf(event.type);
    const fields = fieldsOf(event);
    assert.deepEqual(
      rows.map((row) => row.field).filter((field) => fields.includes(field)),
      fields,
    );
    for (const { field, unit } of rows) {
      const value = event[field];
      if (isObject(value) && "value" in value)
        assert.deepEqual([field, Object.keys(value).slice(0, 4), value.unit], [field, quantity, unit]);
    }
  }
});

test("the page names no type, field or kind that a replay does not say", () => {
  const types = new Set(said.map((event) => event.type));
  assert.deepEqual([...sections.keys()].sort(), [...types].sort());
  for (const type of types) {
    const fields = new Set(said.filter((event) => event.type === type).flatMap(fieldsOf));
    assert.deepEqual(new Set(rowsOf(type).map((row) => row.field)), fields);
  }
});

test("its examples are such lines", () => {
  for (const [type, text] of sections) {
    const examples = [...text.matchAll(/^\{.*\}$/gm)].map(([line]) => JSON.parse(line) as Event);
    assert.ok(examples.length > 0);
    for (const example of examples) {
      const alike = said.filter((event) => event.type === type && event.kind === example.kind);
      assert.ok(alike.some((event) => fieldsOf(event).join() === fieldsOf(example).join()));
    }
  }
});
