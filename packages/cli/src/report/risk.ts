import type { Expected, RiskAnswer, RiskFigures } from "@hullwatch/core/cause";
import type { Shell } from "../shell/index.ts";
import { wrap } from "./text.ts";

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
