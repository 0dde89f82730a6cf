/** What nobody can read is told by opening it, where all else that is read is too restless to tell. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toSI } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { findingOf, followMinute, type Locator, moveHatches, prospectsOf, startLocator } from "./index.ts";
import { mmHgPerHour, seeded } from "./testing.ts";

const mmHg = toSI("pressure", 1, "mmHg");
const normal = 750 * mmHg;
const station = stationBuilder()
  .module("main", 240)
  .module("left", 60)
  .module("right", 40)
  .hatch("to-left", "main", "left")
  .hatch("to-right", "main", "right")
  .hatch("across", "left", "right", { state: "closed" })
  .sensor("main-P", "main", { sigma: 0.2, step: 0.1, period_s: 60 })
  .build();
const modules = station.modules.map((m) => m.id);
const [main, left, right] = station.modules.map((m) => m.volume as number);
const all = main + left + right;
const fall = 0.08;
const flow = { mean: fall * mmHgPerHour * all, sd: 0.1 * fall * mmHgPerHour * all };
/** Machines in the main part that may make or remove so much that its fall tells nothing. */
const unrest = (part: readonly string[]) => (part.includes("main") ? 1 : 0.045) * mmHgPerHour;

/** Moves hatches at minutes; `level` is where the gauge of the main part stands by then. */
function live(
  level: (minute: number) => number,
  moves: readonly (readonly [number, readonly string[]])[],
  until: number,
  seed = 1,
) {
  let closed: readonly string[] = ["across"];
  const isOpen = (hatch: string) => !closed.includes(hatch);
  const at = (minute: number) => ({ isOpen, since: minute * 60, until: minute * 60, unrest, flow: null });
  const locator = startLocator(station, new Map(modules.map((m) => [m, 1])), modules, { ...at(0), flow });
  const random = seeded(seed);
  for (let minute = 0; minute < until; minute++) {
    const move = moves.find(([when]) => when === minute)?.[1];
    if (move !== undefined) {
      const moved = [...closed, ...move].filter((hatch) => closed.includes(hatch) !== move.includes(hatch));
      closed = move;
      moveHatches(station, locator, moved, at(minute));
    }
    const mean = level(minute) + 0.1 * mmHg * (random() - 0.5);
    const read = { sensor: "main-P", module: "main", mean, variance: (0.2 * mmHg) ** 2, bias: 0 };
    const still = {
      temperature: [],
      nitrogen: [],
      supplied: 0,
      suppliedNitrogen: 0,
      people: [],
      breathed: 0,
      stirred: false,
    };
    followMinute(
      locator,
      locator.epoch.parts.map((p) => ({ ...still, pressure: p.modules.includes("main") ? [read] : [] })),
    );
  }
  return locator;
}

const hours = 6;
const opened = 10 + 60 * hours;
/** How far the left module alone has fallen by then, if it leaks, and what of that both sides show once they are one. */
const lost = (fall * mmHgPerHour * all * hours * 3600) / left;
const shown = (lost * left) / all;
const leftOnly = [
  [10, ["across", "to-left"]],
  [opened, ["across"]],
] as const;
const chance = (locator: Locator, module: string) => findingOf(locator).probability[module];

test("on opening the pressure drops by what the volume had lost: the leak is there", () => {
  const before = live(() => normal, leftOnly, opened);
  assert.ok(chance(before, "left") < 0.6, `${chance(before, "left")}`);
  const after = live((minute) => normal - (minute < opened ? 0 : shown), leftOnly, opened + 5);
  const { verdict, modules: found } = findingOf(after);
  assert.deepEqual([verdict, found], ["module", ["left"]]);
});

test("where it does not drop the leak is elsewhere, but for what may have spoilt it", () => {
  const after = live(() => normal, leftOnly, opened + 5);
  assert.ok(chance(after, "left") < 0.03 && chance(after, "left") > 1e-4, `${chance(after, "left")}`);
});

test("how strongly it would tell grows with the time that it is shut; nothing of what is open or read", () => {
  const strength = (minutes: number) => {
    const locator = live(() => normal, [leftOnly[0]], 10 + minutes);
    return prospectsOf(station, locator, (10 + minutes) * 60).map(
      (p) => [p.hatch, p.modules.join(), p.strength] as const,
    );
  };
  // Two hatches lead to it.
  const [[hatch, inside, early], ...others] = strength(30);
  assert.deepEqual([hatch, inside, others.map(([id]) => id)], ["to-left", "left", ["across"]]);
  const [[, , late]] = strength(60 * 8);
  assert.ok(early < 1 && late > 4, `${early}, ${late}`);
  assert.deepEqual(
    prospectsOf(
      station,
      live(() => normal, [], 30),
      1800,
    ),
    [],
  );
});

test("volumes that nobody reads and that were joined meanwhile tell together", () => {
  const moves = [
    [10, ["across", "to-left", "to-right"]],
    [100, ["to-left", "to-right"]],
    [opened, ["to-left"]],
  ] as const;
  const after = live((minute) => normal - (minute < opened ? 0 : shown), moves, opened + 5);
  assert.ok(chance(after, "main") < 0.05, `${chance(after, "main")}`);
  assert.ok(chance(after, "left") > 0.4 && chance(after, "right") > 0.4);
});
