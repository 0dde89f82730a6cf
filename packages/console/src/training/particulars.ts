/** The particulars of what was injected, as an instructor reads them: a scenario file's words in the language of who reads. */
import type { Reader } from "../said/index.ts";
import { hatchName, moduleName, type WholeStation } from "../station/index.ts";
import { type Key, knows } from "../words/index.ts";
import type { Piece } from "./types.ts";

interface Telling extends Reader {
  readonly whole: WholeStation;
}

type Tell = (value: unknown, telling: Telling) => string;

/** What is said of a piece, in one line; a key that no form asks for stands as it is. */
export function particularsOf(piece: Piece, whole: WholeStation, reader: Reader): string {
  const telling = { ...reader, whole };
  const [[what, said]] = Object.entries(piece) as [string, Piece][];
  return Object.entries(said)
    .filter(([key]) => !(silent.includes(key) || (what === "happening" && key === "kind")))
    .map(([key, value]) => tells[key]?.(value, telling) ?? `${key}: ${plain(value)}`)
    .join(", ");
}

/** What says nothing of its own; what kind of happening it is stands before it, as its number does. */
const silent = ["id", "reported"];

const plain = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

const quantity: Tell = (value, { say, format }) => {
  const [, number, unit] = /^([-+]?[\d.]+)\s*(\S+)$/.exec(String(value)) ?? [];
  if (number === undefined) return String(value);
  const x = format.written(number);
  const span = `span.${unit}`;
  if (knows(span)) return say(span, { x });
  const key = `unit.${unit}`;
  return `${x} ${knows(key) ? say(key) : unit}`;
};

const around =
  (key: Key): Tell =>
  (value, telling) =>
    telling.say(key, { x: quantity(value, telling) });

/** A word that one may choose in a form; of other words that of a module, or itself. */
const choice: Tell = (value, { say, whole }) => {
  const key = `inject.choice.${value}`;
  return knows(key) ? say(key) : moduleName(whole, String(value));
};

const modules: Tell = (value, { say, whole }) =>
  Array.isArray(value) ? value.map((id) => moduleName(whole, id)).join(", ") : say("inject.everywhere");

/** By its number, which stands in the list. */
const injection: Tell = (value, { say }) => say("injected.number", { n: String(value).replace(/^injected-/, "") });

const tells: Readonly<Record<string, Tell>> = {
  module: (id, { whole }) => moduleName(whole, String(id)),
  modules,
  hatch: (id, { whole }) => hatchName(whole, String(id)),
  sensors: (ids) => [ids].flat().join(" "),
  kind: (value, { say }) => (knows(`injected.fault.${value}`) ? say(`injected.fault.${value}` as Key) : String(value)),
  to: choice,
  state: choice,
  deliver: choice,
  gas: choice,
  of: choice,
  leak: (id, telling) => (/^injected-\d+$/.test(String(id)) ? injection(id, telling) : String(id)),
  fault: injection,
  area: quantity,
  diameter: quantity,
  rate: quantity,
  change: quantity,
  grows(value, telling) {
    const { by, over } = value as Readonly<Record<string, unknown>>;
    return telling.say("injected.grows", { by: quantity(by, telling), over: quantity(over, telling) });
  },
  by: around("injected.by"),
  per: around("injected.per"),
  over: around("injected.over"),
  every: around("injected.every"),
  for: around("injected.for"),
  leaky: around("injected.leaky"),
  pressure: around("injected.pressure"),
  times: (value, { say, format }) => say("injected.times", { x: format.local(Number(value)) }),
  left: (value, { say, format }) => say("debrief.left", { percent: format.percent(Number(value)) }),
  chance: (value, { say, format }) => say("injected.chance", { percent: format.percent(Number(value)) }),
};
