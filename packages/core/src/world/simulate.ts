/** From a scenario to a recording. */
import type { Station } from "../station/index.ts";
import { Run } from "./run.ts";
import type { Scenario } from "./scenario/index.ts";
import type { Row } from "./signal/index.ts";
import type { TruthEntry } from "./truth.ts";

/**
 * Rows of a simulated recording, in the order in which they arrive: a late row comes late. `seed` is an integer; the
 * same scenario, station and seed give the same rows. What really happens goes to `truth`, in order of time. Memory
 * does not grow with the length of the record, apart from rows held back by a loss of signal.
 */
export function* simulate(
  scenario: Scenario,
  station: Station,
  seed: number,
  truth: (entry: TruthEntry) => void = () => {},
): Generator<Row, void, undefined> {
  const run = new Run(scenario, station, seed, truth);
  for (let t: number = scenario.start; t < run.end; t = run.advance(t)) yield* run.take();
  run.finish();
  yield* run.take();
}
