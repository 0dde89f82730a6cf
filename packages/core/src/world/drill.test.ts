import assert from "node:assert/strict";
import { test } from "node:test";
import { second, squareMetre } from "../quantity/index.ts";
import { UnknownIdError } from "../station/index.ts";
import { type Order, startDrill } from "./drill.ts";
import { simulate } from "./simulate.ts";
import { lively, quiet, shippedStation, start } from "./testing.ts";

const station = shippedStation("iss-2018-08-30");
const hatch = (at: number, to: "open" | "closed"): Order => {
  return { kind: "hatch", at: second(at), hatch: "zarya-pma1", to, reported: true, leaky: squareMetre(0) };
};

test("a drill in which nobody does anything is the simulation, however it is cut up", () => {
  const scenario = lively(station, "duration: 2h\nleaks: [{module: ms09-om, area: 0.9mm2, from: +1h}]\n");
  const whole = startDrill(scenario, station, 3);
  const expected = [...simulate(scenario, station, 3)];
  assert.deepEqual(whole.playTo(second(start + 7200)), expected);
  const parts = startDrill(scenario, station, 3);
  const rows = Array.from({ length: 120 }, (_, i) => parts.playTo(second(start + 60 * (i + 1)))).flat();
  assert.deepEqual(rows, expected);
  assert.ok(parts.over);
});

test("a hatch that is closed parts the pressures from that moment, and opened again they meet", () => {
  const scenario = quiet(station, "duration: 3h\nleaks: [{module: ms09-om, area: 20mm2, from: +0h}]\n");
  const drill = startDrill(scenario, station, 1);
  drill.playTo(second(start + 3600));
  drill.order(hatch(start + 3610, "closed"));
  drill.order(hatch(start + 7200, "open"));
  const rows = drill.playTo(second(start + 10800));
  const read = (id: string, time: number) => Number(rows.find((r) => r.parameter === id && r.time >= time)?.value);
  const apart = (time: number) => read("LAB-P", start + time) - read("FGB-P", start + time);
  assert.ok(apart(7140) > 3, `${apart(7140)}`);
  assert.ok(Math.abs(apart(10000)) < 0.5, `${apart(10000)}`);
  assert.ok(rows.some((r) => r.parameter === "hatch:zarya-pma1" && r.value === "closed" && r.time === start + 3610));
});

test("an order for what has been played, or for what is not there, is refused", () => {
  const drill = startDrill(quiet(station, "duration: 1h\n"), station, 1);
  drill.playTo(second(start + 600));
  assert.throws(() => drill.order(hatch(start + 599, "closed")), RangeError);
  assert.throws(
    () => drill.order({ kind: "crew", at: second(start + 700), who: "nobody", to: "unity", reported: true }),
    (e: unknown) => e instanceof UnknownIdError && /nobody/.test(e.message),
  );
});
