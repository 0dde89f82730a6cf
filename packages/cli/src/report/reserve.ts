import { formatQuantity, type Pascal, significant } from "@hullwatch/core/quantity";
import type { Shell } from "../shell/index.ts";

/** The answer of `hullwatch reserve`, as scripts get it. */
export interface ReserveTime {
  readonly exponential_h: number;
  readonly linear_h: number;
}
/** The same from the size of a hole. */
export interface ReserveOfHole extends ReserveTime {
  readonly rate_mmHg_per_h: number;
  readonly rate_kg_per_day: number;
  readonly area_mm2: number;
  readonly thrust_N: number;
}

const hours = (h: number) =>
  h < 1.5 ? `${significant(60 * h)} min` : `${significant(h, 4)} h (${significant(h / 24, 4)} d)`;

export function reserveText(shell: Shell, pressure: Pascal, to: Pascal, r: ReserveTime | ReserveOfHole): string {
  const from = `From ${formatQuantity("pressure", pressure, "mmHg", 4)} to ${formatQuantity("pressure", to, "mmHg", 4)}`;
  const lines = [
    `${from}:`,
    `  linear       ${shell.paint("bold", hours(r.linear_h))}   the rate stays as it is: the shorter, safe side`,
    `  exponential  ${shell.paint("bold", hours(r.exponential_h))}   the rate falls with the pressure, as with a hole to space`,
  ];
  if ("area_mm2" in r) {
    lines.push(
      `  rate         ${significant(r.rate_mmHg_per_h)} mmHg/h, ${significant(r.rate_kg_per_day)} kg/day now`,
      `  hole         ${significant(r.area_mm2)} mm2 effective, pushing with ${significant(r.thrust_N)} N`,
    );
  }
  return `${lines.join("\n")}\n`;
}
