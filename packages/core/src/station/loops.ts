import { openWays } from "./joined.ts";
import type { HatchStates } from "./lookup.ts";
import type { Hatch, Station } from "./types.ts";

/**
 * Independent loops of open hatches: one for every open hatch beyond those that hold the joined volumes together, each
 * as the hatches along it. Two open hatches between the same two modules are a loop.
 */
export function loops(station: Station, states: HatchStates): readonly (readonly Hatch[])[] {
  const { depth, up } = depthFirst(station, states);
  const tree = new Set([...up.values()].map(({ hatch }) => hatch));
  const found: Hatch[][] = [];
  for (const hatch of station.hatches) {
    if (states(hatch.id) !== "open" || tree.has(hatch)) continue;
    const [a, b] = hatch.between;
    // Depth first, a hatch off the tree always leads from a module to one above it: the loop is the way back up.
    let [low, high] = [a, b];
    if (depth.get(a)! < depth.get(b)!) [low, high] = [b, a];
    const loop = [hatch];
    while (low !== high) {
      const step = up.get(low)!;
      loop.push(step.hatch);
      low = step.to;
    }
    found.push(loop);
  }
  return found;
}

/** Whether air can go round: a closed hatch then does not always part two volumes. */
export function hasLoop(station: Station, states: HatchStates): boolean {
  return loops(station, states).length > 0;
}

/** The open hatches whose closing parts a joined volume in two, in the order of the file: those on no loop. */
export function bridges(station: Station, states: HatchStates): readonly Hatch[] {
  const looped = new Set(loops(station, states).flat());
  return station.hatches.filter((hatch) => states(hatch.id) === "open" && !looped.has(hatch));
}

/** A depth-first forest over the open hatches: how deep each module lies, and its way up. */
function depthFirst(station: Station, states: HatchStates) {
  const ways = openWays(station, states);
  const depth = new Map<string, number>();
  const up = new Map<string, { readonly hatch: Hatch; readonly to: string }>();
  for (const { id: root } of station.modules) {
    if (depth.has(root)) continue;
    depth.set(root, 0);
    const trail = [{ module: root, rest: ways.get(root)![Symbol.iterator]() }];
    for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
      const { module } = top;
      const way = top.rest.next();
      if (way.done) trail.pop();
      else if (!depth.has(way.value.to)) {
        const { hatch, to } = way.value;
        depth.set(to, depth.get(module)! + 1);
        up.set(to, { hatch, to: module });
        trail.push({ module: to, rest: ways.get(to)![Symbol.iterator]() });
      }
    }
  }
  return { depth, up };
}
