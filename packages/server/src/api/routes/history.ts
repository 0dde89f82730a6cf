import { Readable } from "node:stream";
import { phrase } from "@hullwatch/core/phrase";
import { second } from "@hullwatch/core/quantity";
import { Type } from "typebox";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { isoOf, list, object, ofStation, seconds, split, stationId, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

const range = {
  from: Type.Optional(time),
  to: Type.Optional(Type.String({ ...time, description: "Up to and not including" })),
};
const parameter = Type.String({
  minLength: 1,
  maxLength: 200,
  description: "A sensor, or a report such as hatch:<id>",
});

const bucket = object({
  from: time,
  count: Type.Integer(),
  mean: Type.Number(),
  min: Type.Number(),
  min_time: time,
  max: Type.Number(),
  max_time: time,
});

/** (rows) Of a history that is not downsampled. */
const mostRows = 10_000;

function rangeOf(query: { from?: string; to?: string }) {
  const from = query.from === undefined ? undefined : second(seconds(query.from));
  const to = query.to === undefined ? undefined : second(seconds(query.to));
  if (from !== undefined && to !== undefined && from >= to) {
    throw new ProblemError(
      400,
      "HW_RANGE",
      phrase`found from ${String(query.from)} not before to ${String(query.to)}, expected an earlier one`,
    );
  }
  return { from, to };
}

/** What was read: pictures of it, rows, files. */
export function historyRoutes(app: Routes, { stations, store }: Service): void {
  const { archive, journal } = store;

  app.get(
    "/stations/:station/parameters",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "listParameters",
        tags: ["telemetry"],
        description: "Every parameter that there is a history of.",
        params: ofStation,
        response: {
          200: object({
            parameters: Type.Array(object({ parameter: Type.String(), first: time, last: time, rows: Type.Integer() })),
          }),
          ...problemResponses,
        },
      },
    },
    async ({ params }) => {
      const { id } = stations.get(params.station);
      const spans = await archive.parameters(id);
      return {
        parameters: spans.map(({ first, last, ...span }) => ({ ...span, first: isoOf(first), last: isoOf(last) })),
      };
    },
  );

  app.get(
    "/stations/:station/history/:parameter",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "getHistory",
        tags: ["telemetry"],
        description: `The least and the greatest of every part of a range (\`points\`), or its rows as they came (\`rows\`: the first ${mostRows}).`,
        params: object({ station: stationId, parameter }),
        querystring: object({
          ...range,
          points: Type.Optional(Type.Integer({ minimum: 2, maximum: 20_000, description: "2,000 unless given" })),
          rows: Type.Optional(Type.Boolean()),
        }),
        response: {
          200: object({
            parameter: Type.String(),
            unit: Type.Union([Type.String(), Type.Null()]),
            buckets: Type.Optional(Type.Array(bucket)),
            rows: Type.Optional(Type.Array(object({ time, value: Type.Union([Type.Number(), Type.String()]) }))),
            more: Type.Optional(Type.Boolean({ description: "There are rows beyond those given" })),
          }),
          ...problemResponses,
        },
      },
    },
    async ({ params, query }) => {
      const { id, station } = stations.get(params.station);
      const asked = { station: id, parameter: params.parameter, ...rangeOf(query) };
      const unit = station.sensors.find((sensor) => sensor.id === params.parameter)?.unit ?? null;
      // What was acknowledged is shown.
      await store.archived(journal.end);
      if (query.rows !== true) {
        const buckets = await archive.minmax(asked, query.points ?? 2000);
        return {
          parameter: params.parameter,
          unit,
          buckets: buckets.map(({ from, minTime, maxTime, ...rest }) => ({
            from: isoOf(from),
            ...rest,
            min_time: isoOf(minTime),
            max_time: isoOf(maxTime),
          })),
        };
      }
      const rows: { time: string; value: number | string }[] = [];
      for await (const piece of archive.history(asked)) {
        for (const { time, value } of piece) rows.push({ time: isoOf(time), value });
        if (rows.length > mostRows) break;
      }
      return { parameter: params.parameter, unit, rows: rows.slice(0, mostRows), more: rows.length > mostRows };
    },
  );

  app.get(
    "/stations/:station/export",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "exportRows",
        tags: ["telemetry"],
        description: "Readings and reports as a file: CSV as `hullwatch replay` reads it, or Parquet.",
        params: ofStation,
        querystring: object({
          ...range,
          parameters: list("Only these parameters"),
          format: Type.Optional(Type.Union([Type.Literal("csv"), Type.Literal("parquet")])),
        }),
        response: {
          200: {
            description: "The file",
            content: {
              "text/csv": { schema: Type.String() },
              "application/vnd.apache.parquet": { schema: Type.String({ format: "binary" }) },
            },
          },
          ...problemResponses,
        },
      },
    },
    async ({ params, query }, reply) => {
      const { id } = stations.get(params.station);
      const { format = "csv" } = query;
      const selection = { station: id, parameters: split(query.parameters), ...rangeOf(query) };
      await store.archived(journal.end);
      const pieces = archive.export(selection, format);
      return (
        reply
          .type(format === "csv" ? "text/csv; charset=utf-8" : "application/vnd.apache.parquet")
          .header("content-disposition", `attachment; filename="${id}.${format}"`)
          // A body of bytes is a string to OpenAPI.
          .send(Readable.from(pieces) as unknown as string)
      );
    },
  );
}
