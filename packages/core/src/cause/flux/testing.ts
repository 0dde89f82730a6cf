/** For tests. */
export const near = (found: number, expected: number, relative: number) => {
  if (!(Math.abs(found / expected - 1) <= relative)) throw new Error(`${found} is not ${expected} within ${relative}`);
};

export const radians = (degrees: number) => (degrees * Math.PI) / 180;
