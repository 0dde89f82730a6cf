/** How many rows one worker folds in a second, and two: the same fleet, the same rows, as fast as they can be had. */
import type { Row } from "../../packages/archive/src/index.ts";
import { second } from "../../packages/core/src/quantity/index.ts";
import type { Bus } from "../../packages/server/src/fleet/bus.ts";
import { follow } from "../../packages/server/src/fleet/follow.ts";
import { writeRows } from "../../packages/server/src/fleet/message.ts";
import { eventsStream, lastToken, partitionOf, rowsSubject, tokenOf } from "../../packages/server/src/fleet/names.ts";
import { readSaid, type SaidMessage } from "../../packages/server/src/fleet/said.ts";
import { printFigure } from "../figure.ts";
import { placed } from "./cores.ts";
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
  const [first, ...given] = messages(hours);
  const rows = stations * given.reduce((sum, one) => sum + one.length, 0);
  const where = placed("NATS and the sender on processors 0 and 1, each worker on one of its own");
  console.log(`  ${stations} stations, ${where}`);
  const rates: number[] = [];
  for (const workers of [[[2]], [[2], [3]]]) {
    const { seconds, sent, cpu, nats, own } = await drained(first, given, workers);
    rates.push(rows / seconds);
    const who = workers.length === 1 ? "1 worker folds" : `${workers.length} workers fold`;
    printFigure({ what: who, measured: rows / seconds, unit: "rows/s" });
    printFigure({ what: "which is ISS-sized stations at 0.1 Hz", measured: rows / seconds / 2.5, unit: "" });
    printFigure({ what: "of processors, for a row", measured: (1e6 * sum(cpu)) / rows, unit: "µs" });
    for (const [i, one] of cpu.entries()) {
      printFigure({ what: `worker ${i + 1} had of its processor`, measured: one / seconds, unit: "" });
    }
    printFigure({ what: "sent after", measured: sent / seconds, unit: "of the time" });
    printFigure({ what: "NATS had", measured: nats / seconds, unit: "" });
    printFigure({ what: "the sender had", measured: own / seconds, unit: "" });
  }
  printFigure({ what: "two workers : one", measured: rates[1] / rates[0], unit: "", goal: ["at least", 1.8] });
}

const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

/**
 * From the moment at which rows are sent, to workers that have shared the work and whose engines are begun, until every station has said
 * what its last rows show (s); and what everybody used of processors meanwhile (s).
 */
async function drained(first: readonly Row[], given: readonly (readonly Row[])[], workers: readonly number[][]) {
  const fleet = await benchFleet({ stations, threads: 1, workers, others: [0, 1] });
  const { bus } = fleet;
  const send = async (text: string) => {
    const sent = new Map<string, number>();
    for (const id of fleet.stations) {
      const { seq } = await bus.js.publish(rowsSubject(partitionOf(id, bus.partitions), tokenOf(id)), text);
      sent.set(id, seq);
    }
    return sent;
  };
  try {
    const begun = await send(writeRows(first, Date.now()));
    await told(bus, fleet.stations, ({ at }, id) => at >= begun.get(id)!);
    const texts = given.map((rows) => writeRows(rows, Date.now()));
    const used = () => [...fleet.workers, fleet.nats].map(({ cpu }) => cpu);
    const before = used();
    const own = process.cpuUsage();
    const start = performance.now();
    let last = new Map<string, number>();
    for (const text of texts) last = await send(text);
    const sent = (performance.now() - start) / 1000;
    await told(bus, fleet.stations, ({ at }, id) => at === last.get(id));
    const seconds = (performance.now() - start) / 1000;
    const after = used().map((one, i) => one - before[i]);
    const { user, system } = process.cpuUsage(own);
    return { seconds, sent, cpu: after.slice(0, -1), nats: after.at(-1)!, own: (user + system) / 1e6 };
  } finally {
    await fleet.end();
  }
}

/** Resolves once every station has said something of that kind. */
async function told(bus: Bus, ids: readonly string[], isIt: (said: SaidMessage, id: string) => boolean): Promise<void> {
  const missing = new Set(ids);
  const done = new AbortController();
  await follow(bus, {
    stream: eventsStream,
    subject: "hullwatch.events.>",
    after: 0,
    signal: done.signal,
    take(message) {
      const id = lastToken(message.subject);
      if (isIt(readSaid(message.string()), id)) missing.delete(id);
      if (missing.size === 0) done.abort();
      return undefined;
    },
    onFault: console.error,
  });
}
