/**
 * Many stations on one machine: two workers beside one, a thousand stations in one worker, the archive in PostgreSQL beside a bare
 * COPY. `--part scale,alarms,archive`; `--hours`, `--stations`, `--seconds`: smaller or larger ones; `--threads`: engine threads of
 * the worker that is timed.
 */
import { parseArgs } from "node:util";
import { alarms } from "./fleet/alarm.ts";
import { archiveFigures } from "./fleet/archive.ts";
import { scale } from "./fleet/scale.ts";

const { values } = parseArgs({
  options: {
    part: { type: "string" },
    hours: { type: "string", default: "6" },
    stations: { type: "string", default: "1000" },
    seconds: { type: "string", default: "120" },
    threads: { type: "string", default: "3" },
  },
});

const parts: Readonly<Record<string, () => Promise<void>>> = {
  scale: () => scale(Number(values.hours)),
  alarms: () => alarms(Number(values.stations), Number(values.seconds), Number(values.threads)),
  archive: archiveFigures,
};
for (const part of values.part?.split(",") ?? Object.keys(parts)) await parts[part]();
process.exit(0);
