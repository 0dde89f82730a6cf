/** Many stations, many small batches: one journal for all, and for comparison one each. */
import { join } from "node:path";
import { openJournal } from "../../packages/archive/src/journal/index.ts";
import { second } from "../../packages/core/src/quantity/index.ts";
import { printFigure } from "../figure.ts";
import { sensors } from "./day.ts";

const stations = 100;
const seconds = 10;

const batchOf = (station: number, at: number) => ({
  station: `station-${station}`,
  rows: Array.from({ length: sensors }, (_, i) => ({
    time: second(1_535_600_000 + at),
    parameter: `SENSOR-${i}`,
    value: (745 + i / 100).toFixed(2),
  })),
});

/** One batch a second from each station, at moments spread over the second, as feeds send; then as fast as it goes. */
export async function traffic(directory: string): Promise<void> {
  // What comes first would be timed while Node still compiles.
  const warm = await openJournal(join(directory, "warm"));
  for (let at = 0; at < 1000; at++) await warm.append(batchOf(0, at));
  await warm.close();
  for (const journals of [1, stations]) {
    const opened = await Promise.all(
      Array.from({ length: journals }, (_, i) => openJournal(join(directory, `${journals}-${i}`))),
    );
    const waits: number[] = [];
    const send = async (station: number, at: number) => {
      const start = performance.now();
      await opened[station % journals].append(batchOf(station, at));
      waits.push(performance.now() - start);
    };
    await paced(send);
    waits.sort((a, b) => a - b);
    const kind = journals === 1 ? "one journal for all" : `${journals} journals`;
    const what = `${kind}, ${stations} batches/s of ${sensors} rows: acknowledged`;
    printFigure({ what: `${what}, median`, measured: waits[waits.length >> 1], unit: "ms" });
    printFigure({ what: `${what}, 99 %`, measured: waits[Math.floor(waits.length * 0.99)], unit: "ms" });
    const start = performance.now();
    const flood = async (station: number) => {
      for (let at = 0; at < 50; at++) await send(station, at);
    };
    await Promise.all(Array.from({ length: stations }, (_, station) => flood(station)));
    const rate = (50 * stations * sensors) / ((performance.now() - start) / 1000);
    printFigure({ what: `${kind}, as fast as it goes`, measured: rate, unit: "rows/s" });
    await Promise.all(opened.map((journal) => journal.close()));
  }
}

async function paced(send: (station: number, at: number) => Promise<void>): Promise<void> {
  const sent: Promise<void>[] = [];
  const start = performance.now();
  for (let k = 0; k < stations * seconds; ) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    while (k < stations * seconds && k * (1000 / stations) <= performance.now() - start) {
      sent.push(send(k % stations, Math.floor(k / stations)));
      k++;
    }
  }
  await Promise.all(sent);
}
