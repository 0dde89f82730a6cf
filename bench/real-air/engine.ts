/** What the engine makes of a record: of its quiet air, and of a leak from a snapshot taken at its onset. */
import {
  type AlarmEvent,
  createEngine,
  type EstimateEvent,
  type HullwatchEvent,
  type Input,
  restoreEngine,
} from "../../packages/core/src/engine/index.ts";
import { type Interval, type Second, type SquareMetre, second } from "../../packages/core/src/quantity/index.ts";
import type { Station } from "../../packages/core/src/station/index.ts";
import type { Record } from "./record.ts";

export interface Told {
  /** (s) From the onset to the alarm; infinite where none was raised until the record ended. */
  readonly delay: Second;
  /** Effective area, as told with the alarm and at the record's end. */
  readonly atAlarm: Interval<SquareMetre> | null;
  readonly atEnd: Interval<SquareMetre> | null;
  /** The alarm was taken back though the leak went on. */
  readonly cleared: boolean;
  /** Alarms of other kinds; the barometer is sound, so that one on a sensor is false. */
  readonly others: readonly AlarmEvent[];
}

const alarmsRaised = (events: readonly HullwatchEvent[]): AlarmEvent[] =>
  events.filter((e) => e.type === "alarm").filter((e) => e.state === "raised");
export const tellsOfLeak = ({ kind }: AlarmEvent) => kind === "leak" || kind === "rapid-depress";

/** Every alarm that an engine with one false alarm in `interval` (s) raises over `inputs`. */
export function raisedBy(station: Station, inputs: readonly Input[], interval: Second): AlarmEvent[] {
  const engine = createEngine(station, { falseAlarmInterval: interval });
  return alarmsRaised([...inputs.flatMap((input) => engine.push(input)), ...engine.finish()]);
}

/** The engine with one false alarm in `interval` (s) as it stands at each of `moments` (UNIX s, ascending) of a record. */
export function snapshotsAt(
  { station, inputs }: Record,
  moments: readonly Second[],
  interval: Second,
): readonly string[] {
  const engine = createEngine(station, { falseAlarmInterval: interval });
  let at = 0;
  return moments.map((moment) => {
    for (; at < inputs.length && inputs[at].time <= moment; at++) engine.push(inputs[at]);
    return engine.snapshot();
  });
}

/** What an engine that goes on from `snapshot` tells of `inputs` that leak since `onset` (UNIX s). */
export function watchLeak(station: Station, snapshot: string, inputs: readonly Input[], onset: Second): Told {
  const engine = restoreEngine(station, snapshot);
  const events: HullwatchEvent[] = [];
  for (const input of inputs) if (input.time > onset) events.push(...engine.push(input));
  events.push(...engine.finish());
  const raised = alarmsRaised(events);
  const first = raised.find(tellsOfLeak);
  const cleared = events.some((e) => e.type === "alarm" && e.state === "cleared" && tellsOfLeak(e));
  const estimates = events.filter((e): e is EstimateEvent => e.type === "estimate");
  return {
    delay: second(first === undefined ? Number.POSITIVE_INFINITY : first.time - onset),
    atAlarm: estimates.find((e) => e.time >= (first?.time ?? Number.POSITIVE_INFINITY))?.area ?? null,
    atEnd: cleared ? null : (estimates.at(-1)?.area ?? null),
    cleared,
    others: raised.filter((alarm) => !tellsOfLeak(alarm)),
  };
}
