/** What an instructor can let happen: the fields of a form for each, and what of them the server is told. */
import type { WholeStation } from "../station/index.ts";
import type { Piece } from "./types.ts";

/** What a field asks for; a number stands in the unit of its label. */
export type FieldKind =
  | "module"
  | "modules"
  | "hatch"
  | "sensor"
  | "vehicle"
  | "leak"
  | "fault"
  | { readonly number: number; readonly optional?: true }
  | { readonly choice: readonly string[] };

/** The fields of each thing, in order. The name of a field is that of its text. */
export const kinds = {
  leak: { module: "module", area: { number: 1 }, grows: { number: 0, optional: true }, over: { number: 60 } },
  patch: { leak: "leak", left: { number: 30 } },
  stopLeak: { leak: "leak" },
  sensor: {
    sensor: "sensor",
    fault: { choice: ["freeze", "bias", "drift", "noisy", "spikes", "dropout"] },
    size: { number: 2 },
    lasts: { number: 0, optional: true },
  },
  stopFault: { fault: "fault" },
  los: { minutes: { number: 10 }, deliver: { choice: ["later", "never"] } },
  jam: { hatch: "hatch", state: { choice: ["stuck", "free"] } },
  leaky: { hatch: "hatch", area: { number: 5 } },
  move: { hatch: "hatch", to: { choice: ["closed", "open"] } },
  release: { gas: { choice: ["n2", "o2", "air"] }, module: "module", rate: { number: 2 }, minutes: { number: 30 } },
  temperature: { modules: "modules", change: { number: -1 }, over: { number: 30 } },
  undock: { vehicle: "vehicle" },
  dock: { vehicle: "vehicle", pressure: { number: 740 } },
  ventilation: { state: { choice: ["off", "on"] } },
  outage: { machines: { choice: ["oxygen", "co2"] }, minutes: { number: 120 } },
  clock: { seconds: { number: 30 } },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldKind>>>>;

export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];
export type Values = Readonly<Record<string, string>>;

/** The fields of a kind, by name. */
export const fieldsOf = (kind: Kind): readonly (readonly [name: string, kind: FieldKind])[] =>
  Object.entries(kinds[kind]);

const number = (text: string | undefined): number => Number.parseFloat((text ?? "").replace(",", "."));

type Maker = (values: Values, whole: WholeStation) => Piece;

const happening = (said: Piece): Piece => ({ happening: said });
const modulesOf = (whole: WholeStation, vehicle: string | undefined) =>
  whole.vehicles.find(({ id }) => id === vehicle)?.modules ?? [];

const makers: Readonly<Record<Kind, Maker>> = {
  leak: ({ module, area, grows, over }) => {
    const more = number(grows);
    const by = more > 0 ? { grows: { by: `${more}mm2`, over: `${number(over)}min` } } : {};
    return { leak: { module, area: `${number(area)}mm2`, ...by } };
  },
  patch: ({ leak, left }) => ({ patch: { leak, left: number(left) / 100 } }),
  stopLeak: ({ leak }) => ({ stop: { leak } }),
  sensor: (values, whole) => ({ fault: faultOf(values, whole) }),
  stopFault: ({ fault }) => ({ stop: { fault: Number(fault) } }),
  los: ({ minutes, deliver }) => ({ gap: { for: `${number(minutes)}min`, deliver } }),
  jam: ({ hatch, state }) => happening({ kind: "jam", hatch, state }),
  leaky: ({ hatch, area }) =>
    happening({ kind: "hatch", hatch, to: "closed", leaky: `${number(area)}mm2`, reported: false }),
  move: ({ hatch, to }) => happening({ kind: "hatch", hatch, to, reported: false }),
  release: ({ gas, module, rate, minutes }) =>
    happening({ kind: "release", gas, module, rate: `${number(rate)}kg/h`, for: `${number(minutes)}min` }),
  temperature: ({ modules, change, over }) => {
    const where = modules === "all" ? {} : { modules: [modules] };
    return happening({ kind: "temperature", change: `${number(change)}K`, over: `${number(over)}min`, ...where });
  },
  undock: ({ vehicle }, whole) => happening({ kind: "undock", modules: modulesOf(whole, vehicle) }),
  dock: ({ vehicle, pressure }, whole) =>
    happening({ kind: "dock", modules: modulesOf(whole, vehicle), pressure: `${number(pressure)}mmHg` }),
  ventilation: ({ state }) => happening({ kind: "ventilation", state }),
  outage: ({ machines, minutes }) => ({ outage: { of: machines, for: `${number(minutes)}min` } }),
  clock: ({ seconds }) => ({ clock: { by: `${number(seconds)}s` } }),
};

function faultOf({ sensor, fault, size, lasts }: Values, whole: WholeStation): Piece {
  const unit = whole.sensors.find(({ id }) => id === sensor)?.unit ?? "mmHg";
  const by = `${number(size)}${unit}`;
  const more: Readonly<Record<string, Piece>> = {
    bias: { by },
    drift: { by, per: "1h" },
    noisy: { times: number(size) },
    spikes: { by, every: "5min" },
    dropout: { chance: Math.min(1, Math.max(0, number(size) / 100)) },
  };
  const span = number(lasts);
  return { sensors: [sensor], kind: fault, ...more[fault], ...(span > 0 && { for: `${span}min` }) };
}

/** What the server is told. */
export const pieceOf = (kind: Kind, values: Values, whole: WholeStation): Piece => makers[kind](values, whole);

/** What kind of thing a piece was; null for one that no form here makes. */
export function kindOf(piece: Piece): Kind | null {
  if ("leak" in piece) return "leak";
  if ("patch" in piece) return "patch";
  if ("fault" in piece) return "sensor";
  if ("gap" in piece) return "los";
  if ("outage" in piece) return "outage";
  if ("clock" in piece) return "clock";
  if ("stop" in piece) return "leak" in (piece.stop as object) ? "stopLeak" : "stopFault";
  const { kind, leaky } = (piece.happening ?? {}) as { kind?: string; leaky?: string };
  if (kind === "hatch") return leaky === undefined ? "move" : "leaky";
  return kindNames.find((one) => one === kind) ?? null;
}
