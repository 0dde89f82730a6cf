/** A picture of a month of a 1 Hz sensor as a console gets it: over HTTP, from a server that is begun on such an archive. */
import { join } from "node:path";
import { openDuckArchive } from "../../packages/archive/src/duckdb/index.ts";
import { cabinFile, noLimits } from "../../packages/cli/src/testing-killed.ts";
import { people, serve } from "../../packages/cli/src/testing-serve.ts";
import { second } from "../../packages/core/src/quantity/index.ts";
import { median, printFigure } from "../figure.ts";

const [days, day, rounds] = [30, 86_400, 21];

/** A reading that rounds to 0.01 mmHg, with noise. */
const reading = (t: number) =>
  (750 + 0.2 * Math.sin(t / 5000) + 0.05 * Math.sin(12.9898 * t) * Math.cos(78.233 * t)).toFixed(2);

export async function monthOverHttp(folder: string, after: (end: unknown) => void): Promise<void> {
  const archive = await openDuckArchive(join(folder, "data", "telemetry", "archive"));
  const start = Math.floor(Date.now() / 1000) - days * day;
  for (let d = 0; d < days; d++) {
    const rows = Array.from({ length: day }, (_, s) => {
      const t = d * day + s;
      return { time: second(start + t), parameter: "P1", value: reading(t) };
    });
    await archive.append("bench", [{ position: d + 1, station: "cabin", rows }]);
  }
  await archive.close();
  const server = await serve({ after }, folder, noLimits);
  const { root } = await people(server.address, server.code!, {});
  await root.ask(server.address, "PUT", "/stations/cabin", cabinFile, "application/yaml");
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const begun = performance.now();
    const { status, body } = await root.ask(server.address, "GET", "/stations/cabin/history/P1?points=2000");
    times.push(performance.now() - begun);
    if (status !== 200 || body.buckets.length < 500) throw new Error(`${status}: ${body.buckets?.length} buckets`);
  }
  const what = `${days} days of a 1 Hz sensor over HTTP, min and max, 2,000 points`;
  printFigure({ what, measured: median(times), unit: "ms", goal: ["at most", 100] });
  printFigure({ what: `the slowest of ${rounds}`, measured: Math.max(...times), unit: "ms" });
  await server.stop();
}
