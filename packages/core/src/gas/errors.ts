/** A value for which a gas equation has no answer: it would divide by zero or take the logarithm of no number. */
export class GasRangeError extends Error {
  override readonly name = "GasRangeError";
  readonly code = "HW_GAS_RANGE";
  /** The function that refused. */
  readonly where: string;
  readonly found: number;

  constructor(where: string, what: string, found: number, expected: string) {
    super(`${where}: found ${what} ${found}, expected ${expected}`);
    this.where = where;
    this.found = found;
  }
}

/** Refuses anything but a finite number above zero; NaN too. */
export function positive(where: string, what: string, x: number, unit: string): void {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) {
    throw new GasRangeError(where, what, x, `a finite number above 0 ${unit}`);
  }
}

/** Refuses anything but a finite number from zero up; NaN too. */
export function notNegative(where: string, what: string, x: number, unit: string): void {
  if (!(x >= 0 && x < Number.POSITIVE_INFINITY)) {
    throw new GasRangeError(where, what, x, `a finite number of 0 ${unit} or more`);
  }
}
