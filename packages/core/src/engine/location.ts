/** Where the leak is: brought up to date minute by minute while one is known, and told of. */
import { criticalFlowFactor, dryAir, jetThrust } from "../gas/index.ts";
import {
  findingOf,
  flowSeen,
  followMinute,
  type Locator,
  livingIn,
  missRate,
  moveHatches,
  type PartMinute,
  patchModule,
  priorOf,
  type Situation,
  searched,
  startLocator,
  torqueSeen,
  unrestOf,
} from "../locate/index.ts";
import { pascal, type Second, second, squareMetre } from "../quantity/index.ts";
import type { SensorQuantity, Station, SupplyGas } from "../station/index.ts";
import { binLength, leakOf, type Reading } from "../watch/index.ts";
import { stands } from "./alarms.ts";
import { type Cabin, peopleIn, type Volume } from "./cabin.ts";
import type { LocationEvent } from "./event.ts";
import type { HatchInput, TorqueInput } from "./input.ts";
import { dpdtOf } from "./losing.ts";
import type { Minute } from "./minute.ts";
import { isRead } from "./read.ts";
import { isOperation, type ModuleReading, nitrogenOf, readingsOf, riseOf } from "./readings.ts";
import type { EngineState } from "./state.ts";

/** Minutes without any leak known after which what was learnt of its place is let go of. */
const longestQuiet = 1440;
/** (-) A probability is told of again when it has moved by so much. */
const worthTelling = 0.05;

/** Takes in a minute, before the hatches that moved in it part or join the volumes of the cabin. */
export function locate(station: Station, cabin: Cabin, minute: Minute): void {
  const known = cabin.volumes.some((v) => v.ripe);
  cabin.location ??= known ? { locator: begin(station, cabin, minute.index * binLength), quiet: 0 } : null;
  if (cabin.location === null) return;
  cabin.location.quiet = known || isHidden(station, cabin, minute.index * binLength) ? 0 : cabin.location.quiet + 1;
  if (cabin.location.quiet > longestQuiet) {
    cabin.location = null;
    return;
  }
  const { locator } = cabin.location;
  const moves = movesIn(cabin, minute);
  followMinute(locator, partsIn(station, cabin, minute, locator, moves));
  takeClues(station, cabin, minute, locator);
  if (moves.length === 0) return;
  const since = Math.max(...moves.map((m) => m.time));
  const states = { ...cabin.hatches, ...Object.fromEntries(moves.map((m) => [m.hatch, m.state])) };
  const moved = moves.map((m) => m.hatch);
  moveHatches(station, locator, moved, { ...situation(station, cabin, states), since, until: endOf(minute) });
}

const endOf = (minute: Minute) => (minute.index + 1) * binLength;

/** The last word on each hatch that the minute leaves otherwise than it found it. */
function movesIn(cabin: Cabin, minute: Minute): HatchInput[] {
  const last = new Map<string, HatchInput>();
  for (const action of minute.actions) if (action.type === "hatch") last.set(action.hatch, action);
  return [...last.values()].filter((m) => cabin.hatches[m.hatch] !== m.state);
}

function begin(station: Station, cabin: Cabin, time: number): Locator {
  const leaking = cabin.volumes.filter((v) => v.ripe).flatMap((v) => v.modules);
  const now = situation(station, cabin, cabin.hatches);
  const flow = now.flow ?? { mean: 0, sd: 0 };
  return startLocator(station, priorOf(station), leaking, { ...now, since: time, until: time, flow });
}

function situation(
  station: Station,
  cabin: Cabin,
  states: Cabin["hatches"],
): Pick<Situation, "isOpen" | "flow" | "unrest"> {
  const suspects = cabin.location?.locator.suspects ?? [];
  return {
    isOpen: (hatch) => states[hatch] === "open",
    flow: knownFlow(cabin.volumes, suspects),
    unrest: (part) => unrestOf(station, part, living(station, cabin, part)),
  };
}

/** What people and machines make of the pressure of a part. */
const living = (station: Station, cabin: Cabin, modules: readonly string[]) =>
  livingIn(
    station,
    modules,
    peopleIn(station, cabin, modules),
    station.crew.length > 0 ? station.crew.length : station.crewCount,
  );

/**
 * (Pa m3/s) What the known leaks take together now; null where none is known, or where all that may leak shares air no more: there
 * the watch over a part does not tell a leak from what machines do that are shut in with it.
 */
function knownFlow(volumes: readonly Volume[], suspects: readonly string[]): Situation["flow"] {
  const leaking = volumes.filter((v) => v.tracker.leak !== null && suspects.every((m) => v.modules.includes(m)));
  if (leaking.length === 0) return null;
  let mean = 0;
  let variance = 0;
  for (const v of leaking) {
    const { fall, sd } = leakOf(v.tracker.belief);
    const now = fall > 0 ? dpdtOf(v).value / fall : 1;
    mean += Math.max(0, fall) * now * v.size;
    variance += (sd * now * v.size) ** 2;
  }
  return { mean, sd: Math.sqrt(variance) };
}

/** What the minute brings each part; nothing is read of the parts at which a hatch has moved. */
function partsIn(
  station: Station,
  cabin: Cabin,
  minute: Minute,
  { epoch }: Locator,
  moves: readonly HatchInput[],
): PartMinute[] {
  const ends = station.hatches.filter((h) => moves.some((m) => m.hatch === h.id)).flatMap((h) => h.between);
  const touched = cabin.volumes.filter((v) => v.modules.some((m) => ends.includes(m)));
  const readings = readingsOf(station, minute, new Set(touched.flatMap((v) => v.modules)));
  const noted = minute.actions.some((a) => a.type === "note" && isOperation(a));
  const stirred = noted || typeof minute.unseen === "number";
  return cabin.volumes.map((v, place) => {
    const { members } = v.tracker.senses.pressure;
    const heard = epoch.parts[place].tested.gauges;
    const own = v.modules.flatMap((module) => (readings.get(module) ?? []).map((r) => ({ ...r, module })));
    const let_in = station.supplies.filter((s) => v.modules.includes(s.module));
    const risen = (part: (gas: SupplyGas) => number) =>
      binLength * let_in.reduce((s, { id, gas }) => s + part(gas) * riseOf(gas, cabin.supplies[id] ?? 0, v), 0);
    return {
      // A gauge that parts from the others as the search goes on may be the one behind a hatch.
      pressure: own
        .filter((r) => r.quantity === "pressure")
        .map(({ reading, module }) => ({ ...reading, module }))
        .filter(({ sensor }) => heard.includes(sensor) || (members[sensor]?.health ?? "good") === "good"),
      temperature: own.filter((r) => r.quantity === "temperature").map((r) => r.reading),
      nitrogen: v.modules.flatMap((module) => nitrogenIn(module, readings.get(module) ?? [])),
      supplied: risen(() => 1),
      suppliedNitrogen: risen((gas) => nitrogenOf[gas]),
      people: station.crew.map((c) => cabin.crew[c.id]).filter((module) => v.modules.includes(module)),
      breathed: binLength * living(station, cabin, v.modules).expected,
      stirred,
    };
  });
}

/**
 * The nitrogen that is read in a module: analysed, or what its oxygen and carbon dioxide leave of its pressure. With carbon
 * dioxide not measured nothing is read: what machines remove of it would pass for nitrogen.
 */
function nitrogenIn(module: string, readings: readonly ModuleReading[]): PartMinute["nitrogen"] {
  const of = (quantity: SensorQuantity) => readings.filter((r) => r.quantity === quantity).map((r) => r.reading);
  const analysed = of("ppN2").map((r) => ({ ...r, module }));
  const gases = [of("pressure"), of("ppO2"), of("ppCO2")];
  if (analysed.length > 0 || gases.some((g) => g.length === 0)) return analysed;
  const [pressure, oxygen, dioxide] = gases.map(([first]) => first);
  const sum = (part: (r: Reading) => number) => part(pressure) + part(oxygen) + part(dioxide);
  return [
    {
      sensor: `nitrogen:${module}`,
      module,
      mean: pressure.mean - oxygen.mean - dioxide.mean,
      variance: sum((r) => r.variance),
      bias: sum((r) => r.bias),
    },
  ];
}

/** Searches, flow through hatches and patches of a minute. */
function takeClues(station: Station, cabin: Cabin, minute: Minute, locator: Locator): void {
  const isOpen = (hatch: string) => cabin.hatches[hatch] === "open";
  for (const action of minute.actions) {
    if (action.type === "search") {
      const miss = action.quiet ? missRate.quiet : missRate.racksRunning;
      searched(locator, action.module, { found: action.found, miss });
    } else if (action.type === "flow") flowSeen(station, locator, isOpen, action.hatch, action.towards);
    else if (action.type === "torque") feelTorque(station, cabin, action, locator);
    else if (action.type === "patch" && action.state !== "cured") {
      const now = { ...situation(station, cabin, cabin.hatches), since: action.time, until: endOf(minute) };
      patchModule(station, locator, action.module, action.state !== "removed", now);
    }
  }
}

/** The torque as told so far, once all three axes have been. */
function feelTorque(station: Station, cabin: Cabin, { axis, value }: TorqueInput, locator: Locator): void {
  const told = { ...cabin.torque };
  told[axis] = value;
  const { x, y, z } = told;
  if (![x, y, z].every(Number.isFinite)) return;
  const { mean, sd } = locator.epoch.flows[0];
  torqueSeen(station, locator, [x, y, z], jetOfFlow(Math.max(0, mean + sd)));
}

/** (N) The force of a jet to vacuum that takes so much (Pa m3/s), at room temperature. */
const jetOfFlow = (flow: number) => jetThrust(squareMetre(flow / outflow), pascal(1));
/** (m/s) Of free air: what a hole of effective area A takes of air is A p times this. */
const outflow = criticalFlowFactor() * Math.sqrt(dryAir.specificGasConstant * 295);

/** (-) A leak that is as likely as this where nothing is read is not taken for gone. */
const hidden = 0.1;
/** (s) After such a place was opened it takes so long until a gauge can show that no air is lost there any more. */
const settling = 1800;

/** The leak may well be where nobody reads a gauge, behind hatches that were shut to find it, or that were until just before `time` (s). */
export function isHidden(station: Station, cabin: Cabin, time: number): boolean {
  if (cabin.location === null) return false;
  const { locator } = cabin.location;
  if (time < locator.opened + settling) return true;
  const { probability, hatches } = findingOf(locator);
  // Behind a hatch that is shut, though told open, it goes on where its own gauge is taken for one that fails.
  if (hatches.some((id) => cabin.hatches[id] === "open")) return true;
  const dark = cabin.volumes.filter((v) => !isRead(station, cabin, v)).flatMap((v) => v.modules);
  if (dark.length === 0) return false;
  return dark.reduce((sum, m) => sum + probability[m], 0) > hidden;
}

/** Whether the leak may well be in one of these modules, by what is known of its place, if anything is. */
export function mayLeak({ location }: Cabin, modules: readonly string[]): boolean {
  if (location === null) return true;
  const { probability, twoLeaks } = findingOf(location.locator);
  return twoLeaks !== undefined || modules.reduce((sum, m) => sum + probability[m], 0) > hidden;
}

/** What is known of the place of the leak that stands; null where none does. */
export function locatorOf(station: Station, { live, book }: EngineState, time: Second): Locator | null {
  if (!stands(book, "leak", "station")) return null;
  return live.location?.locator ?? (live.volumes.some((v) => v.ripe) ? begin(station, live, time) : null);
}

/** The modules, one or a set, in which the leak is known to be; none where that is open. */
export const placeOf = ({ location }: Cabin): readonly string[] =>
  location === null ? [] : findingOf(location.locator).modules;

/** What is to be told of the place of the leak now, if anything is. */
export function tellLocation(
  station: Station,
  { live, diary }: EngineState,
  locator: Locator | null,
  time: Second,
): LocationEvent[] {
  if (locator === null) {
    diary.location = null;
    return [];
  }
  const finding = findingOf(locator);
  const probability = locator.modules.map((m) => finding.probability[m]);
  const { verdict, modules, hatches, twoLeaks } = finding;
  const states = station.hatches.map((h) => live.hatches[h.id]);
  const gist = [verdict, modules.join(" "), hatches.join(" "), twoLeaks !== undefined, ...states].join();
  const told = diary.location;
  const news =
    told === null ||
    told.gist !== gist ||
    probability.some((p, m) => Math.abs(p - told.probability[m]) >= worthTelling);
  if (!news) return [];
  diary.location = { probability, gist };
  return [{ type: "location", time: second(time), ...finding }];
}
