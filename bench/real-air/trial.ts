/** The same leaks in the same air, told by the engine and by the best fixed window of each size. */
import type { AlarmEvent } from "../../packages/core/src/engine/index.ts";
import { type Second, type SquareMetre, second, toSI } from "../../packages/core/src/quantity/index.ts";
import { raisedBy, snapshotsAt, type Told, watchLeak } from "./engine.ts";
import { delayOf, pressuresOf, thresholdOf, windows } from "./fixed-window.ts";
import { calm, leaking, type Record } from "./record.ts";

/** Effective areas, CdA. */
const areas = [0.3, 0.5, 1, 2, 5, 10, 20].map((mm2) => toSI("area", mm2, "mm2"));
/** What an onset must have of its record before and after it. */
const room = { before: toSI("time", 3, "h"), after: toSI("time", 6, "h") };

/** What was told of holes of one size; one entry an onset. */
export interface Size {
  readonly area: SquareMetre;
  /** By setting. */
  readonly told: readonly (readonly Told[])[];
  /** The window whose median delay is least, and its delays. */
  readonly peer: { readonly window: Second; readonly delays: readonly Second[] };
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

/** `count` onsets of every size in every record; the engine at each of `settings` (s, mean time between false alarms). */
export function runTrial(records: readonly Record[], count: number, settings: readonly Second[]): Trial {
  const cases = records.map((record) => {
    const onsets = onsetsIn(record, count);
    return { record, onsets, snapshots: settings.map((interval) => snapshotsAt(record, onsets, interval)) };
  });
  const quiet = records.flatMap((record) => calm(record).map((inputs) => ({ station: record.station, inputs })));
  const pressures = quiet.map(({ station, inputs }) => pressuresOf(station, inputs));
  const peers = windows.map((window) => ({ window, threshold: thresholdOf(pressures, window) }));

  const sizes = areas.map((area): Size => {
    const told: Told[][] = settings.map(() => []);
    const delays: Second[][] = peers.map(() => []);
    for (const { record, onsets, snapshots } of cases) {
      for (const [i, onset] of onsets.entries()) {
        const inputs = leaking(record, area, onset);
        const pressures = pressuresOf(record.station, inputs);
        for (const [s, engines] of snapshots.entries()) {
          told[s].push(watchLeak(record.station, engines[i], inputs, onset));
        }
        for (const [w, { window, threshold }] of peers.entries()) {
          delays[w].push(delayOf(pressures, window, threshold, onset));
        }
      }
    }
    const medians = delays.map((each) => quantile(each, 0.5));
    const best = medians.indexOf(second(Math.min(...medians)));
    return { area, told, peer: { window: peers[best].window, delays: delays[best] } };
  });

  return {
    onsets: cases.reduce((sum, { onsets }) => sum + onsets.length, 0),
    sizes,
    raised: settings.map((interval) => quiet.flatMap(({ station, inputs }) => raisedBy(station, inputs, interval))),
  };
}
