import assert from "node:assert/strict";
import { test } from "node:test";
import type { AlarmEvent, CheckEvent, EstimateEvent, RepairEvent, TrendEvent } from "@hullwatch/core/engine";
import { interval, pascalPerSecond, second, toSI } from "@hullwatch/core/quantity";
import type { Tally } from "@hullwatch/feeds/csv";
import type { Shell } from "../shell/index.ts";
import { noteEvent, startOutcome } from "./outcome.ts";
import { summaryText } from "./summary.ts";

const mmHgPerHour = (x: number) => toSI("pressureRate", x, "mmHg/h");
const shell = { paint: (style: string[], text: string) => `<${style[0]}>${text}` } as unknown as Shell;
const tally = { rows: 900, rejected: 0, missing: 0, unknownRows: 0, unknown: new Map() } as unknown as Tally;

/** (mmHg/h) A fall between `low` and `high`, where the crew's oxygen can make `metabolic`. */
const trend = (low: number, high: number, metabolic: number, time = 86_400, modules = ["lab"]): TrendEvent => ({
  type: "trend",
  time: second(time),
  modules,
  span: second(86_400),
  dpdt: interval(mmHgPerHour((low + high) / 2), mmHgPerHour(low), mmHgPerHour(high)),
  metabolic: pascalPerSecond(mmHgPerHour(metabolic)),
  text: "of the trend",
});
const alarm = (kind: AlarmEvent["kind"], state: AlarmEvent["state"] = "raised"): AlarmEvent => ({
  type: "alarm",
  time: second(3600),
  kind,
  state,
  says: { code: "leak", values: {} },
  id: `${kind}-1`,
  text: "",
});

const heard = { first: 0, newest: 86_400, late: 0, astray: 0 };

/** The headline after these events, with its colour before it. */
function headline(...events: (AlarmEvent | EstimateEvent | TrendEvent)[]): string {
  const outcome = startOutcome();
  for (const event of events) noteEvent(outcome, event);
  const seen = { samples: 900, pressures: 900, heard, spent: 1 };
  return summaryText(shell, { file: "r.csv", tally, rejects: [], outcome, ...seen }).split("\n")[1];
}

test("a fall that the crew's oxygen can explain is no leak", () => {
  assert.equal(headline(trend(0.05, 0.2, 0.1)), "<green>NO LEAK SEEN in 24.0 h");
  assert.equal(
    headline(trend(0.05, 0.2, 0.1), alarm("stale")),
    "<yellow>NO LEAK SEEN in 24.0 h; other alarms open: stale",
  );
});

test("a record of which most came too late is no clean bill", () => {
  const seen = { samples: 900, pressures: 900, heard: { ...heard, late: 500 }, spent: 1 };
  const told = summaryText(shell, { file: "r.csv", tally, rejects: [], outcome: startOutcome(), ...seen });
  assert.match(told, /^\n<yellow>MOST READINGS CAME TOO LATE TO BE USED: 500 of 900\n/);
  assert.match(told, /left out {3}r\.csv: 500 readings came too late to be used in their place\n/);
});

test("a fall that it cannot explain is never told as no leak: the rate of the fastest heads the report", () => {
  const said = "<yellow>PRESSURE FALLS FASTER THAN THE CREW BREATHES, 0.60 (0.40 to 0.80) mmHg/h, no leak alarm";
  assert.equal(headline(trend(0.4, 0.8, 0.1)), said);
  const slower = trend(0.2, 0.3, 0.1, 86_400, ["node"]);
  assert.equal(headline(slower, trend(0.4, 0.8, 0.1)), said);
});

test("only the trends told last count: of the volumes as they are at the end", () => {
  assert.equal(
    headline(trend(0.4, 0.8, 0.1, 3600, ["lab", "node"]), trend(-0.1, 0.1, 0.1)),
    "<green>NO LEAK SEEN in 24.0 h",
  );
});

test("an open leak goes before everything, a cleared one before the trend", () => {
  assert.match(headline(alarm("leak"), trend(0.4, 0.8, 0.1)), /^<red>AIR IS BEING LOST, alarm of 1970-01-01 01:00:00Z/);
  assert.equal(
    headline(alarm("leak"), alarm("leak", "cleared"), trend(0.4, 0.8, 0.1)),
    "<yellow>AIR WAS LOST, and is no longer: 1 leak alarm, cleared",
  );
});

test("a leak check that finds a leak is the headline where no alarm is open, until another one finds that volume tight", () => {
  const check = (verdict: CheckEvent["verdict"], modules: readonly string[]) =>
    ({ type: "check", verdict, modules, text: `of ${modules.join()}: ${verdict}` }) as unknown as CheckEvent;
  const hole = { type: "repair", hole: "ship", text: "taped" } as unknown as RepairEvent;
  const told = (...events: (CheckEvent | RepairEvent | AlarmEvent)[]) => {
    const outcome = startOutcome();
    for (const event of events) noteEvent(outcome, event);
    const seen = { samples: 900, pressures: 900, heard, spent: 1 };
    return summaryText(shell, { file: "r.csv", tally, rejects: [], outcome, ...seen });
  };
  const leaking = told(hole, check("leaking", ["ship"]), check("tight", ["lab"]));
  assert.match(leaking, /^\n<red>A LEAK CHECK FINDS ship LEAKING\n/);
  assert.match(
    leaking,
    /\n {2}check {6}ship: of ship: leaking\n {2}check {6}lab: of lab: tight\n {2}repair {5}ship: taped\n/,
  );
  assert.match(told(check("leaking", ["ship"]), check("tight", ["ship", "lab"])), /^\n<green>NO LEAK SEEN/);
  assert.match(told(alarm("leak"), check("tight", ["ship"])), /^\n<red>AIR IS BEING LOST/);
});
