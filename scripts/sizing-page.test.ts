/** The table of docs/sizing.md follows from the figures and prices above it by the formula that stands there. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const page = readFileSync(join(import.meta.dirname, "../docs/sizing.md"), "utf8");
const number = (text: string) => Number(text.replaceAll(",", ""));
/** A figure of the first table. */
const figure = (name: string) => number(new RegExp(`^\\| \`${name}\` \\| ([\\d.]+)`, "m").exec(page)![1]);
const said = (pattern: RegExp) => number(pattern.exec(page)![1]);

const [c, base, each, b] = [figure("c") * 1e-6, figure("base"), figure("each") / 1000, figure("b")];
const hour = said(/for ([\d.]+) USD an hour/);
const disk = said(/disk for ([\d.]+) USD/);
const rows = [...page.matchAll(/^\| ([\d,]+) \| ([\d.]+) Hz \| (.+) \|$/gm)].map(([, stations, hertz, rest]) => {
  return { stations: number(stations), hertz: number(hertz), rest: rest.split(" | ").map(number) };
});

/** As it is printed: what is under 100 to two places or to its first digit, what is over without any. */
const near = (found: number, due: number, what: string) =>
  assert.ok(
    Math.abs(found - due) <= Math.max(0.006, 0.01 * due) || found === Math.round(due),
    `${what}: ${found}, due ${due}`,
  );

test("each row follows from the figures", () => {
  assert.equal(rows.length, 6);
  for (const { stations, hertz, rest } of rows) {
    const [samples, processors, memory, machines, bytes, usd, diskUsd] = rest;
    const r = stations * 25 * hertz;
    const perMachine = Math.floor((0.8 * 8 * 1.073741824 - base) / each);
    const due = Math.max(Math.ceil(stations / perMachine), Math.ceil((r * c) / 0.5 / 2), 1);
    const gigabytes = (r * b * 31_557_600) / 1e9;
    const where = `${stations} stations at ${hertz} Hz`;
    near(samples, r, `${where}, samples`);
    near(processors, (r * c) / 0.5, `${where}, processors`);
    near(memory, due * base + stations * each, `${where}, memory`);
    assert.equal(machines, due, `${where}, machines`);
    near(bytes, gigabytes, `${where}, disk`);
    near(usd, due * hour * 730, `${where}, price`);
    near(diskUsd, gigabytes * disk, `${where}, price of the disk`);
  }
});
