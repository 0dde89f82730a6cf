/** The air that a refill begins with: the joined modules, what is exchanged between them, who breathes, what leaks. */
import { molarMass, R } from "../gas/index.ts";
import { filedPositions, moduleOf } from "../station/index.ts";
import { Cabin, type Layout } from "./cabin.ts";
import type { RefillAsked } from "./types.ts";

/** (-) Of a module's air at most this part is exchanged in one step. */
const courant = 0.1;
/** (s) */
const longestStep = 30;

/** The air that is asked about, in `modules` of its station. */
export function startCabin(asked: RefillAsked, modules: readonly string[]): Cabin {
  const { station, hatches, air, temperature, leak, imv } = asked;
  const perVolume = 1 / (R * temperature);
  const index = new Map(modules.map((id, m) => [id, m]));
  const capacity = Float64Array.from(modules, (id) => moduleOf(station, id).volume * perVolume);
  const open = station.hatches.filter((h) => hatches(h.id) === "open" && index.has(h.between[0]));
  const [a, b] = [0, 1].map((end) => Int32Array.from(open, (h) => index.get(h.between[end])!));
  const exchange = Float64Array.from(open, (h) => (h.imv ?? imv) * perVolume);
  const turnover = new Float64Array(modules.length);
  open.forEach((_, k) => {
    for (const m of [a[k], b[k]]) turnover[m] += exchange[k] / capacity[m];
  });
  const fastest = Math.max(...turnover);
  const layout: Layout = {
    ids: modules,
    capacity,
    total: capacity.reduce((sum, c) => sum + c, 0),
    ...outward(modules.length, a, b),
    a,
    b,
    exchange,
    breath: breathOf(asked, index),
    loss: leak / air.pressure,
    step: Math.min(longestStep, courant / fastest),
  };
  return new Cabin(layout, air.pressure, air.ppO2);
}

/** (mol/s) People who are not named are spread over the volume. */
function breathOf({ station, oxygenMade }: RefillAsked, index: ReadonlyMap<string, number>): Float64Array {
  const breath = new Float64Array(index.size);
  if (oxygenMade) return breath;
  const one = station.metabolicO2 / molarMass.o2;
  const at = filedPositions(station);
  for (const { id } of station.crew) {
    const m = index.get(at(id));
    if (m !== undefined) breath[m] += one;
  }
  if (station.crew.length > 0) return breath;
  const everywhere = station.modules.reduce((sum, m) => sum + m.volume, 0);
  for (const [id, m] of index) breath[m] = (one * station.crewCount * moduleOf(station, id).volume) / everywhere;
  return breath;
}

function outward(count: number, a: Int32Array, b: Int32Array): Pick<Layout, "order" | "parent"> {
  const parent = new Int32Array(count).fill(-2);
  parent[0] = -1;
  const order = [0];
  for (const m of order) {
    a.forEach((from, k) => {
      const next = from === m ? b[k] : b[k] === m ? from : -1;
      if (next < 0 || parent[next] !== -2) return;
      parent[next] = m;
      order.push(next);
    });
  }
  return { order: Int32Array.from(order), parent };
}
