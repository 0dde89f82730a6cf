import { lasting } from "@hullwatch/core/engine";
import { second } from "@hullwatch/core/quantity";
import type { Shell } from "../shell/index.ts";
import { plural, wrap } from "./text.ts";

/** How long a leak check must run; null: longer than 30 days. */
export interface CheckTimes {
  readonly residual_kg_per_day: number;
  readonly see_kg_per_day: number;
  readonly expected_min: number | null;
  readonly proven_min: number | null;
  readonly seen_min: number | null;
  readonly fixed_length_min: number | null;
}

/** What `hullwatch check --json` prints. */
export interface CheckAnswer {
  readonly modules: readonly string[];
  readonly volume_m3: number;
  readonly people: number;
  readonly curing_layers: number;
  readonly gauges: readonly string[];
  readonly read_by_hand_every_min: number | null;
  readonly temperature_measured: boolean;
  readonly gross: CheckTimes;
  readonly fine: CheckTimes;
  readonly rules: readonly {
    readonly name: string;
    readonly minutes: number;
    readonly read_every_min: number;
    readonly most_mmHg: number;
    readonly proves_kg_per_day: number;
    readonly limit_alone_kg_per_day: number;
  }[];
}

const minutes = (x: number | null) => (x === null ? "more than 30 days" : lasting(second(60 * x)));
const by = (x: number | null) => (x === null ? "not within 30 days" : `by ${minutes(x)}`);
const flow = (x: number) => `${Number(x.toPrecision(2))} kg/day`;

/** The answer for people. */
export function checkText(shell: Shell, a: CheckAnswer): string {
  const times = (name: string, t: CheckTimes) => [
    `${shell.paint("bold", name)}  less than ${flow(t.residual_kg_per_day)}, or a leak of ${flow(t.see_kg_per_day)}`,
    `  on average        ${minutes(t.expected_min)}   (a test of fixed length: ${minutes(t.fixed_length_min)})`,
    `  proven tight      in 9 of 10 tight volumes ${by(t.proven_min)}, with 95 %`,
    `  seen to leak      in 9 of 10 such leaks ${by(t.seen_min)}`,
  ];
  const read =
    a.read_by_hand_every_min === null
      ? `gauges ${a.gauges.join(" ")}`
      : `no gauge of its own: read by hand every ${a.read_by_hand_every_min} min, to 0.5 mmHg`;
  const warmth = a.temperature_measured ? "temperature measured" : "no thermometer";
  const rules = a.rules.map(
    (r) =>
      `${shell.paint("bold", `rule "${r.name}"`)}  ${r.minutes} min read every ${r.read_every_min}, passes at ${r.most_mmHg} mmHg: ` +
      `proves less than ${flow(r.proves_kg_per_day)} here (the limit alone ${flow(r.limit_alone_kg_per_day)})`,
  );
  const curing = a.curing_layers === 0 ? "" : `; ${plural(a.curing_layers, "layer")} of sealant curing`;
  const where = `Leak check of ${a.modules.join(" ")}: ${Number(a.volume_m3.toPrecision(4))} m3, ${
    a.people === 0 ? "nobody inside" : `${Math.round(a.people)} inside`
  }; ${read}; ${warmth}${curing}`;
  const crowded = a.people > 0 && (a.fine.expected_min === null || a.fine.proven_min === null);
  const advice = crowded ? ["  what people breathe hides it: with nobody inside it takes less"] : [];
  const lines = [...wrap(where, 100, 2), ...times("gross", a.gross), ...times("fine ", a.fine), ...advice, ...rules];
  return `${lines.join("\n")}\n`;
}
