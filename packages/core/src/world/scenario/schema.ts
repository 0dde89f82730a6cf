/** The shape of a scenario file. `scenarios/README.md` says what every key means. */
import { type Static, Type } from "typebox";
import type { Draft } from "../../document/index.ts";
import { momentExample } from "./moment.ts";

const text = (what: string, example: string) => Type.String({ description: `${what} with its unit, as "${example}"` });
const pressure = text("a pressure", "750mmHg");
const duration = text("a time", "90min");
const area = text("an area", "1.03mm2");
const flow = text("a volume flow", "96cfm");
const massFlow = text("a mass flow", "0.6kg/h");
const temperature = text("a temperature", "22degC");
const moment = Type.String({ description: momentExample });
const ids = Type.Array(Type.String(), { minItems: 1 });
const all = Type.Union([Type.Literal("all"), ids], { description: "all, or a list of ids" });
const part = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });
const factor = Type.Number({ minimum: 0 });
const opt = Type.Optional;
const closed = { additionalProperties: false };

const air = {
  pressure: opt(pressure),
  temperature: opt(temperature),
  ppO2: opt(pressure),
  ppCO2: opt(pressure),
  ppH2O: opt(pressure),
};
const span = Type.Object({ from: moment, until: opt(moment) }, closed);
const spans = opt(Type.Array(span));

const fan = Type.Object({ path: opt(ids), duct: opt(ids), exchange: opt(ids), flow }, closed);

const lifeSupport = Type.Object(
  {
    oxygen: opt(
      Type.Array(
        Type.Object(
          {
            module: Type.String(),
            target: opt(pressure),
            max: opt(massFlow),
            yield: opt(factor),
            step: opt(massFlow),
            outages: spans,
          },
          closed,
        ),
      ),
    ),
    co2: opt(
      Type.Array(
        Type.Object(
          { module: Type.String(), flow: opt(flow), cycle: opt(duration), swing: opt(factor), outages: spans },
          closed,
        ),
      ),
    ),
    humidity: opt(
      Type.Union([Type.Literal("off"), Type.Object({ ppH2O: opt(pressure), time: opt(duration) }, closed)], {
        description: "off, or a mapping with ppH2O and time",
      }),
    ),
  },
  closed,
);

const leak = Type.Object(
  {
    id: opt(Type.String()),
    module: Type.String(),
    to: opt(Type.String()),
    area: opt(area),
    diameter: opt(text("a diameter", "2mm")),
    cd: opt(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
    from: opt(moment),
    until: opt(moment),
    grows: opt(Type.Object({ by: area, over: duration }, closed)),
    pauses: spans,
    patches: opt(
      Type.Array(
        Type.Object({ from: moment, until: opt(moment), left: part("the part (0 to 1) that stays open") }, closed),
      ),
    ),
  },
  closed,
);

const happening = <Kind extends string, Keys extends Record<string, object>>(kind: Kind, keys: Keys) =>
  Type.Object({ at: moment, kind: Type.Literal(kind), ...keys }, closed);
const word = Type.String();
const reported = opt(Type.Boolean());

const happenings = Type.Union([
  happening("hatch", {
    hatch: word,
    to: Type.Union([Type.Literal("open"), Type.Literal("closed")]),
    reported,
    leaky: opt(area),
  }),
  happening("supply", { supply: word, rate: massFlow, for: duration, reported }),
  happening("release", {
    gas: Type.Union([Type.Literal("o2"), Type.Literal("n2"), Type.Literal("air")]),
    module: word,
    rate: massFlow,
    for: duration,
  }),
  happening("crew", { who: all, to: word, reported }),
  happening("gauge", { module: word, sigma: opt(pressure), every: opt(duration), for: opt(duration) }),
  happening("patch", {
    module: word,
    state: Type.Union([
      Type.Literal("applied"),
      Type.Literal("curing"),
      Type.Literal("cured"),
      Type.Literal("removed"),
    ]),
  }),
  happening("check", { module: word, state: Type.Union([Type.Literal("start"), Type.Literal("end")]) }),
  happening("note", { who: word, text: word }),
  happening("airlock", {
    module: word,
    volume: opt(text("a volume", "5m3")),
    into: word,
    depress: opt(duration),
    hold: duration,
    repress: opt(duration),
    refill: opt(Type.Union([Type.Literal("cabin"), Type.Literal("tanks")])),
    saved: opt(part("the part (0 to 1) of the air that is pumped back")),
    reported,
  }),
  happening("dock", { modules: ids, ...air }),
  happening("undock", { modules: ids }),
  happening("ventilation", { state: Type.Union([Type.Literal("on"), Type.Literal("off")]) }),
  happening("temperature", {
    change: text("a difference of temperature", "-0.7K"),
    over: opt(duration),
    modules: opt(all),
  }),
]);

const fault = <Kind extends string, Keys extends Record<string, object>>(kind: Kind, keys: Keys) =>
  Type.Object({ sensors: all, kind: Type.Literal(kind), from: opt(moment), until: opt(moment), ...keys }, closed);
const size = text("a difference in a unit of the sensor's quantity", "1.2mmHg");
const sent = opt(Type.String());

const faults = Type.Union([
  fault("bias", { by: size }),
  fault("drift", { by: size, per: duration }),
  fault("ramp", { by: size, over: duration }),
  fault("freeze", {}),
  fault("noisy", { times: factor }),
  fault("spikes", { by: size, every: duration }),
  fault("absurd", { text: word, every: duration }),
  fault("dropout", { chance: opt(part("a chance from 0 to 1")), text: sent }),
]);

const delivery = Type.Object(
  {
    gaps: opt(
      Type.Array(
        Type.Object(
          {
            from: moment,
            until: moment,
            sensors: opt(all),
            deliver: opt(Type.Union([Type.Literal("later"), Type.Literal("never")])),
          },
          closed,
        ),
      ),
    ),
    late: opt(Type.Object({ chance: part("a chance from 0 to 1"), up_to: duration }, closed)),
    doubled: opt(part("a chance from 0 to 1")),
    clock: opt(Type.Array(Type.Object({ at: moment, by: text("a time, before or after", "-2s") }, closed))),
  },
  closed,
);

export const scenarioSchema = Type.Object(
  {
    id: word,
    name: word,
    station: word,
    start: Type.String({ description: "ISO 8601 with a zone" }),
    duration,
    air: opt(Type.Object(air, closed)),
    elsewhere: opt(Type.Array(Type.Object({ modules: ids, ...air }, closed))),
    wall_time: opt(duration),
    nominal_leakage: opt(massFlow),
    ventilation: opt(Type.Object({ circulation: opt(flow), residual: opt(flow), fans: opt(Type.Array(fan)) }, closed)),
    life_support: opt(lifeSupport),
    weather: opt(
      Type.Object({ temperature: opt(factor), gas: opt(factor), crew: opt(factor), sensors: opt(factor) }, closed),
    ),
    leaks: opt(Type.Array(leak)),
    happenings: opt(Type.Array(happenings)),
    faults: opt(Type.Array(faults)),
    delivery: opt(delivery),
  },
  closed,
);

/** A scenario file of which anything may still be missing. */
export type ScenarioDraft = Draft<Static<typeof scenarioSchema>>;
