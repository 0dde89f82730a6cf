/**
 * Many stations on one machine: two workers beside one, a thousand stations in one worker, the archive in PostgreSQL beside a bare
 * COPY. `--hours`, `--stations`, `--seconds`: smaller or larger ones.
 */
import { parseArgs } from "node:util";
import { alarms } from "./fleet/alarm.ts";
import { archiveFigures } from "./fleet/archive.ts";
import { scale } from "./fleet/scale.ts";

const { values } = parseArgs({
  options: {
    hours: { type: "string", default: "6" },
    stations: { type: "string", default: "1000" },
    seconds: { type: "string", default: "120" },
  },
});

await scale(Number(values.hours));
await alarms(Number(values.stations), Number(values.seconds));
await archiveFigures();
