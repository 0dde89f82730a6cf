/** Histories of several sensors, asked for as they are looked at, and followed as readings come. */
import { get, stationPath } from "../link/index.ts";
import type { Estimate, Sensor, ShownStation } from "../station/index.ts";
import { type Bucket, follow, inUnit, lineOf, type ReadLine, type View } from "./data.ts";

/** Points of a line: about as many as a wide page has. */
const points = 1000;

export interface History {
  readonly lines: ReadonlyMap<string, ReadLine>;
  /** What was asked for: more than is shown, so that there is something to move to. */
  readonly from: number;
  readonly to: number;
}

const iso = (s: number) => new Date(Math.round(s * 1000)).toISOString();

/** Reads what `view` shows and as much again on both sides, and nothing beyond `horizon` (s). */
export async function readHistory(
  station: string,
  sensors: readonly Sensor[],
  view: View,
  unit: string,
  horizon: number,
): Promise<History> {
  const span = view.to - view.from;
  const [from, to] = [view.from - span / 2, Math.min(view.to + span / 2, horizon)];
  const query = new URLSearchParams({ from: iso(from), to: iso(to), points: String(points) });
  const lines = await Promise.all(
    sensors.map(async ({ id, unit: own }) => {
      const path = stationPath(station, `/history/${encodeURIComponent(id)}?${query}`);
      const { buckets } = await get<{ buckets: Bucket[] }>(path);
      return [id, lineOf(buckets, own, unit)] as const;
    }),
  );
  return { lines: new Map(lines), from, to };
}

/** Whether a history still covers what is shown, in pieces small enough, and knows of nothing that is later than `horizon` (s). */
export function covers(history: History, view: View, horizon: number): boolean {
  const asked = history.to - history.from;
  const span = view.to - view.from;
  return history.to <= horizon && history.from <= view.from && history.to >= view.to && span > asked / 5;
}

/** Takes readings in as they come. Gives the function that ends it. */
export function followReadings(
  station: ShownStation,
  sensors: readonly Sensor[],
  history: () => History | null,
  unit: string,
  onNews: () => void,
): () => void {
  const byId = new Map(sensors.map((sensor) => [sensor.id, sensor]));
  return station.listen((rows) => {
    let isNews = false;
    for (const [time, parameter, text] of rows) {
      const sensor = byId.get(parameter);
      const line = history()?.lines.get(parameter);
      const value = Number.parseFloat(text);
      if (sensor === undefined || line === undefined || Number.isNaN(value)) continue;
      follow(line, time, inUnit(value, sensor.unit, unit));
      isNews = true;
    }
    if (isNews) onNews();
  });
}

/** The last thousand estimates of the leak up to `horizon` (s), oldest first. */
export async function readEstimates(station: string, horizon: number): Promise<readonly Estimate[]> {
  const until = Number.isFinite(horizon) ? `&until=${iso(horizon)}` : "";
  const path = stationPath(station, `/events?types=estimate&newest_first=true&limit=1000${until}`);
  const { events } = await get<{ events: Estimate[] }>(path);
  return events.toReversed();
}
