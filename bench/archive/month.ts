/** How long a picture of a month takes, and what else is asked of an archive. */
import { openDuckArchive } from "../../packages/archive/src/duckdb/index.ts";
import type { Second } from "../../packages/core/src/quantity/index.ts";
import type { Row } from "../../packages/core/src/world/index.ts";
import { median, printFigure } from "../figure.ts";
import { dayOfRows, sensors } from "./day.ts";

const day = 86_400;
const sensor = "LAB-P";
const rounds = 21;

/** The simulated day again and again, as many days as are asked for: all sensors, as a station's archive has them. */
export async function month(directory: string, days: number): Promise<void> {
  const archive = await openDuckArchive(directory);
  const once = [...dayOfRows(100_000)];
  let position = 0;
  for (let d = 0; d < days; d++) {
    const later = ({ time, parameter, value }: Row): Row => ({ time: (time + d * day) as Second, parameter, value });
    for (const rows of once) {
      await archive.append("bench", [{ position: ++position, station: "iss", rows: d === 0 ? rows : rows.map(later) }]);
    }
  }
  const spans = await archive.parameters("iss");
  const found = spans.find(({ parameter }) => parameter === sensor) ?? spans[0];
  const { parameter, first, last } = found;
  const asked = (from: number) => archive.minmax({ station: "iss", parameter, from: from as Second, to: last }, 2000);
  const rows = `${found.rows.toLocaleString("en")} samples of ${parameter} among ${sensors} sensors`;
  const time = async (act: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const start = performance.now();
      await act();
      times.push(performance.now() - start);
    }
    return times;
  };
  console.log(`  ${days} days, ${rows}`);
  const whole = await time(() => asked(first));
  printFigure({ what: "all, min and max, 2,000 points", measured: median(whole), unit: "ms", goal: ["at most", 100] });
  printFigure({ what: `the slowest of ${rounds}`, measured: Math.max(...whole), unit: "ms" });
  printFigure({ what: "the last 6 days", measured: median(await time(() => asked(last - 6 * day))), unit: "ms" });
  printFigure({ what: "the last day", measured: median(await time(() => asked(last - day))), unit: "ms" });
  printFigure({ what: "latest values of all", measured: median(await time(() => archive.latest("iss"))), unit: "ms" });
  const start = performance.now();
  let bytes = 0;
  const selection = { station: "iss", from: (last - day) as Second };
  for await (const piece of archive.export(selection, "csv")) bytes += piece.length;
  const seconds = (performance.now() - start) / 1000;
  printFigure({ what: "export of the last day as CSV", measured: bytes / 1e6 / seconds, unit: "MB/s" });
  const parquet = performance.now();
  for await (const piece of archive.export(selection, "parquet")) bytes += piece.length;
  printFigure({ what: "export of the last day as Parquet", measured: (performance.now() - parquet) / 1000, unit: "s" });
  await archive.close();
}
