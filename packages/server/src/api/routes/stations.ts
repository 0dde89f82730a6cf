import type { Station } from "@hullwatch/core/station";
import { Type } from "typebox";
import { demandReal, isTraining } from "../../ground/index.ts";
import { callerOf, may } from "../../people/index.ts";
import { problemResponses } from "../../problem/index.ts";
import type { StationRun } from "../../stations/index.ts";
import { isoOf, maybe, object, ofStation, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

const stationView = object({
  id: Type.String(),
  name: Type.String(),
  epoch: Type.Integer({ description: "Counts the station files that were put; the engine began anew with each" }),
  put_by: Type.String(),
  put_at: time,
  newest: maybe(time),
  alarms: Type.Integer({ description: "Alarms that stand" }),
  training: Type.Boolean({ description: "It is no real station: a simulator plays it" }),
  over: Type.Boolean({ description: "A training that has ended" }),
});

const viewOf = ({ station, file, view }: StationRun, training: Service["training"]) => ({
  id: station.id,
  name: station.name,
  epoch: file.epoch,
  put_by: file.author,
  put_at: isoOf(file.at / 1000),
  newest: view.newest === null ? null : isoOf(view.newest),
  alarms: Object.values(view.alarms).filter(({ told }) => told).length,
  training: isTraining(station.id),
  over: training.isOver(station.id),
});

const part = object({ id: Type.String(), name: Type.Optional(Type.String()) });
const moduleView = object({ ...part.properties, segment: Type.Optional(Type.String()), volume_m3: Type.Number() });
const hatchView = object({
  id: Type.String(),
  between: Type.Array(Type.String()),
  state: Type.String(),
  operable: Type.Boolean(),
});
const sensorView = object({
  id: Type.String(),
  quantity: Type.String(),
  module: Type.String(),
  unit: Type.String(),
  period_s: Type.Number(),
});
const wholeView = object({
  ...stationView.properties,
  modules: Type.Array(moduleView),
  hatches: Type.Array(hatchView),
  vehicles: Type.Array(
    object({ id: Type.String(), modules: Type.Array(Type.String()), seat: Type.String(), seats: Type.Integer() }),
  ),
  crew: Type.Array(object({ id: Type.String(), vehicle: Type.String(), at: Type.String() })),
  supplies: Type.Array(
    object({ id: Type.String(), gas: Type.String(), module: Type.String(), mass_kg: Type.Number() }),
  ),
  sensors: Type.Array(sensorView),
});

const partsOf = ({ modules, hatches, vehicles, crew, supplies, sensors }: Station) => ({
  modules: modules.map(({ id, name, segment, volume }) => ({
    id,
    name,
    ...(segment && { segment }),
    volume_m3: volume,
  })),
  hatches: hatches.map(({ id, between, state, operable }) => ({ id, between: [...between], state, operable })),
  vehicles: vehicles.map(({ id, modules, seat, seats }) => ({ id, modules: [...modules], seat, seats })),
  crew: crew.map(({ id, vehicle, at }) => ({ id, vehicle, at })),
  supplies: supplies.map(({ id, gas, module, mass }) => ({ id, gas, module, mass_kg: mass })),
  sensors: sensors.map(({ id, quantity, module, unit, period }) => ({ id, quantity, module, unit, period_s: period })),
});

/** The stations that this server holds, and their files. */
export function stationRoutes(app: Routes, { stations, training }: Service): void {
  app.get(
    "/stations",
    {
      config: { needs: "read-telemetry", station: "any" },
      schema: {
        operationId: "listStations",
        tags: ["stations"],
        description: "The stations that the caller may see.",
        response: { 200: object({ stations: Type.Array(stationView) }), ...problemResponses },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const seen = stations.all().filter(({ id }) => may(caller, "read-telemetry", { station: id }));
      return { stations: seen.map((run) => viewOf(run, training)) };
    },
  );

  app.get(
    "/stations/:station",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "getStation",
        tags: ["stations"],
        params: ofStation,
        response: { 200: wholeView, ...problemResponses },
      },
    },
    async ({ params }) => {
      const run = stations.get(params.station);
      return { ...viewOf(run, training), ...partsOf(run.station) };
    },
  );

  app.get(
    "/stations/:station/file",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "getStationFile",
        tags: ["stations"],
        description: "The station file (YAML) as it was put.",
        params: ofStation,
        response: {
          200: { description: "Station file", content: { "application/yaml": { schema: Type.String() } } },
          ...problemResponses,
        },
      },
    },
    async ({ params }, reply) =>
      reply.type("application/yaml; charset=utf-8").send(stations.get(params.station).file.text),
  );

  app.put(
    "/stations/:station",
    {
      config: { needs: "edit-station", station: "station" },
      schema: {
        operationId: "putStation",
        tags: ["stations"],
        description:
          "Puts a station file (YAML, hullwatch: station/1), checked as on the command line: one with faults is refused whole, every fault by line and column. The engine begins anew; the same text again changes nothing.",
        consumes: ["application/yaml"],
        params: ofStation,
        body: Type.String({ minLength: 1, maxLength: 1_000_000 }),
        response: { 200: stationView, 201: stationView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { station } = request.params;
      demandReal(station, "trainings make their stations themselves");
      const { run, isNew } = await stations.put(station, request.body, callerOf(request).displayName);
      return reply.code(isNew ? 201 : 200).send(viewOf(run, training));
    },
  );
}
