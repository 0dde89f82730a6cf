/** What is known before a search is planned, which may take a second of a processor: nobody has to wait for that with an alarm. */
import type { HullwatchEvent } from "./event.ts";

/** Is given, before anything that takes long, the first of the events that follow from one input: none yet, or more than before. */
export type Soon = (known: readonly HullwatchEvent[]) => void;

/** The same for whoever knows only what comes after `events`. */
export const after = (events: readonly HullwatchEvent[], soon: Soon | undefined): Soon | undefined =>
  soon === undefined || events.length === 0 ? soon : (known) => soon([...events, ...known]);
