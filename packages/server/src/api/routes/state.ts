import { Type } from "typebox";
import { problemResponses } from "../../problem/index.ts";
import type { StationRun } from "../../stations/index.ts";
import { isoOf, maybe, object, ofStation, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

const anyEvent = Type.Object(
  { type: Type.String(), time: Type.String() },
  { description: "An event of docs/events.md" },
);

const stateView = object({
  station: Type.String(),
  now: time,
  newest: maybe(time),
  age_s: maybe(Type.Number({ description: "Of the newest row, by its own time: how old all this is" })),
  waiting: Type.Integer({ description: "Rows accepted that the engine has not taken yet" }),
  parameters: Type.Array(
    object({
      parameter: Type.String(),
      time,
      age_s: Type.Number(),
      value: Type.String({ description: "As it came, in the unit of the station file" }),
      unit: maybe(Type.String()),
    }),
    { description: "The newest row of each" },
  ),
  hatches: Type.Array(object({ id: Type.String(), state: Type.String() })),
  crew: Type.Array(object({ id: Type.String(), module: Type.String() })),
  alarms: Type.Array(anyEvent, { description: "Alarms of the engine that stand" }),
  estimate: maybe(anyEvent),
  location: maybe(anyEvent),
  advice: maybe(anyEvent),
  others: Type.Array(anyEvent, { description: "The last of every other kind: check, repair, watch, trend, balance" }),
});

/** (s) To the millisecond. */
const rounded = (x: number) => Math.round(x * 1000) / 1000;

export function stateOf({ id, station, view, waiting }: StationRun, now: number) {
  const { latest, alarms, events, newest } = view;
  const { estimate = null, location = null, advice = null, ...others } = events;
  const units = new Map(station.sensors.map((sensor) => [sensor.id, sensor.unit]));
  const said = (name: string, filed: string) => latest[name]?.[1].toLowerCase() ?? filed;
  return {
    station: id,
    now: isoOf(now / 1000),
    newest: newest === null ? null : isoOf(newest),
    age_s: newest === null ? null : rounded(now / 1000 - newest),
    waiting,
    parameters: Object.entries(latest).map(([parameter, [at, value]]) => ({
      parameter,
      time: isoOf(at),
      age_s: rounded(now / 1000 - at),
      value,
      unit: units.get(parameter) ?? null,
    })),
    hatches: station.hatches.map((hatch) => ({ id: hatch.id, state: said(`hatch:${hatch.id}`, hatch.state) })),
    crew: station.crew.map((one) => ({ id: one.id, module: said(`crew:${one.id}`, one.at) })),
    alarms: Object.values(alarms)
      .filter(({ told }) => told)
      .map(({ event }) => event),
    estimate,
    location,
    advice,
    others: Object.values(others),
  };
}

/** What is known of a station now. */
export function stateRoutes(app: Routes, { stations, clock }: Service): void {
  app.get(
    "/stations/:station/state",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "getState",
        tags: ["telemetry"],
        description: "What is known of a station now; every age is by the time of the station, not of arrival.",
        params: ofStation,
        response: { 200: stateView, ...problemResponses },
      },
    },
    async ({ params }) => stateOf(stations.get(params.station), clock.now()) as never,
  );
}
