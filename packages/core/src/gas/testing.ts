/** For tests of this folder: comparing with printed figures, and quantities in the units the sources use. */
import assert from "node:assert/strict";
import { type Dimension, type Dimensions, fromSI, toSI } from "../quantity/index.ts";
import { GasRangeError } from "./errors.ts";

/** `actual`, rounded to as many decimals as `printed` shows, is `printed`: the tolerance is half its last digit. */
export function rounds(actual: number, printed: string): void {
  const decimals = printed.split(".")[1]?.length ?? 0;
  assert.equal(actual.toFixed(decimals), printed, `${actual} is not printed as ${printed}`);
}

/** `actual` is within `relative` (-) of `expected`. */
export function near(actual: number, expected: number, relative: number): void {
  const off = Math.abs(actual - expected);
  assert.ok(off <= relative * Math.abs(expected), `${actual} is ${off / Math.abs(expected)} from ${expected}`);
}

/** Throws HW_GAS_RANGE with a message that holds `says`. */
export function refuses(call: () => unknown, says: string): void {
  assert.throws(call, (error) => {
    assert.ok(error instanceof GasRangeError, String(error));
    assert.equal(error.code, "HW_GAS_RANGE");
    assert.ok(error.message.includes(says), `"${error.message}" does not say "${says}"`);
    return true;
  });
}

/** A quantity as the sources write it: `of("pressure", 750, "mmHg")`; `as` is the way back. */
export const of = toSI;
export const as = <D extends Dimension>(dimension: D, x: Dimensions[D], unit: string): number =>
  fromSI(dimension, x, unit);
