/** A day of the ISS with 37 sensors at 1 Hz, simulated: `scenarios/quiet-month.yaml`, noise, steps, gaps and late rows included. */
import type { Sensor, Station } from "../../packages/core/src/station/index.ts";
import { type Row, simulate } from "../../packages/core/src/world/index.ts";
import { voyage } from "../iss.ts";

export const sensors = 37;
const seed = 1;

/** The station with 37 sensors: those it has, again, each in the next module that has none of its quantity. */
function withSensors(station: Station): Station {
  const all: Sensor[] = [...station.sensors];
  const models = station.sensors.filter((s) => s.quantity === "pressure" || s.quantity === "temperature");
  for (let k = 0; all.length < sensors; k++) {
    const model = models[k % models.length];
    const bare = station.modules.find((m) => !all.some((s) => s.module === m.id && s.quantity === model.quantity));
    if (bare === undefined) throw new Error(`no module of ${station.id} is left without ${model.quantity}`);
    all.push({ ...model, id: `${model.id}-${all.length}`, module: bare.id });
  }
  return { ...station, sensors: all };
}

/** Its rows, in pieces of about `size`, in the order in which they arrive. */
export function* dayOfRows(size: number, days = 1): Generator<Row[]> {
  const { scenario, station } = voyage(days, 1);
  let rows: Row[] = [];
  for (const row of simulate(scenario, withSensors(station), seed)) {
    rows.push(row);
    if (rows.length < size) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}
