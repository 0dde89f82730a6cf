/** How many rows one worker folds in a second, and two: the same fleet, the same rows, waiting in the stream. */
import type { Row } from "../../packages/archive/src/index.ts";
import { second } from "../../packages/core/src/quantity/index.ts";
import { follow } from "../../packages/server/src/fleet/follow.ts";
import { writeRows } from "../../packages/server/src/fleet/message.ts";
import { eventsStream, lastToken, partitionOf, rowsSubject, tokenOf } from "../../packages/server/src/fleet/names.ts";
import { readSaid } from "../../packages/server/src/fleet/said.ts";
import { printFigure } from "../figure.ts";
import { benchFleet, moments } from "./fleet.ts";

const stations = 128;
/** (moments) Of a message: ten minutes. */
const together = 60;

/** `hours` of every station; at the end too much oxygen, whose alarm says that all before it has been folded, and costs no plan. */
function messages(hours: number): Row[][] {
  const all: Row[][] = [];
  let rows: Row[] = [];
  let nth = 0;
  let last: readonly Row[] = [];
  for (const moment of moments(hours / 24)) {
    rows.push(...moment);
    last = moment;
    if (++nth % together > 0) continue;
    all.push(rows);
    rows = [];
  }
  const rich = Array.from({ length: together }, (_, i) =>
    last.map(({ time, parameter, value }) => ({
      time: second(time + 10 * (i + 1)),
      parameter,
      value: oxygen.test(parameter) ? "260" : value,
    })),
  );
  return [...all, rich.flat()];
}

const oxygen = /-O2$/;

export async function scale(hours: number): Promise<void> {
  const given = messages(hours);
  const rows = stations * given.reduce((sum, one) => sum + one.length, 0);
  const rates: number[] = [];
  for (const workers of [1, 2]) {
    const { seconds, cpu } = await drained(given, workers);
    rates.push(rows / seconds);
    printFigure({
      what: `${workers} ${workers === 1 ? "worker folds" : "workers fold"}`,
      measured: rows / seconds,
      unit: "rows/s",
    });
    const atOnce = ((rows / seconds) * hours * 3600 * stations) / rows;
    printFigure({ what: "which is ISS-sized stations at 0.1 Hz", measured: atOnce, unit: "" });
    printFigure({ what: "of processors, for a row", measured: (1e6 * cpu) / rows, unit: "µs" });
    printFigure({ what: "cores used", measured: cpu / seconds, unit: "" });
  }
  printFigure({ what: "two workers : one", measured: rates[1] / rates[0], unit: "", goal: ["at least", 1.8] });
}

/** (s) From the workers' begin until every station has said what its last rows show, and what the workers used of processors. */
async function drained(given: readonly (readonly Row[])[], workers: number) {
  const last = new Map<string, number>();
  const fleet = await benchFleet(stations, workers, 1, async (bus, ids) => {
    for (const [i, rows] of given.entries()) {
      const text = writeRows(rows, Date.now());
      for (const id of ids) {
        const { seq } = await bus.js.publish(rowsSubject(partitionOf(id, bus.partitions), tokenOf(id)), text);
        if (i === given.length - 1) last.set(id, seq);
      }
    }
  });
  try {
    const start = performance.now();
    const done = new AbortController();
    await follow(fleet.bus, {
      stream: eventsStream,
      subject: "hullwatch.events.>",
      after: 0,
      signal: done.signal,
      take(message) {
        const station = lastToken(message.subject);
        if (readSaid(message.string()).at === last.get(station)) last.delete(station);
        if (last.size === 0) done.abort();
        return undefined;
      },
      onFault: console.error,
    });
    return { seconds: (performance.now() - start) / 1000, cpu: fleet.workers.reduce((sum, one) => sum + one.cpu, 0) };
  } finally {
    await fleet.end();
  }
}
