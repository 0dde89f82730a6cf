/** Bits of a braille cell (Unicode block U+2800) by column and row from above. */
const dots = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
];

/**
 * Values as `height` lines of `width` braille cells, two values a cell (2 `width` of them) and four levels a line; NaN leaves a gap.
 * `low` and `high` are what the lowest and the highest dot stand for.
 */
export function plot(values: readonly number[], width: number, height: number, low: number, high: number): string[] {
  const cells = Array.from({ length: height }, () => new Array<number>(width).fill(0x2800));
  const levels = height * 4 - 1;
  values.forEach((value, x) => {
    if (Number.isNaN(value)) return;
    const part = Math.min(1, Math.max(0, (value - low) / (high - low)));
    const y = Math.round((1 - part) * levels);
    cells[y >> 2][x >> 1] |= dots[x & 1][y & 3];
  });
  return cells.map((line) => String.fromCodePoint(...line));
}
