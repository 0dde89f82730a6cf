/** The same leaks in the same air, told by the engine and by the best fixed window of each size. */
import type { AlarmEvent } from "../../packages/core/src/engine/index.ts";
import { type Second, type SquareMetre, second, toSI } from "../../packages/core/src/quantity/index.ts";
import { raisedBy, snapshotsAt, type Told, tellsOfLeak, watchLeak } from "./engine.ts";
import { delayOf, pressuresOf, rareThresholdOf, thresholdOf, windows } from "./fixed-window.ts";
import { calm, leaking, type Record } from "./record.ts";

/** Effective areas, CdA. */
const areas = [0.3, 0.5, 1, 2, 5, 10, 20].map((mm2) => toSI("area", mm2, "mm2"));
/** What an onset must have of its record before and after it. */
const room = { before: toSI("time", 3, "h"), after: toSI("time", 6, "h") };

/** The window whose median delay is least, and its delays. */
export interface Peer {
  readonly window: Second;
  readonly delays: readonly Second[];
}

/** What was told of holes of one size; one entry an onset. */
export interface Size {
  readonly area: SquareMetre;
  /** By setting. */
  readonly told: readonly (readonly Told[])[];
  /** At the lowest threshold that gives no alarm in the record. */
  readonly peer: Peer;
  /** At a threshold for as many false alarms as the engine's first setting. */
  readonly equal: Peer;
}

export interface Trial {
  readonly onsets: number;
  readonly sizes: readonly Size[];
  /** What the engine raises where there is no leak, by setting. */
  readonly raised: readonly (readonly AlarmEvent[])[];
}

/** The part `q` of the delays is no longer than this: of an even number the later of the two in the middle. */
export const quantile = (delays: readonly Second[], q: number): Second =>
  delays.toSorted((a, b) => a - b)[Math.floor(q * delays.length)];

/** `count` moments spread evenly over the record; none where it is too short. */
function onsetsIn({ start, end }: Record, count: number): Second[] {
  const [first, span] = [start + room.before, end - room.after - start - room.before];
  return span <= 0 ? [] : Array.from({ length: count }, (_, i) => second(first + (span * (i + 0.5)) / count));
}

function bestOf(delays: readonly (readonly Second[])[]): Peer {
  const medians = delays.map((each) => quantile(each, 0.5));
  const best = medians.indexOf(second(Math.min(...medians)));
  return { window: windows[best], delays: delays[best] };
}

/** (s) The shortest mean time between false alarms, from `least` (s) up by tenths of itself, at which the quiet records raise none. */
export function mostReadily(records: readonly Record[], least: Second): Second {
  const isQuiet = (interval: Second) =>
    records.every((record) =>
      calm(record).every((inputs) => !raisedBy(record.station, inputs, interval).some(tellsOfLeak)),
    );
  let interval = least;
  while (!isQuiet(interval)) interval = second(1.1 * interval);
  return interval;
}

/** `count` onsets of every size in every record; the engine at each of `settings` (s, mean time between false alarms). */
export function runTrial(records: readonly Record[], count: number, settings: readonly Second[]): Trial {
  const cases = records.map((record) => {
    const onsets = onsetsIn(record, count);
    return { record, onsets, snapshots: settings.map((interval) => snapshotsAt(record, onsets, interval)) };
  });
  const quiet = records.flatMap((record) => calm(record).map((inputs) => ({ station: record.station, inputs })));
  const pressures = quiet.map(({ station, inputs }) => pressuresOf(station, inputs));
  const thresholds = {
    lowest: windows.map((window) => thresholdOf(pressures, window)),
    rare: windows.map((window) => rareThresholdOf(pressures, window, settings[0])),
  };

  const sizes = areas.map((area): Size => {
    const told: Told[][] = settings.map(() => []);
    const delays = { lowest: windows.map((): Second[] => []), rare: windows.map((): Second[] => []) };
    for (const { record, onsets, snapshots } of cases) {
      for (const [i, onset] of onsets.entries()) {
        const inputs = leaking(record, area, onset);
        const pressures = pressuresOf(record.station, inputs);
        for (const [s, engines] of snapshots.entries()) {
          told[s].push(watchLeak(record.station, engines[i], inputs, onset));
        }
        for (const [w, window] of windows.entries()) {
          for (const which of ["lowest", "rare"] as const) {
            delays[which][w].push(delayOf(pressures, window, thresholds[which][w], onset));
          }
        }
      }
    }
    return { area, told, peer: bestOf(delays.lowest), equal: bestOf(delays.rare) };
  });

  return {
    onsets: cases.reduce((sum, { onsets }) => sum + onsets.length, 0),
    sizes,
    raised: settings.map((interval) => quiet.flatMap(({ station, inputs }) => raisedBy(station, inputs, interval))),
  };
}
