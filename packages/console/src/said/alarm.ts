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
  ["_kg_per_h", (x, { format, say }) => `${format.significant(x, 3)} ${say("refill.kgPerH")}`],
  ["_m", (x, { format }) => `${format.written(String(Math.round(x)))} ${format.unit("m")}`],
  ["_percent", (x, { format, say }) => say("says.percent", { x: format.local(Number(x.toFixed(1))) })],
  ["_s", (x, { time }) => time.span(x)],
];

const withUnit = ({ number, unit }: Shown) => `${number} ${unit}`;
const moments = ["since", "read", "closest", "due", "from", "until"];
/** (-) Probabilities, which may be small. */
const powers = ["pc", "threshold"];

/** The sentence of an alarm; null where it says nothing that is known here. */
export const sentenceOfAlarm = (says: Says | null, whole: WholeStation, reader: Reader): string | null =>
  sentenceOf(`says.${says?.code}`, says, whole, reader);

/** What has broken a leak check off; null where that is not known here. */
export const sentenceOfBreak = (by: Says | null, whole: WholeStation, reader: Reader): string | null =>
  sentenceOf(`broken.${by?.code}`, by, whole, reader);

function sentenceOf(key: string, says: Says | null, whole: WholeStation, reader: Reader): string | null {
  if (says === null || !knows(key)) return null;
  const { say, format, time } = reader;
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(says.values)) {
    const ending = endings.find(([one]) => name.endsWith(one));
    if (typeof value === "number" && ending !== undefined)
      values[name.slice(0, -ending[0].length)] = ending[1](value, reader);
    else if (moments.includes(name)) values[name] = `${time.moment(Date.parse(String(value)), false)} ${time.zone}`;
    else if (name === "module" || name === "modules")
      values[name] = String(value)
        .split(",")
        .map((id) => moduleName(whole, id))
        .join(", ");
    else if (powers.includes(name) && typeof value === "number") values[name] = format.written(powerText(value));
    else if (name === "level") values[name] = say(`conjunction.${value}` as Key);
    else if (name === "ships") values[name] = shipsOf(String(value));
    else if (name === "hatch") values[name] = hatchName(whole, String(value));
    else if (name === "who") values[name] = personName(String(value));
    else values[name] = value;
  }
  const sentences = [say(key as Key, values)];
  if (values.reading !== undefined)
    sentences.push(say("says.reading", { ...values, reading: reading(values, reader) }));
  if (values.stored !== undefined) sentences.push(say("says.stored"));
  if (values.doubtful !== undefined) sentences.push(say("says.doubtful"));
  if (values.shelters !== undefined) sentences.push(say("says.shelters"));
  if (values.ships !== undefined) sentences.push(say("says.inside", values));
  return sentences.join(" ");
}

/** "744.1 mmHg" in the unit of choice; another unit stays as it is. */
function reading({ reading }: Readonly<Record<string, string | number>>, { format }: Reader): string {
  const [number = "", unit = ""] = String(reading).split(" ");
  return ["mmHg", "kPa", "psi"].includes(unit) ? withUnit(format.pressure(Number(number), unit)) : String(reading);
}

/** "soyuz-ms-09:gerst,aunon;…" as ships with who is to be in them. */
const shipsOf = (text: string): string =>
  text
    .split(";")
    .map((one) => one.split(":"))
    .map(([ship = "", crew = ""]) => `${shipName(ship)} (${crew.split(",").map(personName).join(", ")})`)
    .join("; ");
