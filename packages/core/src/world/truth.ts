/** What really happens in a simulated world: what a detector is judged by. Plain objects with the unit in the key. */
import { fromSI, pascal, pascalPerSecond } from "../quantity/index.ts";
import type { Station } from "../station/index.ts";
import type { World } from "./air/index.ts";
import { flowToSpace, leakArea } from "./air/index.ts";
import type { Leak } from "./scenario/index.ts";
import { isoTime } from "./signal/index.ts";

/** Written when a leak begins. */
export interface LeakTruth {
  readonly time: string;
  readonly type: "leak";
  readonly id: string;
  readonly module: string;
  /** The module that it leads to; "space". */
  readonly to: string;
  readonly onset: string;
  /** Effective, CdA. */
  readonly area_mm2: number;
  /** Null for a leak that outlasts the record. */
  readonly end: string | null;
}

/** Written every ten minutes. Sums count leaks to space and not the nominal leakage. */
export interface StateTruth {
  readonly time: string;
  readonly type: "state";
  readonly tight: boolean;
  readonly rate_kg_per_day: number;
  readonly area_mm2: number;
  /** Of the joined volume that loses most gas, by its leaks alone; positive = falling. */
  readonly dpdt_mmHg_per_h: number;
  /** Of the joined volume where most of the crew is, at the area of now; null where it does not leak. */
  readonly reserve_h: number | null;
  readonly reserve_to_mmHg: number;
  readonly leaks: readonly {
    readonly id: string;
    readonly module: string;
    readonly area_mm2: number;
    readonly rate_kg_per_day: number;
  }[];
  readonly volumes: readonly {
    readonly modules: readonly string[];
    readonly volume_m3: number;
    readonly pressure_mmHg: number;
    readonly dpdt_mmHg_per_h: number;
    readonly tight: boolean;
  }[];
}
export type TruthEntry = LeakTruth | StateTruth;

export function leakTruth(leak: Leak, end: number): LeakTruth {
  const onset = isoTime(leak.from);
  return {
    time: onset,
    type: "leak",
    id: leak.id,
    module: leak.module,
    to: leak.to ?? "space",
    onset,
    area_mm2: round(leak.area * 1e6),
    end: leak.until < end ? isoTime(leak.until) : null,
  };
}

export function stateTruth(world: World, station: Station, time: number): StateTruth {
  const { cabin, hatches } = world;
  const fall = new Float64Array(hatches.volumes.length);
  const loss = new Float64Array(hatches.volumes.length);
  const holed = new Set<number>();
  const leaks = world.holes
    .filter((leak) => leak.to === null)
    .flatMap((leak) => {
      const m = cabin.index(leak.module);
      const area = leakArea(leak, time);
      const moles = flowToSpace(cabin, m, area);
      const volume = hatches.volumeOf[m];
      if (volume < 0 || area === 0) return [];
      holed.add(volume);
      fall[volume] += (cabin.pressure(m) * moles) / hatches.moles(volume);
      loss[volume] += moles * cabin.molarMass(m);
      return [
        {
          id: leak.id,
          module: leak.module,
          area_mm2: round(area * 1e6),
          rate_kg_per_day: round(moles * cabin.molarMass(m) * 86400),
        },
      ];
    });
  const most = loss.indexOf(Math.max(...loss));
  const lived = livedIn(world);
  const limit = station.limits.reservePressure;
  const pressure = lived < 0 ? 0 : cabin.pressure(hatches.volumes[lived].modules[0]);
  return {
    time: isoTime(time),
    type: "state",
    tight: leaks.length === 0,
    rate_kg_per_day: round(loss.reduce((a, b) => a + b, 0) * 86400),
    area_mm2: round(leaks.reduce((sum, leak) => sum + leak.area_mm2, 0)),
    dpdt_mmHg_per_h: mmHgPerHour(fall[most] ?? 0),
    reserve_h:
      lived < 0 || fall[lived] === 0
        ? null
        : round(pressure <= limit ? 0 : ((pressure / fall[lived]) * Math.log(pressure / limit)) / 3600),
    reserve_to_mmHg: round(fromSI("pressure", limit, "mmHg")),
    leaks,
    volumes: hatches.volumes.flatMap(({ modules }, i) => {
      // A crew lock is no module of the file.
      const known = modules.filter((m) => m < station.modules.length).map((m) => station.modules[m].id);
      if (known.length === 0) return [];
      return {
        modules: known,
        volume_m3: round(hatches.space(i)),
        pressure_mmHg: round(fromSI("pressure", pascal(cabin.pressure(modules[0])), "mmHg")),
        dpdt_mmHg_per_h: mmHgPerHour(fall[i]),
        tight: !holed.has(i),
      };
    }),
  };
}

/** The joined volume with most people in it, the larger where they are evenly spread; -1 without any volume. */
function livedIn({ cabin, hatches, crew }: World): number {
  const heads = new Float64Array(cabin.count);
  crew.heads(cabin, heads);
  let best = -1;
  let rank = [-1, -1];
  hatches.volumes.forEach(({ modules }, i) => {
    const people = modules.reduce((sum, m) => sum + heads[m], 0);
    const space = hatches.space(i);
    if (people > rank[0] || (people === rank[0] && space > rank[1])) [best, rank] = [i, [people, space]];
  });
  return best;
}

const mmHgPerHour = (x: number) => round(fromSI("pressureRate", pascalPerSecond(x), "mmHg/h"));
const round = (x: number) => Number(x.toPrecision(7));
