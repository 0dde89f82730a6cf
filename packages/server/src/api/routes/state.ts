import { Type } from "typebox";
import type { FeedView } from "../../feeds/index.ts";
import { problemResponses } from "../../problem/index.ts";
import type { StationRun } from "../../stations/index.ts";
import { atMoment, isoOf, maybe, object, ofStation, seconds, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

const anyEvent = Type.Object(
  { type: Type.String(), time: Type.String() },
  { description: "An event of docs/events.md" },
);

const feedView = object({
  kind: Type.String(),
  state: Type.Enum(["waiting", "connecting", "up", "silent", "down", "stopped"]),
  since: maybe(time),
  why: maybe(Type.String({ description: "Why it is down, or else the last fault" })),
  newest: maybe(time),
  rows: Type.Integer(),
  doubled: Type.Integer({ description: "Rows that had come before" }),
  missing: Type.Integer({ description: "Readings that were bad, stale or blank" }),
  suspect: Type.Integer({ description: "Readings that are used and that the source calls less than good" }),
  unknown: Type.Integer({ description: "Rows that the station does not know by name" }),
  faults: Type.Integer({ description: "Messages and rows that cannot be used" }),
  gaps: Type.Integer(),
  lost: Type.Integer({ description: "Times that the link was lost" }),
  stale: Type.Array(Type.String(), { description: "Parameters that the source calls stale" }),
});

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
  feeds: Type.Array(feedView, { description: "How the feeds of the station are doing" }),
  others: Type.Array(anyEvent, { description: "The last of every other kind: check, repair, watch, trend, balance" }),
});

/** (s) To the millisecond. */
const rounded = (x: number) => Math.round(x * 1000) / 1000;

export function stateOf(
  { id, station, view, waiting }: Pick<StationRun, "id" | "station" | "view" | "waiting">,
  now: number,
) {
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

const notBegun = {
  ...{
    state: "waiting",
    since: null,
    why: null,
    newest: null,
    rows: 0,
    doubled: 0,
    missing: 0,
    suspect: 0,
    unknown: 0,
  },
  ...{ faults: 0, gaps: 0, lost: 0, stale: [] },
} as const;

function feedOf({ kind, status }: FeedView) {
  if (status === null) return { kind, ...notBegun };
  const { since, newest } = status;
  return { kind, ...status, since: isoOf(since / 1000), newest: newest === null ? null : isoOf(newest) };
}

/** What is known of a station now, or was at a moment. */
export function stateRoutes(app: Routes, { stations, feeds, clocks, past }: Service): void {
  app.get(
    "/stations/:station/state",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "getState",
        tags: ["telemetry"],
        description:
          "What is known of a station now, or what was known of it at a moment; every age is by the time of the station, not of arrival.",
        params: ofStation,
        querystring: object({ at: atMoment }),
        response: { 200: stateView, ...problemResponses },
      },
    },
    async ({ params: { station: asked }, query }) => {
      const run = stations.get(asked);
      if (query.at === undefined)
        return { ...stateOf(run, clocks.of(asked).now()), feeds: feeds.of(asked).map(feedOf) } as never;
      const at = 1000 * seconds(query.at);
      const view = await past.view(asked, at);
      return { ...stateOf({ id: run.id, station: run.station, view, waiting: 0 }, at), feeds: [] } as never;
    },
  );
}
