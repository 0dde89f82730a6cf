import type { AlarmEvent, EstimateEvent, HullwatchEvent, Input } from "@hullwatch/core/engine";
import { fromSI, type Pascal, type Second } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import { inputText } from "./words.ts";

/** A line of the log. */
export interface LogLine {
  readonly time: Second;
  readonly text: string;
  readonly alarm: boolean;
}

/** What there is to see at one moment of a night. */
export interface Scene {
  readonly station: Station;
  readonly start: Second;
  readonly end: Second;
  time: Second;
  /** (mmHg) The last reading of each pressure sensor. */
  readonly readings: Map<string, number>;
  /** Cabin pressure, one point a frame. */
  readonly history: { readonly time: Second; readonly mmHg: number }[];
  /** Newest last. */
  readonly log: LogLine[];
  estimate: EstimateEvent | null;
  /** The leak alarm, while it stands. */
  alarm: AlarmEvent | null;
}

export const startScene = (station: Station, start: Second, end: Second): Scene => ({
  station,
  start,
  end,
  time: start,
  readings: new Map(),
  history: [],
  log: [],
  estimate: null,
  alarm: null,
});

/** (mmHg) The middle one of the last readings: one wrong sensor or one small closed module does not move it. */
export function cabinPressure({ readings }: Scene): number {
  const sorted = [...readings.values()].sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[sorted.length >> 1];
}

/** Takes an input into the scene; gives the line of the log that it makes, if any. */
export function takeInput(scene: Scene, input: Input): LogLine | null {
  if (input.time > scene.time) scene.time = input.time;
  if (input.type !== "sample") return say(scene, input.time, inputText(scene.station, input), false);
  const sensor = scene.station.sensors.find((s) => s.id === input.sensor);
  if (sensor?.quantity === "pressure" && !Number.isNaN(input.value)) {
    scene.readings.set(input.sensor, fromSI("pressure", input.value as Pascal, "mmHg"));
  }
  return null;
}

/** Takes an event of the engine; gives the line of the log that it makes, if any. */
export function takeEvent(scene: Scene, event: HullwatchEvent): LogLine | null {
  if (event.type === "estimate") scene.estimate = event;
  if (event.type !== "alarm") return null;
  const raised = event.state === "raised";
  if (event.kind === "leak") {
    scene.alarm = raised ? event : null;
    if (!raised) scene.estimate = null;
  }
  return say(scene, event.time, raised ? `ALARM ${event.text}` : `Cleared: ${event.text}`, raised);
}

function say(scene: Scene, time: Second, text: string, alarm: boolean): LogLine {
  const line = { time, text, alarm };
  scene.log.push(line);
  return line;
}
