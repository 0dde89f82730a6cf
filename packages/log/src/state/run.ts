import { markOf, type Said } from "./said.ts";
import type { Run, RunMark } from "./types.ts";

/** A procedure as it is being run; null where it was not started. */
export function runOf(entries: readonly Said[]): Run | null {
  const [started, ...doubles] = entries.filter((said) => said.kind === "procedure-started");
  if (started === undefined) return null;
  const ended = entries.findLast((said) => said.kind === "procedure-ended");
  const { station, incident } = started.original;
  const { run, procedure, hash, title } = started.body;
  return {
    ...markOf(started),
    id: run,
    station,
    incident,
    procedure,
    hash,
    title,
    marks: entries.flatMap(runMark),
    doubles: doubles.map(markOf),
    ended:
      ended === undefined ? null : { ...markOf(ended), outcome: ended.body.outcome, text: ended.body.text ?? null },
  };
}

function runMark(said: Said): RunMark[] {
  if (said.kind === "step-done") {
    const { step, branch = null, shown = null, comment = null } = said.body;
    return [{ ...markOf(said), step, done: true, branch, shown, skip: false, text: comment }];
  }
  if (said.kind !== "deviation") return [];
  const { step = null, skip = false, text } = said.body;
  return [{ ...markOf(said), step, done: false, branch: null, shown: null, skip, text }];
}
