import { formatQuantity, type Pascal, significant } from "@hullwatch/core/quantity";
import type { Shell } from "../shell/index.ts";

/** The answer of `hullwatch reserve`, as scripts get it. */
export interface ReserveTime extends Partial<ReserveLivedIn> {
  readonly exponential_h: number;
  readonly linear_h: number;
  /** From a hole or read back from the dial. */
  readonly rate_mmHg_per_h?: number;
}
/** With oxygen, people or a supply: the times to the limits, infinite where one is never reached. */
export interface ReserveLivedIn {
  /** Which comes first; null where none is ever reached. */
  readonly limit: "pressure" | "ppO2" | null;
  readonly pressure_h: number;
  /** Where the oxygen now was given. */
  readonly ppO2_h?: number;
}
/** The same from the size of a hole. */
export interface ReserveOfHole extends ReserveTime {
  readonly rate_mmHg_per_h: number;
  readonly rate_kg_per_day: number;
  readonly area_mm2: number;
  readonly thrust_N: number;
}

const hours = (h: number) =>
  h === Number.POSITIVE_INFINITY
    ? "unlimited"
    : h < 1.5
      ? `${significant(60 * h)} min`
      : `${significant(h, 4)} h (${significant(h / 24, 4)} d)`;

interface Asked {
  readonly pressure: Pascal;
  readonly to: Pascal;
  readonly ppO2To: Pascal;
}

export function reserveText(shell: Shell, { pressure, to, ppO2To }: Asked, r: ReserveTime | ReserveOfHole): string {
  const mmHg = (p: Pascal) => formatQuantity("pressure", p, "mmHg", 4);
  const bold = (h: number) => shell.paint("bold", hours(h));
  const lines = [
    `From ${mmHg(pressure)} to ${mmHg(to)}:`,
    `  linear       ${bold(r.linear_h)}   the rate stays as it is: the shorter, safe side`,
    `  exponential  ${bold(r.exponential_h)}   the rate falls with the pressure, as with a hole to space`,
  ];
  if ("area_mm2" in r) {
    lines.push(
      `  rate         ${significant(r.rate_mmHg_per_h)} mmHg/h, ${significant(r.rate_kg_per_day)} kg/day now`,
      `  hole         ${significant(r.area_mm2)} mm2 effective, pushing with ${significant(r.thrust_N)} N`,
    );
  } else if (r.rate_mmHg_per_h !== undefined) lines.push(`  rate         ${significant(r.rate_mmHg_per_h)} mmHg/h now`);
  if (r.pressure_h !== undefined) {
    const first = (limit: ReserveLivedIn["limit"]) => (limit === r.limit ? ", the first limit" : "");
    lines.push(
      "With what is breathed and let in:",
      `  pressure     ${bold(r.pressure_h)}   to ${mmHg(to)}${first("pressure")}`,
    );
    if (r.ppO2_h !== undefined) lines.push(`  ppO2         ${bold(r.ppO2_h)}   to ${mmHg(ppO2To)}${first("ppO2")}`);
  }
  return `${lines.join("\n")}\n`;
}
