/** What an alarm says, in the language and the units of who reads it. */
import { hatchName, moduleName, personName, type Says, shipName, type WholeStation } from "../station/index.ts";
import type { TimeFormat } from "../time/index.ts";
import { type Format, powerText, type Say, type Shown } from "../units/index.ts";
import { type Key, knows } from "../words/index.ts";

/** Who reads. */
export interface Reader {
  readonly say: Say;
  readonly format: Format;
  readonly time: TimeFormat;
}

/** How a value is written, by the unit that its name ends in; the longest ending goes first. */
const endings: readonly (readonly [ending: string, write: (x: number, reader: Reader) => string])[] = [
  ["_mmHg_per_min", (x, { format }) => withUnit(format.pressureRatePerMinute({ value: x, unit: "mmHg/min" }))],
  ["_mmHg_per_h", (x, { format }) => withUnit(format.pressureRate({ value: x, unit: "mmHg/h" }))],
  ["_mmHg", (x, { format }) => withUnit(format.pressure(x, "mmHg"))],
  ["_kg_per_day", (x, { format }) => withUnit(format.massFlow({ value: x, unit: "kg/day" }))],
  ["_kg_per_h", (x, { format }) => `${format.significant(x, 3)} ${format.unit("kg/h")}`],
  ["_m", (x, { format }) => `${format.written(String(Math.round(x)))} ${format.unit("m")}`],
  ["_percent", (x, { format, say }) => say("says.percent", { x: format.local(Number(x.toFixed(1))) })],
  ["_s", (x, { time }) => time.span(x)],
];

const withUnit = ({ number, unit }: Shown) => `${number} ${unit}`;
/** How a value is written by its name, where that says more than a unit. */
const byName: Readonly<Record<string, (value: string | number, reader: Reader, whole: WholeStation) => string>> = {
  ...Object.fromEntries(["since", "read", "closest", "due", "from", "until"].map((name) => [name, momentOf])),
  ...Object.fromEntries(["module", "modules"].map((name) => [name, modulesOf])),
  // Probabilities, which may be small.
  ...Object.fromEntries(["pc", "threshold"].map((name) => [name, powerOf])),
  hatch: (value, _, whole) => hatchName(whole, String(value)),
  who: (value) => personName(String(value)),
  level: (value, { say }) => say(`conjunction.${value}` as Key),
  ships: (value) => shipsOf(String(value)),
};

function momentOf(value: string | number, { time }: Reader): string {
  return `${time.moment(Date.parse(String(value)), false)} ${time.zone}`;
}

function modulesOf(value: string | number, _: Reader, whole: WholeStation): string {
  const names = String(value)
    .split(",")
    .map((id) => moduleName(whole, id));
  return names.join(", ");
}

function powerOf(value: string | number, { format }: Reader): string {
  return format.written(powerText(Number(value)));
}

/** What is said besides, where there is such a value. */
const besides: readonly (readonly [value: string, key: Key])[] = [
  ["reading", "says.reading"],
  ["stored", "says.stored"],
  ["doubtful", "says.doubtful"],
  ["shelters", "says.shelters"],
  ["ships", "says.inside"],
];

/** The sentence of an alarm; null where it says nothing that is known here. */
export const sentenceOfAlarm = (says: Says | null, whole: WholeStation, reader: Reader): string | null =>
  sentenceOf(`says.${says?.code}`, says, whole, reader);

/** What has broken a leak check off; null where that is not known here. */
export const sentenceOfBreak = (by: Says | null, whole: WholeStation, reader: Reader): string | null =>
  sentenceOf(`broken.${by?.code}`, by, whole, reader);

function sentenceOf(key: string, says: Says | null, whole: WholeStation, reader: Reader): string | null {
  if (says === null || !knows(key)) return null;
  const values = Object.fromEntries(
    Object.entries(says.values).map(([name, value]) => written(name, value, whole, reader)),
  );
  const more = besides.filter(([name]) => values[name] !== undefined).map(([, one]) => reader.say(one, values));
  return [reader.say(key as Key, values), ...more].join(" ");
}

/** A value with the name that it has in a sentence: without its unit, which stands beside it. */
function written(
  name: string,
  value: string | number,
  whole: WholeStation,
  reader: Reader,
): [name: string, value: string | number] {
  if (name === "reading") return [name, reading(String(value), reader)];
  const write = byName[name];
  if (write !== undefined) return [name, write(value, reader, whole)];
  const ending = endings.find(([one]) => name.endsWith(one));
  if (typeof value !== "number" || ending === undefined) return [name, value];
  return [name.slice(0, -ending[0].length), ending[1](value, reader)];
}

/** "744.1 mmHg" in the unit of choice; another unit stays as it is. */
function reading(text: string, { format }: Reader): string {
  const [number = "", unit = ""] = text.split(" ");
  return ["mmHg", "kPa", "psi"].includes(unit) ? withUnit(format.pressure(Number(number), unit)) : text;
}

/** "soyuz-ms-09:gerst,aunon;…" as ships with who is to be in them. */
const shipsOf = (text: string): string =>
  text
    .split(";")
    .map((one) => one.split(":"))
    .map(([ship = "", crew = ""]) => `${shipName(ship)} (${crew.split(",").map(personName).join(", ")})`)
    .join("; ");
