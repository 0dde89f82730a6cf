/** How much of the disk a sample takes, and how fast rows go in. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { openDuckArchive } from "../../packages/archive/src/duckdb/index.ts";
import type { Row } from "../../packages/core/src/world/index.ts";
import { printFigure } from "../figure.ts";
import { dayOfRows, sensors } from "./day.ts";

/** (rows) As many as the store gives the archive at once. */
const pieceRows = 20_000;

export async function room(directory: string): Promise<void> {
  const pieces: Row[][] = [...dayOfRows(pieceRows)];
  const rows = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const archive = await openDuckArchive(directory);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  for (const [i, piece] of pieces.entries()) {
    await archive.append("bench", [{ position: i + 1, station: "iss", rows: piece }]);
  }
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  const held = (await archive.parameters("iss")).reduce((sum, span) => sum + span.rows, 0);
  await archive.close();
  const bytes = statSync(join(directory, "archive.duckdb")).size;
  const day = `${sensors} sensors at 1 Hz for a day, ${rows.toLocaleString("en")} rows`;
  printFigure({ what: `${day}: on disk`, measured: bytes / held, unit: "bytes/sample", goal: ["at most", 5] });
  printFigure({ what: "taken into the archive", measured: rows / seconds, unit: "rows/s" });
  printFigure({ what: "event loop held up meanwhile, 99 %", measured: delay.percentile(99) / 1e6, unit: "ms" });
  printFigure({ what: "event loop held up meanwhile, longest", measured: delay.max / 1e6, unit: "ms" });
}
