/** Ways to part cells in two, few enough for any station. */
import { cellsOf, flood, type Layout } from "./layout.ts";

/**
 * Connected halves of the connected `mask`, the one of the lowest cell left out: all of them without loops; with loops those
 * that one edge of a tree of shortest ways leaves, of the trees from every cell. At most cells squared.
 */
export function splitsOf({ neighbours }: Layout, mask: number): readonly number[] {
  const found = new Set<number>();
  for (const root of cellsOf(mask)) {
    const order = [root];
    const parent = new Map<number, number>();
    let seen = 1 << root;
    for (const cell of order) {
      for (const next of cellsOf(neighbours[cell] & mask & ~seen)) {
        seen |= 1 << next;
        parent.set(next, cell);
        order.push(next);
      }
    }
    const below = new Map<number, number>();
    for (const cell of order.toReversed()) {
      const branch = (below.get(cell) ?? 0) | (1 << cell);
      const above = parent.get(cell);
      if (above === undefined) continue;
      below.set(above, (below.get(above) ?? 0) | branch);
      const rest = mask & ~branch;
      if (flood(neighbours, rest & -rest, rest) === rest) found.add((branch & mask & -mask) === 0 ? branch : rest);
    }
  }
  return [...found];
}
