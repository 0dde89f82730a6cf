/** The shape of a scenario file. `scenarios/README.md` says what every key means. */
import * as v from "valibot";
import { asks, type Draft } from "../../document/index.ts";
import { type Phrase, phrase } from "../../phrase/index.ts";

const opt = v.exactOptional;
const described = (what: Phrase) => v.pipe(v.string(), asks(what));
const text = (what: Phrase, example: string) => described(phrase`${what} with its unit, as "${example}"`);
const pressure = text(phrase`a pressure`, "750mmHg");
const duration = text(phrase`a time`, "90min");
const area = text(phrase`an area`, "1.03mm2");
const flow = text(phrase`a volume flow`, "96cfm");
const massFlow = text(phrase`a mass flow`, "0.6kg/h");
const temperature = text(phrase`a temperature`, "22degC");
/** What a moment is, for messages. */
export const aMoment = phrase`an offset from the start such as "+7h" or "+1day 6h 30min", or ISO 8601 with a zone`;
const moment = described(aMoment);
const ids = v.pipe(v.array(v.string()), v.minLength(1));
const all = v.pipe(v.union([v.literal("all"), ids]), asks(phrase`all, or a list of ids`));
const part = (what: Phrase) => v.pipe(v.number(), v.minValue(0), v.maxValue(1), asks(what));
const factor = v.pipe(v.number(), v.minValue(0));

const air = {
  pressure: opt(pressure),
  temperature: opt(temperature),
  ppO2: opt(pressure),
  ppCO2: opt(pressure),
  ppH2O: opt(pressure),
};
const span = v.strictObject({ from: moment, until: opt(moment) });
const spans = opt(v.array(span));

const fan = v.strictObject({ path: opt(ids), duct: opt(ids), exchange: opt(ids), flow });

const lifeSupport = v.strictObject({
  oxygen: opt(
    v.array(
      v.strictObject({
        module: v.string(),
        target: opt(pressure),
        max: opt(massFlow),
        yield: opt(factor),
        step: opt(massFlow),
        outages: spans,
      }),
    ),
  ),
  co2: opt(
    v.array(
      v.strictObject({ module: v.string(), flow: opt(flow), cycle: opt(duration), swing: opt(factor), outages: spans }),
    ),
  ),
  humidity: opt(
    v.pipe(
      v.union([v.literal("off"), v.strictObject({ ppH2O: opt(pressure), time: opt(duration) })]),
      asks(phrase`off, or a mapping with ppH2O and time`),
    ),
  ),
});

const leak = v.strictObject({
  id: opt(v.string()),
  module: v.string(),
  to: opt(v.string()),
  area: opt(area),
  diameter: opt(text(phrase`a diameter`, "2mm")),
  cd: opt(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  from: opt(moment),
  until: opt(moment),
  grows: opt(v.strictObject({ by: area, over: duration })),
  pauses: spans,
  patches: opt(
    v.array(
      v.strictObject({ from: moment, until: opt(moment), left: part(phrase`the part (0 to 1) that stays open`) }),
    ),
  ),
});

const happening = <Kind extends string, Keys extends v.ObjectEntries>(kind: Kind, keys: Keys) =>
  v.strictObject({ at: moment, kind: v.literal(kind), ...keys });
const word = v.string();
const reported = opt(v.boolean());

const happenings = v.variant("kind", [
  happening("hatch", { hatch: word, to: v.picklist(["open", "closed"]), reported, leaky: opt(area) }),
  happening("supply", { supply: word, rate: massFlow, for: duration, reported }),
  happening("release", { gas: v.picklist(["o2", "n2", "air"]), module: word, rate: massFlow, for: duration }),
  happening("crew", { who: all, to: word, reported }),
  happening("gauge", { module: word, sigma: opt(pressure), every: opt(duration), for: opt(duration) }),
  happening("patch", {
    module: word,
    state: v.picklist(["hand", "tape", "sealant", "applied", "curing", "cured", "removed"]),
    needs: opt(duration),
  }),
  happening("check", { module: word, state: v.picklist(["start", "end"]) }),
  happening("search", { module: word, state: v.picklist(["found", "missed", "missed-quiet"]) }),
  happening("note", { who: word, text: word }),
  happening("airlock", {
    module: word,
    volume: opt(text(phrase`a volume`, "5m3")),
    into: word,
    depress: opt(duration),
    hold: duration,
    repress: opt(duration),
    refill: opt(v.picklist(["cabin", "tanks"])),
    saved: opt(part(phrase`the part (0 to 1) of the air that is pumped back`)),
    reported,
  }),
  happening("dock", { modules: ids, ...air }),
  happening("undock", { modules: ids }),
  happening("jam", { hatch: word, state: v.picklist(["stuck", "free"]) }),
  happening("ventilation", { state: v.picklist(["on", "off"]) }),
  happening("temperature", {
    change: text(phrase`a difference of temperature`, "-0.7K"),
    over: opt(duration),
    modules: opt(all),
  }),
]);

const fault = <Kind extends string, Keys extends v.ObjectEntries>(kind: Kind, keys: Keys) =>
  v.strictObject({ sensors: all, kind: v.literal(kind), from: opt(moment), until: opt(moment), ...keys });
const size = text(phrase`a difference in a unit of the sensor's quantity`, "1.2mmHg");
const sent = opt(v.string());

const faults = v.variant("kind", [
  fault("bias", { by: size }),
  fault("drift", { by: size, per: duration }),
  fault("ramp", { by: size, over: duration }),
  fault("freeze", {}),
  fault("noisy", { times: factor }),
  fault("spikes", { by: size, every: duration }),
  fault("absurd", { text: word, every: duration }),
  fault("dropout", { chance: opt(part(phrase`a chance from 0 to 1`)), text: sent }),
]);

const delivery = v.strictObject({
  gaps: opt(
    v.array(
      v.strictObject({ from: moment, until: moment, sensors: opt(all), deliver: opt(v.picklist(["later", "never"])) }),
    ),
  ),
  late: opt(v.strictObject({ chance: part(phrase`a chance from 0 to 1`), up_to: duration })),
  doubled: opt(part(phrase`a chance from 0 to 1`)),
  clock: opt(v.array(v.strictObject({ at: moment, by: text(phrase`a time, before or after`, "-2s") }))),
});

export const scenarioSchema = v.strictObject({
  id: word,
  name: word,
  station: word,
  start: described(phrase`ISO 8601 with a zone`),
  duration,
  step: opt(duration),
  found: opt(moment),
  air: opt(v.strictObject(air)),
  elsewhere: opt(v.array(v.strictObject({ modules: ids, ...air }))),
  wall_time: opt(duration),
  nominal_leakage: opt(massFlow),
  ventilation: opt(v.strictObject({ circulation: opt(flow), residual: opt(flow), fans: opt(v.array(fan)) })),
  life_support: opt(lifeSupport),
  weather: opt(v.strictObject({ temperature: opt(factor), gas: opt(factor), crew: opt(factor), sensors: opt(factor) })),
  leaks: opt(v.array(leak)),
  happenings: opt(v.array(happenings)),
  faults: opt(v.array(faults)),
  delivery: opt(delivery),
});

/** A scenario file of which anything may still be missing. */
export type ScenarioDraft = Draft<v.InferOutput<typeof scenarioSchema>>;
