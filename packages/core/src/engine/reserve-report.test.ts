/** The time left as estimates tell it: limits of pressure and oxygen, supplies, the dial, hatches. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { reserveTimeT1mm } from "../gas/index.ts";
import { kilogramPerSecond, pascal, second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { createEngine, type EstimateEvent, type Input } from "./index.ts";
import { alarms, cabinAir, estimates, hour, mmHg, run, t0 } from "./testing.ts";

const choked = 199.26;

/** A shed of 100 m3 and, behind a hatch each, a porch of 20 and a ship of 10 m3; two people in the shed. */
const built = (more: (s: ReturnType<typeof stationBuilder>) => void = () => {}) => {
  const b = stationBuilder()
    .module("shed", 100)
    .module("porch", 20)
    .module("ship", 10)
    .hatch("sp", "shed", "porch")
    .hatch("ps", "porch", "ship")
    .vehicle("soyuz", ["ship"])
    .crew("ada", "soyuz", "shed")
    .crew("bob", "soyuz", "shed")
    .limits({ ppO2_min_mmHg: 146 })
    .supply("tank", "porch", { mass_kg: 5, max_kg_per_h: 5 })
    .sensor("P", "shed");
  more(b);
  return b.build();
};
const oxygen = (b: ReturnType<typeof stationBuilder>) => void b.sensor("O2", "shed", { quantity: "ppO2" });
const size = 130;
const tau = size / (2e-6 * choked);

/** The last estimate of five hours, in the last four of which 2 mm2 are open. */
function told(station: ReturnType<typeof built>, also: readonly Input[] = []): EstimateEvent {
  const holes = [{ module: "shed", area_mm2: 2, from: t0 + hour }];
  return estimates(run(createEngine(station), cabinAir(station, { hours: 5, holes, also }))).at(-1)!;
}
/** By the leak alone at the size found, the other values as they are. */
const found = (e: EstimateEvent) => size / (e.area.value * choked);
const pressureThen = 750 * mmHg * Math.exp((-4 * hour) / tau);
const near = (a: number, b: number, part: number) => assert.ok(Math.abs(a / b - 1) < part, `${a}, not ${b}`);

test("oxygen that falls with the pressure is at its limit first where it is measured", () => {
  const e = told(built(oxygen));
  const { first, withoutOxygen, ppO2Limit } = e.outlook!;
  assert.equal(first.limit, "ppO2");
  assert.equal(ppO2Limit, 146 * mmHg);
  near(first.time.value, found(e) * Math.log((0.21 * pressureThen) / (146 * mmHg)), 0.01);
  near(e.reserve!.value, found(e) * Math.log(pressureThen / (490 * mmHg)), 0.01);
  assert.ok(withoutOxygen.time.value < 0.9 * first.time.value);
  // Two people: 0.84 kg a day each, tau ln((q + b tau)/(limit + b tau)).
  const b = ((2 * 0.84) / 86400 / 31.998e-3) * 8.31446 * (295 / size);
  const far = b * found(e);
  near(withoutOxygen.time.value, found(e) * Math.log((0.21 * pressureThen + far) / (146 * mmHg + far)), 0.01);
});

test("where it is not, the first limit is that of the pressure and its time is the reserve", () => {
  const e = told(built());
  assert.equal(e.outlook!.first.limit, "pressure");
  for (const end of ["low", "value", "high"] as const) near(e.outlook!.first.time[end], e.reserve![end], 1e-9);
  assert.ok(e.outlook!.withoutOxygen.time.value < e.reserve!.value);
});

test("a supply that is let in counts for as long as its mass lasts, and not in the reserve by the leak alone", () => {
  const rate = kilogramPerSecond(4 / hour);
  const on: Input = { type: "supply", time: second(t0 + 4.5 * hour), supply: "tank", rate };
  const e = told(built(oxygen), [on]);
  const { first } = e.outlook!;
  // 5 kg are 22 mmHg of oxygen in 130 m3; let in within the 1.25 h they last hardly any leaves before it counts.
  const gained = (5 / 31.998e-3) * 8.31446 * (295 / size);
  const far = (0.21 * pressureThen + gained) / (146 * mmHg);
  near(first.time.value, found(e) * Math.log(far), 0.05);
  near(e.reserve!.value, found(e) * Math.log(pressureThen / (490 * mmHg)), 0.05);
});

test("T1mm is what the dial takes, and leads to the same reserve", () => {
  const e = told(built());
  const { t1mm } = e.outlook!;
  near(t1mm!.value, found(e) * Math.log(pressureThen / (pressureThen - mmHg)), 0.01);
  near(reserveTimeT1mm(pascal(pressureThen), e.reservePressure, t1mm!.value), e.reserve!.value, 0.01);
});

test("each hatch that would part the crew's volume has the part with most people, and its time with the hole in it", () => {
  const e = told(built());
  assert.deepEqual(
    e.ifClosed.map(({ hatch, modules }) => [hatch, modules]),
    [
      ["sp", ["shed"]],
      ["ps", ["shed", "porch"]],
    ],
  );
  near(e.ifClosed[0].reserveIfLeakInside.value, (e.reserve!.value * 100) / size, 1e-9);
  near(e.ifClosed[1].reserveIfLeakInside.low, (e.reserve!.low * 120) / size, 1e-9);
});

test("hatches that cannot be moved, are shut, or leave another way round are left out; of empty parts the larger counts", () => {
  const around = (b: ReturnType<typeof stationBuilder>) =>
    void b
      .module("annex", 400)
      .module("loft", 5)
      .module("den", 5)
      .hatch("stuck", "shed", "loft", { operable: false })
      .hatch("shut", "shed", "den", { state: "closed" })
      .hatch("far", "ship", "annex")
      .hatch("round", "ship", "shed");
  const e = told(built(around));
  assert.deepEqual(
    e.ifClosed.map(({ hatch, modules }) => [hatch, modules.length]),
    [["far", 4]],
  );
  const moved = ["ada", "bob"].map((who): Input => ({ type: "crew", time: second(t0 + 60), who, module: "annex" }));
  assert.deepEqual(told(built(around), moved).ifClosed[0].modules, ["annex"]);
  const counted = stationBuilder().module("a", 50).module("b", 80).hatch("h", "a", "b").crewCount(3).sensor("P", "a");
  const holes = [{ module: "a", area_mm2: 2, from: t0 + hour }];
  const station = counted.build();
  const last = estimates(run(createEngine(station), cabinAir(station, { hours: 5, holes }))).at(-1)!;
  assert.deepEqual(last.ifClosed[0].modules, ["b"]);
});

test("the alarm that the reserve is short says the dial's pace, and the oxygen's time where that is less", () => {
  const limits = { abandon_below_reserve_min: 12000, ppO2_min_mmHg: 146 };
  const station = built((b) => oxygen(b.limits(limits)));
  const holes = [{ module: "shed", area_mm2: 2, from: t0 + hour }];
  const events = run(createEngine(station), cabinAir(station, { hours: 5, holes }));
  assert.match(
    alarms(events, "reserve-short")[0].text,
    /^Reserve \d+ \(\d+ to \d+\) min to 490 mmHg, 1 mmHg every \d+ s; ppO2 at 146 mmHg in \d+ \(\d+ to \d+\) min, limit 8\.3 d$/,
  );
});
