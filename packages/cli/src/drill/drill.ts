/** A scenario from its start to the end of the search, played by a crew that follows the advice. */
import { createEngine, type HullwatchEvent } from "@hullwatch/core/engine";
import { type Second, second } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import { type Order, type Row, rowWriter, type Scenario, startDrill } from "@hullwatch/core/world";
import { createReader } from "@hullwatch/feeds/csv";
import { act, type Ending, startCrew } from "./crew.ts";

/** (s) Between two looks of the crew at what it is told. */
const step = 10;

export interface DrillResult {
  /** When the first hole opened. */
  readonly opened: Second;
  /** When the leak was told of, and when the search for it was over; null where it was not. */
  readonly raised: Second | null;
  readonly ending: Ending | null;
  /** When the verdict first was what the search ended in; null where there was none. */
  readonly named: Second | null;
  readonly closures: number;
}

const answers = ["hatch", "crew", "gauge", "supply", "row"];

/**
 * What people did in answer to the leak is left out of a scenario, and what they did to the hole: this crew acts instead. What
 * they saw and heard stays.
 */
const unanswered = (scenario: Scenario): Scenario => ({
  ...scenario,
  leaks: scenario.leaks.map((leak) => ({ ...leak, patches: [] })),
  happenings: scenario.happenings.filter(
    (h) => !answers.includes(h.kind) || (h.kind === "row" && h.parameter.startsWith("search:")),
  ),
});

/** What is told of a drill as it goes on. */
export type Said = { readonly event: HullwatchEvent } | { readonly order: Order };

/** Plays `scenario` without its answers; `seed` is an integer. `watch` is told of every event and every order, as it comes. */
export function playDrill(
  scenario: Scenario,
  station: Station,
  seed: number,
  watch: (said: Said) => void = () => {},
): DrillResult {
  const drill = startDrill(unanswered(scenario), station, seed);
  const feed = engineOf(station, scenario.id);
  const crew = startCrew(station);
  const log: Log = { raised: null, verdict: null };
  while (!drill.over && crew.ending === null) {
    for (const event of feed(drill.playTo(second(drill.time + step)))) {
      note(log, event);
      if (event.type === "advice") crew.advice = event;
      watch({ event });
    }
    if (drill.over) break;
    for (const order of act(crew, drill.time)) {
      drill.order(order);
      watch({ order });
    }
  }
  const opened = second(Math.min(...scenario.leaks.map(({ from }) => from)));
  const { ending, closures } = crew;
  const { raised, verdict } = log;
  const named = verdict !== null && verdict.modules === ending?.modules.join() ? verdict.time : null;
  return { opened, raised, named, ending, closures };
}

/** When the leak was told of, and since when the verdict on its place has been what it is. */
interface Log {
  raised: Second | null;
  verdict: { readonly time: Second; readonly modules: string } | null;
}

function note(log: Log, event: HullwatchEvent): void {
  if (event.type === "alarm" && event.kind === "leak") log.raised ??= event.time;
  if (event.type !== "location") return;
  const modules = event.modules.join();
  if (modules !== log.verdict?.modules) log.verdict = { time: event.time, modules };
}

/** An engine that is fed with rows as they are written in a recording. */
function engineOf(station: Station, file: string): (rows: readonly Row[]) => HullwatchEvent[] {
  const engine = createEngine(station);
  const reader = createReader(station, { file });
  const write = rowWriter();
  reader.push("time,parameter,value\n");
  return (rows) => {
    const text = rows.map((row) => `${write(row)}\n`).join("");
    return reader.push(text).flatMap((input) => [...engine.push(input)]);
  };
}
