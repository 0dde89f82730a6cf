import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openDuckArchive } from "../../packages/archive/src/duckdb/index.ts";
import { createEngine, type Input, toWire } from "../../packages/core/src/engine/index.ts";
import { second } from "../../packages/core/src/quantity/index.ts";
import { parseStation } from "../../packages/core/src/station/index.ts";
import { parseScenario, type Row, rowWriter, simulate } from "../../packages/core/src/world/index.ts";
import { createReader } from "../../packages/feeds/src/csv/index.ts";
import { root, stationFile } from "../iss.ts";

const scenarioFile = join(root, "scenarios/soyuz-ms-09.yaml");
const station = parseStation(readFileSync(stationFile, "utf8"), stationFile);
/** (s) Long enough for the alarm, estimates and the first closures. */
const duration = 12 * 3600;

function read(recording: string): Input[] {
  const onReject = ({ line, found }: { line: number; found: string }) => assert.fail(`line ${line}: ${found}`);
  const reader = createReader(station, { file: "r.csv", onReject });
  return [...reader.push(recording), ...reader.end()];
}

function saidOf(inputs: readonly Input[]): string[] {
  const engine = createEngine(station);
  return [...inputs.flatMap((input) => engine.push(input)), ...engine.finish()].map((e) => JSON.stringify(toWire(e)));
}

/** As it would come over a bad line: rows up to 100 s late, every fiftieth twice. */
const jumbled = (rows: readonly Row[]): Row[] =>
  rows
    .flatMap((row, i) => (i % 50 === 0 ? [row, row] : [row]))
    .map((row, i) => ({ row, arrival: row.time + ((i * 7919) % 100) }))
    .sort((a, b) => a.arrival - b.arrival)
    .map(({ row }) => row);

test("the night of MS-09, taken in late and doubled, is exported as the night itself: the engine says the same", async (t) => {
  const directory = mkdtempSync(join(tmpdir(), "hullwatch-replay-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const scenario = parseScenario(readFileSync(scenarioFile, "utf8"), scenarioFile, station);
  const rows = [...simulate({ ...scenario, duration: second(duration) }, station, 1)];
  const came = jumbled(rows);
  const archive = await openDuckArchive(directory, { sortAt: 20_000 });
  for (let i = 0; i < came.length; i += 5000) {
    await archive.append("j", [{ position: i + 1, station: "iss", rows: came.slice(i, i + 5000) }]);
  }
  let text = "";
  for await (const piece of archive.export({ station: "iss" }, "csv")) text += Buffer.from(piece).toString("utf8");
  await archive.close();
  const night = read(["time,parameter,value", ...rows.map(rowWriter()), ""].join("\n"));
  const again = read(text);
  const key = (input: Input) => JSON.stringify(input);
  assert.deepEqual(again.map(key).sort(), night.map(key).sort());
  const said = saidOf(night);
  assert.ok(said.some((event) => event.includes('"kind":"leak"')));
  assert.deepEqual(saidOf(again), said);
});
