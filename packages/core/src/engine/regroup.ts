/** The volumes of a cabin after its hatches have moved. */
import { passOn, startBalance, startTrend } from "../size/index.ts";
import { joinedVolumes, type Station, volumeOf } from "../station/index.ts";
import { carryOn, copyOfTracker, dismiss, leakOf, startTracker } from "../watch/index.ts";
import { startPack } from "./brisk.ts";
import { type Cabin, isAsleep, metabolicFall, type Volume } from "./cabin.ts";
import { gaugePrefix } from "./minute.ts";

/**
 * After hatches moved: every volume carries on as the piece that holds most of it, or as part of a larger one, of those that
 * a gauge was heard in before those without; the other pieces are watched anew.
 */
export function regroup(station: Station, cabin: Cabin, time: number): void {
  const old = cabin.volumes;
  // Frozen, so that copies of a cabin share them.
  const groups = joinedVolumes(station, (h) => cabin.hatches[h]).map((modules) => Object.freeze(modules));
  const flows = new Map(old.map((v) => [v, flowOf(v)]));
  const heirs = new Map(old.map((v) => [v, most(groups, (modules) => shared(station, v, modules))]));
  cabin.volumes = groups.map((modules) => {
    const size = volumeOf(station, modules);
    const mains = old.filter((v) => heirs.get(v) === modules);
    const awake = mains.filter((v) => !isAsleep(v));
    const main = most(awake.length > 0 ? awake : mains, (v) => shared(station, v, modules));
    if (main === undefined) {
      const metabolic = metabolicFall(station, cabin, { modules, size });
      return { modules, size, tracker: startTracker(time, metabolic), balance: startBalance(size), ...unseen() };
    }
    if (main.modules.join() === modules.join()) return main;
    const others = old.filter((v) => v !== main && shared(station, v, modules) > 0);
    const joined = others.reduce((s, v) => s + flows.get(v)! * (shared(station, v, modules) / v.size), 0);
    // What nothing reads knows of no leak, though it may have one: it would have no size.
    const brought = isAsleep(main) ? undefined : others.find((v) => v.tracker.leak !== null);
    const ripe = main.ripe || (main.tracker.leak === null && brought?.ripe === true);
    const tracker = isAsleep(main) ? copyOfTracker(main.tracker) : main.tracker;
    tracker.leak ??= brought?.tracker.leak ?? null;
    for (const fusion of Object.values(tracker.senses)) dismiss(fusion, (id) => !leaves(station, id, modules));
    carryOn(tracker, main.size, size, joined);
    const balance = isAsleep(main) ? startBalance(size) : main.balance;
    const strange = 1 - shared(station, main, modules) / size;
    passOn(balance, main.modules.join(), modules.join(), size, strange, time / 86400);
    return { modules, size, tracker, balance, ...unseen(), ripe };
  });
}

const unseen = (): Omit<Volume, "modules" | "size" | "tracker" | "balance"> => ({
  pack: startPack(),
  begun: false,
  ripe: false,
  trend: startTrend(),
  doubted: [Number.NaN, Number.NaN],
});

/** The first of those of which there is most. */
function most<T>(list: readonly T[], amount: (x: T) => number): T | undefined {
  return [...list].sort((a, b) => amount(b) - amount(a))[0];
}

/** Whether a sensor, or what people read by hand, is of a module that is not among these. */
function leaves(station: Station, id: string, modules: readonly string[]): boolean {
  const module = station.sensors.find((s) => s.id === id)?.module;
  if (module !== undefined) return !modules.includes(module);
  return id.startsWith(gaugePrefix) && !modules.includes(id.slice(gaugePrefix.length));
}

const shared = (station: Station, v: Volume, modules: readonly string[]) =>
  volumeOf(
    station,
    v.modules.filter((m) => modules.includes(m)),
  );

/** (Pa m3/s) What a volume's known leak takes. */
const flowOf = (v: Volume) => (v.tracker.leak === null ? 0 : leakOf(v.tracker.belief).fall * v.size);
