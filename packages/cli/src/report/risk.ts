import type { Expected, Risk, RiskQuestion, StationRisk, Trust } from "@hullwatch/core/cause";
import type { Station } from "@hullwatch/core/station";
import type { Shell } from "../shell/index.ts";
import { wrap } from "./text.ts";

/** What hullwatch risk says of a module, a vehicle or the station. */
interface RiskFigures {
  readonly expected: Expected;
  readonly expected_debris: Expected;
  readonly expected_meteoroid: Expected;
  readonly pnp: Expected;
  /** A penetration is one in so many such times; null where none is to be expected. */
  readonly one_in: number | null;
}

/** How often the equation of a kind of shield was right about real shots. */
export interface AccuracyAnswer {
  readonly shield: string;
  readonly shots_at: Trust["shotsAt"];
  readonly shots: number;
  readonly right: number;
  readonly unsafe: number;
  readonly unsafe_slow: number;
  readonly unsafe_between: number;
  readonly unsafe_fast: number;
  readonly text: string;
}

export const accuracyWire = ({ kind, shotsAt, accuracy, text }: Trust): AccuracyAnswer => ({
  shield: kind,
  shots_at: shotsAt,
  shots: accuracy.shots,
  right: accuracy.right,
  unsafe: accuracy.unsafe,
  unsafe_slow: accuracy.unsafeBySpeed.slow,
  unsafe_between: accuracy.unsafeBySpeed.between,
  unsafe_fast: accuracy.unsafeBySpeed.fast,
  text,
});

/** What `hullwatch risk --json` prints. */
export interface RiskAnswer extends RiskFigures {
  readonly station: string;
  readonly duration_days: number;
  readonly year: number;
  readonly altitude_km: number;
  readonly inclination_deg: number;
  readonly flux: readonly {
    readonly population: string;
    readonly source: string;
    readonly low: number;
    readonly high: number;
  }[];
  readonly modules: readonly (RiskFigures & {
    readonly module: string;
    readonly name: string;
    readonly area_m2: number;
    readonly shield: readonly string[];
    readonly from: "published" | "assumed";
  })[];
  readonly vehicles: readonly (RiskFigures & {
    readonly vehicle: string;
    readonly modules: readonly string[];
    readonly unknown_modules: readonly string[];
  })[];
  readonly most_exposed: string | null;
  readonly unknown_modules: readonly string[];
  readonly accuracy: readonly AccuracyAnswer[];
  readonly notes: readonly string[];
}

const figures = ({ all, debris, meteoroid, pnp }: Risk): RiskFigures => ({
  expected: all,
  expected_debris: debris,
  expected_meteoroid: meteoroid,
  pnp,
  one_in: all.value > 0 ? 1 / (1 - pnp.value) : null,
});

/** The risk for scripts. */
export function riskWire(station: Station, { orbit, duration }: RiskQuestion, risk: StationRisk): RiskAnswer {
  const trust = new Map<string, Trust>(risk.modules.flatMap((m) => m.trust.map((t) => [t.kind, t] as const)));
  return {
    station: station.id,
    duration_days: duration / 86400,
    year: orbit.year,
    altitude_km: orbit.altitude / 1000,
    inclination_deg: (orbit.inclination * 180) / Math.PI,
    ...figures(risk),
    flux: risk.populations.map(({ name, source, band }) => ({ population: name, source, ...band })),
    modules: risk.modules.map((m) => ({
      module: m.module.id,
      name: m.module.name,
      area_m2: m.area,
      shield: m.trust.map((t) => t.kind),
      from: m.from,
      ...figures(m),
    })),
    vehicles: risk.vehicles.map(({ vehicle, modules, unknown, ...rest }) => ({
      vehicle,
      modules,
      unknown_modules: unknown,
      ...figures(rest),
    })),
    most_exposed: risk.mostExposed?.module.id ?? null,
    unknown_modules: risk.unknown,
    accuracy: [...trust.values()].map(accuracyWire),
    notes: risk.notes,
  };
}

const chance = (p: number) => (p > 0.9995 ? p.toFixed(6) : p.toFixed(4));
const band = ({ value, low, high }: Expected) => `${chance(value)} (${chance(low)} to ${chance(high)})`;
const oneIn = (n: number | null) => (n === null ? "none" : `1 in ${Number(n.toPrecision(3)).toLocaleString("en")}`);
const share = (x: number, of: number) => (of > 0 ? `${Math.round((100 * x) / of)} %` : "");

/** The risk for people. */
export function riskText(shell: Shell, a: RiskAnswer): string {
  const rows = a.modules.toSorted((x, y) => y.expected.value - x.expected.value);
  const id = Math.max(6, ...rows.map((m) => m.module.length), ...a.vehicles.map((v) => v.vehicle.length));
  const line = (name: string, r: RiskFigures, rest: string) =>
    `  ${name.padEnd(id)}  ${band(r.pnp).padEnd(34)}  ${oneIn(r.one_in).padStart(13)}  ${share(r.expected_meteoroid.value, r.expected.value).padStart(5)}  ${rest}`;
  const [known, all] = [a.modules.length, a.modules.length + a.unknown_modules.length];
  const whole = known === all ? a.station : `${a.station}, ${known} of its ${all} modules,`;
  const lines = [
    shell.paint(
      "bold",
      `Nothing through the hull of ${whole} in ${Number(a.duration_days.toPrecision(4))} d: ${band(a.pnp)}, a hole ${oneIn(a.one_in)}`,
    ),
    `  ${Number(a.altitude_km.toPrecision(4))} km, ${Number(a.inclination_deg.toPrecision(4))} deg, ${a.year}; in brackets what the models leave open, no confidence attached`,
    "",
    `  ${"module".padEnd(id)}  ${"no penetration".padEnd(34)}  ${"a hole".padStart(13)}  met.   in the open, shield`,
    ...rows.map((m) => line(m.module, m, `${Math.round(m.area_m2)} m2, ${m.shield.join(" and ")}, ${m.from}`)),
    ...(a.vehicles.length === 0 ? [] : ["", `  ${"vehicle".padEnd(id)}`]),
    ...a.vehicles.map((v) => line(v.vehicle, v, v.modules.join(", "))),
    "",
    ...indented("most exposed", a.most_exposed ?? "none"),
    ...(a.unknown_modules.length === 0
      ? []
      : indented("not counted", `${a.unknown_modules.join(", ")}: no shield in the station file`)),
    ...a.flux.flatMap((f) =>
      indented(
        f.population,
        `${f.source}; ${Number(f.low.toPrecision(2))} to ${Number(f.high.toPrecision(2))} times that`,
      ),
    ),
    ...a.accuracy.flatMap((t) => indented("shots", t.text)),
    ...a.notes.flatMap((note) => indented("note", note)),
  ];
  return `${lines.map((l) => l.trimEnd()).join("\n")}\n`;
}

const indented = (name: string, text: string) => wrap(`  ${name.padEnd(12)}  ${text}`, 110, 16);
