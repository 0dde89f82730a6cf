/** Where no test is safe: the part that is shut off for good. */
import type { Layout } from "./layout.ts";
import type { Past } from "./past.ts";
import type { Search } from "./search.ts";
import type { Situation } from "./situation.ts";
import { splitsOf } from "./splits.ts";
import type { Task } from "./task.ts";
import type { Move } from "./tasks.ts";
import { watchingOf } from "./watching.ts";

/**
 * The likeliest part without anybody's seat that is shut off, and told from the rest, before the air of the rest comes to its
 * limit; of parts as likely the smallest. It is never opened again. Null where there is none, or where people would be left
 * with their vehicles alone.
 */
export function sealing(
  { station, settings, leak }: Situation,
  layout: Layout,
  search: Search,
  { part, gate }: Task,
  past: Past,
): Move | null {
  if (layout.anyone || gate !== null || !part.peopled || part.places < 2) return null;
  const { watch } = watchingOf(settings);
  const crewed = station.vehicles.filter(({ id }) => station.crew.some(({ vehicle }) => vehicle === id));
  const ships = new Set(crewed.flatMap(({ modules }) => modules));
  const isShips = (mask: number) =>
    layout.cells.every(({ modules }, i) => ((mask >> i) & 1) === 0 || modules.every((id) => ships.has(id)));
  const halves = splitsOf(layout, part.mask).flatMap((one) => [one, part.mask & ~one]);
  const moves = halves.flatMap((mask) => {
    const [off, rest] = [search.partOf(mask), search.partOf(part.mask & ~mask)];
    if (off.peopled || off.p === 0 || isShips(rest.mask)) return [];
    const cut = part.inside.filter(({ a, b }) => ((mask >> a) & 1) !== ((mask >> b) & 1));
    const closing = cut.reduce((sum, { close }) => sum + close, 0);
    const watched = rest.p === 0 ? [0, 0] : watch([off, rest].map(search.sideOf));
    const spare = ((past.pressure - station.limits.reservePressure) * rest.volume) / leak;
    if (!(closing + Math.max(...watched) < spare)) return [];
    return [{ gate: null, cut, trial: { parts: [off, rest], watched, stuck: [true, false] } }];
  });
  const better = (a: Move, b: Move) => {
    const [x, y] = [a.trial.parts[0], b.trial.parts[0]];
    return y.p > x.p + 1e-12 || (y.p > x.p - 1e-12 && y.volume < x.volume) ? b : a;
  };
  return moves.reduce<Move | null>((best, move) => (best === null ? move : better(best, move)), null);
}
