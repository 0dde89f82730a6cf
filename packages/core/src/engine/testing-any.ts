/** For tests: inputs of every kind, sound or not. */
import fc from "fast-check";
import { kilogramPerSecond, pascal, second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import type { Input } from "./index.ts";
import { cabinAir, hour, t0 } from "./testing.ts";

/** Three modules in a row, with every kind of thing in them. */
export const station = stationBuilder()
  .module("main", 90)
  .module("node", 40)
  .module("ship", 8)
  .hatch("h1", "main", "node")
  .hatch("h2", "node", "ship")
  .vehicle("soyuz", ["ship"])
  .crew("ada", "soyuz", "main")
  .supply("tank", "node")
  .sensor("M-P", "main")
  .sensor("M-P2", "main")
  .sensor("M-O2", "main", { quantity: "ppO2", period_s: 60 })
  .sensor("M-T", "main", { quantity: "temperature", unit: "degC", sigma: 0.1, step: 0.1, period_s: 30 })
  .sensor("S-P", "ship", { period_s: 30 })
  .build();

const odd = fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0, -1, 1e308, -5000, 5e-324);
/** Of times: close to the rows around, hours or weeks off, or no time at all. */
const anyTime = fc
  .oneof(
    { weight: 20, arbitrary: fc.double({ min: -130, max: 130, noNaN: true }) },
    { weight: 4, arbitrary: fc.double({ min: -4 * hour, max: 4 * hour, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: -30 * 86400, max: 30 * 86400, noNaN: true }) },
    { weight: 1, arbitrary: odd },
  )
  .map((t) => second(t));
const modules = fc.constantFrom("main", "node", "ship", "nowhere", "__proto__");
const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 110e3, noNaN: true }) },
  { weight: 1, arbitrary: odd },
);
const sensor = fc.constantFrom(...station.sensors.map((s) => s.id), "nobody", "constructor");
/** Anything that a feed, a person or a fault could hand to the engine; times are from the rows around. */
const anyInput: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ type: fc.constant("sample" as const), time: anyTime, sensor, value }),
  fc.record({
    type: fc.constant("hatch" as const),
    time: anyTime,
    hatch: fc.constantFrom("h1", "h2", "h9", "__proto__"),
    state: fc.constantFrom("open" as const, "closed" as const),
  }),
  fc.record({
    type: fc.constant("supply" as const),
    time: anyTime,
    supply: fc.constantFrom("tank", "keg"),
    rate: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), odd).map(kilogramPerSecond),
  }),
  fc.record({ type: fc.constant("crew" as const), time: anyTime, who: fc.constantFrom("ada", "bob"), module: modules }),
  fc.record({
    type: fc.constant("gauge" as const),
    time: anyTime,
    module: modules,
    value: value.map(pascal),
    sigma: fc.oneof(fc.double({ min: 1, max: 500, noNaN: true }), odd).map(pascal),
  }),
  fc.record({
    type: fc.constant("patch" as const),
    time: anyTime,
    module: modules,
    state: fc.constantFrom("hand", "tape", "sealant", "applied", "curing", "cured", "removed"),
  }),
  fc.record({
    type: fc.constant("attach" as const),
    time: anyTime,
    module: modules,
    hole: fc.constantFrom("2", "__proto__"),
    kind: fc.constantFrom("photo" as const, "measurement" as const),
    name: fc.string(),
    sha256: fc.constantFrom("ab".repeat(32), "none"),
    note: fc.string(),
  }),
  fc.record({
    type: fc.constant("check" as const),
    time: anyTime,
    module: modules,
    state: fc.constantFrom("start" as const, "end" as const),
  }),
  fc.record({
    type: fc.constant("note" as const),
    time: anyTime,
    who: fc.string(),
    text: fc.constantFrom("airlock depress", ""),
  }),
);

const air = cabinAir(station, { hours: 1.5, holes: [{ module: "ship", area_mm2: 8, from: t0 + 0.5 * hour }] });

/** An hour and a half of air with a leak, cut short at either end, into which such inputs have fallen. */
export const anyInputs: fc.Arbitrary<Input[]> = fc
  .record({
    first: fc.nat(air.length / 2),
    length: fc.nat(air.length),
    among: fc.array(fc.tuple(fc.nat(air.length), anyInput), { maxLength: 60 }),
  })
  .map(({ first, length, among }) => {
    const inputs: Input[] = air.slice(first, first + length);
    for (const [at, input] of among) {
      const i = at % (inputs.length + 1);
      inputs.splice(i, 0, { ...input, time: second((inputs[i]?.time ?? t0) + input.time) });
    }
    return inputs;
  });
