/** A thousand ISS-sized stations at 0.1 Hz in one worker: how long after a sample was sent is the alarm that it raises in the stream. */
import { second } from "../../packages/core/src/quantity/index.ts";
import { follow } from "../../packages/server/src/fleet/follow.ts";
import { eventsStream } from "../../packages/server/src/fleet/names.ts";
import { readSaid } from "../../packages/server/src/fleet/said.ts";
import { sendRows } from "../../packages/server/src/fleet/send.ts";
import { printFigure } from "../figure.ts";
import { placed } from "./cores.ts";
import { benchFleet, moments } from "./fleet.ts";

/** (ms) Between two moments of a station. */
const period = 10_000;
/**
 * (moments) Of before: in its second minute a station's engine works out what its watch can promise, which takes 0.1 s of a processor
 * and comes once. Stations of a fleet do not begin in the same minute; these do, and are timed once all have come past it.
 */
const history = 30;

/**
 * (moments) When the pressure of a station begins to fall by 6 mmHg/min, for 20 s: as in `bench/server.ts`, at another time of the run
 * in each, so that no plan of a search has to be made for a hundred stations at once.
 */
const fallsAt = (of: number, stations: number, all: number) => 2 + ((all - 6) * of) / stations;

/** For `seconds`; every tenth station loses air for a while. */
export async function alarms(stations: number, seconds: number, threads: number): Promise<void> {
  const fleet = await benchFleet({ stations, threads, workers: [[1, 2, 3]], others: [0], isArchived: true });
  const { bus, sending } = fleet;
  try {
    const sent = new Map<number, number>();
    const promised = new Set<string>();
    const heard: { at: number; now: number; kinds: readonly string[] }[] = [];
    const done = new AbortController();
    const hearing = follow(bus, {
      stream: eventsStream,
      subject: "hullwatch.events.>",
      after: 0,
      signal: done.signal,
      take(message) {
        const { at, said } = readSaid(message.string());
        if (said.some(({ event }) => event.type === "watch")) promised.add(message.subject);
        const kinds = said.flatMap(({ event }) => (event.state === "raised" ? [String(event.kind)] : []));
        if (kinds.length > 0) heard.push({ at, now: performance.now(), kinds });
        return undefined;
      },
      onFault: console.error,
    });
    const all = [...moments(1 / 24)];
    const moment = all.slice(history, history + Math.ceil((seconds * 1000) / period));
    const past = all.slice(0, history).flatMap((rows, nth) => {
      const time = second(Date.now() / 1000 + ((nth - history) * period) / 1000);
      return rows.map((row) => ({ ...row, time }));
    });
    await Promise.all(fleet.stations.map((station) => sendRows(sending, station, past)));
    while (promised.size < stations) await new Promise((resolve) => setTimeout(resolve, 100));
    const used = () => [fleet.workers[0].cpu, fleet.nats.cpu, process.cpuUsage().user / 1e6];
    const before = used();
    const begin = Date.now() / 1000;
    const started = performance.now();
    const waiting: Promise<void>[] = [];
    const send = async (nth: number, of: number) => {
      const since = nth - Math.floor(fallsAt(of, stations, moment.length));
      const leaks = of % 10 === 0 ? Math.max(0, Math.min(2, since)) : 0;
      const time = second(begin + (nth * period + (of * period) / stations) / 1000);
      const rows = moment[nth].map(({ parameter, value }) => ({
        time,
        parameter,
        value: leaks > 0 && Number(value) > 600 ? String(Number(value) - leaks) : value,
      }));
      const now = performance.now();
      sent.set(await sendRows(sending, fleet.stations[of], rows), now);
    };
    for (let k = 0; k < moment.length * stations; k++) {
      const due = started + (k * period) / stations;
      const wait = due - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
      waiting.push(send(Math.floor(k / stations), k % stations));
    }
    await Promise.all(waiting);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const [worker, nats, own] = used().map((one, i) => (1000 * (one - before[i])) / (performance.now() - started));
    done.abort();
    await hearing;
    const live = heard.filter(({ at }) => sent.has(at));
    const kinds = Map.groupBy(
      live.flatMap(({ at, now, kinds: all }) => all.map((kind) => ({ kind, wait: now - sent.get(at)! }))),
      ({ kind }) => kind,
    );
    const where = placed("the worker on processors 1 to 3, all others on 0");
    console.log(`  ${stations} stations of 25 sensors at 0.1 Hz, ${seconds} s; ${where}`);
    console.log(`  the worker has ${threads} engine threads and fills the archive too`);
    for (const [kind, raised] of kinds) {
      const waits = raised.map(({ wait }) => wait);
      printFigure({ what: `${raised.length} ${kind}, median`, measured: quantile(waits, 0.5), unit: "ms" });
      printFigure({ what: `  99 %`, measured: quantile(waits, 0.99), unit: "ms" });
    }
    const waits = live.map(({ at, now }) => now - sent.get(at)!);
    printFigure({ what: "sample to alarm, median", measured: quantile(waits, 0.5), unit: "ms" });
    printFigure({
      what: "sample to alarm, 99 %",
      measured: quantile(waits, 0.99),
      unit: "ms",
      goal: ["at most", 1000],
    });
    printFigure({ what: "the slowest", measured: quantile(waits, 1), unit: "ms" });
    printFigure({ what: "memory of the worker", measured: fleet.workers[0].memory, unit: "MB" });
    printFigure({ what: "the worker had, of processors", measured: worker, unit: "" });
    printFigure({ what: "NATS had", measured: nats, unit: "" });
    printFigure({ what: "the sender had", measured: own, unit: "" });
  } finally {
    await fleet.end();
  }
}

const quantile = (waits: readonly number[], q: number) =>
  waits.toSorted((a, b) => a - b)[Math.min(waits.length - 1, Math.floor(waits.length * q))];
