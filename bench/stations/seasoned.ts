/** What an engine holds once it has learnt all that it keeps of a cabin. */
import { spawnSync } from "node:child_process";
import { createEngine, type Engine, restoreEngine } from "../../packages/core/src/engine/index.ts";
import { createReader } from "../../packages/feeds/src/csv/index.ts";
import { recordingOf, voyage } from "../iss.ts";

export interface Seasoned {
  /** (MB) Its saved state, and its memory beside others in one process. */
  readonly saved: number;
  readonly held: number;
}

/** (copies) */
const many = 20;

/** In a process of its own, in which nothing else is held. */
export function seasonedEngine(days: number): Seasoned {
  const args = ["--expose-gc", import.meta.filename, String(days)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Seasoned;
}

function measure(days: number): Seasoned {
  const each = voyage(days);
  const engine = createEngine(each.station);
  const reader = createReader(each.station, { file: "record.csv" });
  for (const { text } of recordingOf(each)) for (const input of reader.push(text)) engine.push(input);
  const text = engine.snapshot();
  const held: Engine[] = [];
  const memory = () => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = memory();
  for (let i = 0; i < many; i++) held.push(restoreEngine(each.station, text));
  const after = memory();
  return { saved: text.length / 1e6, held: (after - before) / held.length / 1e6 };
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(JSON.stringify(measure(Number(process.argv[2]))));
}
