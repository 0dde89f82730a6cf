/** One check, simulated, and judged by the engine: until it is decided; and broken off halfway, for what it then says is needed. */
import {
  type CheckEvent,
  createEngine,
  type HullwatchEvent,
  type Input,
} from "../../packages/core/src/engine/index.ts";
import { kilogramPerSecond, second } from "../../packages/core/src/quantity/index.ts";
import { parseScenario, rowWriter, simulate } from "../../packages/core/src/world/index.ts";
import { createReader } from "../../packages/feeds/src/csv/index.ts";
import { draw } from "./draw.ts";

export interface Trial {
  readonly group: string;
  /** What leaks, over the limit. */
  readonly leaks: number;
  readonly verdict: CheckEvent["verdict"];
  /** (s) Until the verdict; NaN where there was none. */
  readonly took: number;
  /** (s) As planned: on average, by then 9 in 10, and of a test of fixed length. */
  readonly expected: number;
  readonly proven: number;
  readonly fixed: number;
  /** (s) Ended halfway: what had passed, and what it said was still needed; NaN where it was decided by then. */
  readonly half: number;
  readonly needed: number;
  /** The true flow lies within the interval told with the verdict. */
  readonly covered: boolean;
  /** The true flow is below the bound told with the verdict. */
  readonly bounded: boolean;
}

export function runTrial(seed: number): Trial {
  const { station, scenario, residual, leaks, plan, from, group } = draw(seed);
  const write = rowWriter();
  const reader = createReader(station, { file: "check", onReject: () => {} });
  const rows = ["time,parameter,value"];
  const parsed = parseScenario(scenario, "check.yaml", station);
  for (const row of simulate(parsed, station, seed)) rows.push(write(row));
  const inputs = [...reader.push(`${rows.join("\n")}\n`), ...reader.end()];
  const start = parsed.start + from;
  const options = { tightBelow: kilogramPerSecond(residual) };

  const engine = createEngine(station, options);
  const decided = firstOf(inputs, (input) => engine.push(input));
  const truth = leaks * residual;
  const expected = plan.expected ?? Number.NaN;
  const half = Math.round(expected / 120) * 60;
  return {
    group,
    leaks,
    verdict: decided?.verdict ?? "undecided",
    took: decided === null ? Number.NaN : decided.time - start,
    expected,
    proven: plan.proven ?? Number.NaN,
    fixed: plan.fixed ?? Number.NaN,
    half,
    needed: endedAt(inputs, second(start + half)),
    covered: decided?.rate != null && decided.rate.low <= truth && truth <= decided.rate.high,
    bounded: decided?.upper95 != null && truth <= decided.upper95,
  };

  function endedAt(all: readonly Input[], time: ReturnType<typeof second>): number {
    const other = createEngine(station, options);
    const cut = [...all.filter((i) => i.time < time), { type: "check", time, module: "part", state: "end" } as const];
    firstOf(cut, (input) => other.push(input), true);
    const last = other.finish().find((e): e is CheckEvent => e.type === "check");
    return last?.verdict === "undecided" && last.needed !== null ? last.needed : Number.NaN;
  }
}

/** The first check event; with `all` every input is taken, whatever is said. */
function firstOf(
  inputs: readonly Input[],
  push: (input: Input) => readonly HullwatchEvent[],
  all = false,
): CheckEvent | null {
  let first: CheckEvent | null = null;
  for (const input of inputs) {
    const said = push(input).find((e): e is CheckEvent => e.type === "check" && (e.verdict !== "undecided" || !e.runs));
    first ??= said ?? null;
    if (first !== null && !all) break;
  }
  return first;
}
