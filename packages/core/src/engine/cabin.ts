/** What is believed of the station at one minute: hatches, people, supplies, and a watch over every joined volume. */
import { type Locator, oxygenFall } from "../locate/index.ts";
import type { Balance, Trend } from "../size/index.ts";
import { type HatchState, type Station, volumeOf } from "../station/index.ts";
import { copyOf, copyOfTracker, type Tracker } from "../watch/index.ts";
import { copyOfPack, type Pack } from "./brisk.ts";
import { type Mending, startMending } from "./mending.ts";

export interface Volume {
  readonly modules: readonly string[];
  /** (m3) */
  readonly size: number;
  readonly tracker: Tracker;
  readonly trend: Trend;
  /** Its nitrogen over months. */
  readonly balance: Balance;
  readonly pack: Pack;
  /** A leak has begun in the minute that is open: it is neither one without nor one with it. */
  begun: boolean;
  /** The leak known here has been sure and sized enough to be told of. */
  ripe: boolean;
  /** (Pa) Lowest minute mean of the last two minutes among gauges that disagree and cannot be told apart: newest last; NaN where there is none. */
  readonly doubted: [number, number];
}

export interface Cabin {
  readonly hatches: { [hatch: string]: HatchState };
  /** Where each listed person is. */
  readonly crew: { [person: string]: string };
  /** (kg/s) Being let in, by supply. */
  readonly supplies: { [supply: string]: number };
  /** (N m) Torque that nothing explains, by axis; NaN where it was never told. */
  readonly torque: { x: number; y: number; z: number };
  volumes: Volume[];
  /** Where the leak is believed to be, and for how many minutes none has been known; null where none is looked for. */
  location: { readonly locator: Locator; quiet: number } | null;
  /** Holes that are worked on, and leak checks. */
  readonly mending: Mending;
}

/** The station as its file says, not yet watched. */
export const startCabin = (station: Station): Cabin => ({
  hatches: Object.fromEntries(station.hatches.map((h) => [h.id, h.state])),
  crew: Object.fromEntries(station.crew.map((c) => [c.id, c.at])),
  supplies: {},
  torque: { x: Number.NaN, y: Number.NaN, z: Number.NaN },
  volumes: [],
  location: null,
  mending: startMending(),
});

/** Whether no gauge has spoken in a volume yet. Until one does the volume stays as it is, and copies of a cabin share it. */
export const isAsleep = ({ tracker }: Volume) => Number.isNaN(tracker.first.pressure);

/** A copy that goes its own way; `spare` is a former one that nobody needs any more, to be written over. */
export function copyOfCabin(cabin: Cabin, spare?: Cabin): Cabin {
  const { hatches, crew, supplies, torque, volumes, location, mending } = cabin;
  const old = spare?.volumes.map((v) => (isAsleep(v) ? undefined : v)) ?? [];
  return {
    hatches: { ...hatches },
    crew: { ...crew },
    supplies: { ...supplies },
    torque: { ...torque },
    volumes: volumes.map((v, i) => (isAsleep(v) ? v : copyOfVolume(v, old[i]))),
    location: copyOf(location),
    mending: copyOf(mending),
  };
}

/** The same of a volume: each part by its name, since they come in several shapes, which it takes long to spread. */
export function copyOfVolume(v: Volume, spare?: Volume): Volume {
  const { modules, size, tracker, balance, pack, begun, ripe, trend, doubted } = v;
  return {
    modules,
    size,
    tracker: copyOfTracker(tracker, spare?.tracker),
    balance: copyOf(balance, spare?.balance),
    pack: copyOfPack(pack, spare?.pack),
    begun,
    ripe,
    trend: copyOf(trend),
    doubted: [...doubted],
  };
}

const homes = new WeakMap<readonly Volume[], ReadonlyMap<string, Volume>>();
/** The volume of each module. It is asked for every minute, and put together once for the same volumes. */
export function homesIn({ volumes }: Cabin): ReadonlyMap<string, Volume> {
  const known = homes.get(volumes);
  if (known !== undefined) return known;
  const found = new Map(volumes.flatMap((v) => v.modules.map((m) => [m, v] as const)));
  homes.set(volumes, found);
  return found;
}

/** (-) People in a volume: those listed there, or a share by volume of those only counted. */
export function peopleIn(station: Station, cabin: Cabin, modules: readonly string[]): number {
  if (station.crew.length > 0) return station.crew.filter((c) => modules.includes(cabin.crew[c.id])).length;
  const all = station.modules.map((m) => m.id);
  return (station.crewCount * volumeOf(station, modules)) / volumeOf(station, all);
}

/** Whether people are, or may be, in a volume: of a station that tells of nobody aboard, in any. */
export const isLivedIn = (station: Station, cabin: Cabin, modules: readonly string[]): boolean =>
  (station.crew.length === 0 && station.crewCount === 0) || peopleIn(station, cabin, modules) > 0;

/** (Pa/s) Fall that the oxygen of the people in `modules`, `size` (m3) of air, makes if none of it is replaced. */
export function metabolicFall(
  station: Station,
  cabin: Cabin,
  { modules, size }: Pick<Volume, "modules" | "size">,
): number {
  return oxygenFall(station, peopleIn(station, cabin, modules), size);
}

/** The volume in which most people are; of equals the larger. */
export function homeOf(station: Station, cabin: Cabin): Volume | undefined {
  const rank = (v: Volume) => peopleIn(station, cabin, v.modules) * 1e6 + v.size;
  return cabin.volumes.toSorted((a, b) => rank(b) - rank(a))[0];
}
