/** One measured figure beside what it should be. A benchmark judges nothing: a slow machine is not a fault. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  readonly goal?: readonly [bound: "at least" | "at most", value: number];
}

const number = (x: number) =>
  x.toLocaleString("en", x < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });

export function printFigure({ what, measured, unit, goal }: Figure): void {
  const beside = goal === undefined ? "" : `   goal: ${goal[0]} ${number(goal[1])} ${unit}`;
  console.log(`  ${what.padEnd(44)} ${number(measured).padStart(11)} ${unit}${beside}`);
}

/** The middle one of an odd number of values. */
export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];
