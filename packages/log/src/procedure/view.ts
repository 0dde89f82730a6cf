import type { Author } from "../entry/index.ts";
import type { Run, RunMark } from "../state/index.ts";
import { agreedOf, Course, type Deviation, type Objection, type StepState } from "./course.ts";
import { evaluate, type Facts, type Judgement } from "./evaluate.ts";
import type { Branch, Condition, Procedure, Step } from "./types.ts";

export interface StepView {
  readonly step: Step;
  readonly state: StepState;
  /** Steps that have to be finished before it. */
  readonly waitsFor: readonly string[];
  /** Who has confirmed it in this round, and how many more have to say the same. */
  readonly confirmations: readonly RunMark[];
  readonly missing: number;
  /** Where it went on; null where it has not, or has no branches. */
  readonly branch: string | null;
  /** Of its conditions, by the facts that were given; null where it has none. */
  readonly when: Judgement | null;
  readonly shows: Judgement | null;
  /** The first branch whose condition holds, or that has none after others that do not. */
  readonly suggested: Branch | null;
}

export interface RunView {
  readonly procedure: Procedure;
  /** From 1; a branch back begins another. */
  readonly round: number;
  readonly steps: readonly StepView[];
  readonly deviations: readonly Deviation[];
  /** Nothing is left to be done. */
  readonly finished: boolean;
}

const judge = (condition: Condition | null, facts: Facts) =>
  condition === null ? null : evaluate(condition.expression, facts);

/** What has been done of a procedure in a run, and what is next, by what telemetry now shows. Same marks, same view. */
export function viewRun(procedure: Procedure, { marks }: Pick<Run, "marks">, facts: Facts = new Map()): RunView {
  const course = new Course(procedure);
  for (const mark of marks) course.take(mark);
  const steps = procedure.steps.map((step): StepView => {
    const { confirmations, branch } = course.progressOf(step);
    const state = course.stateOf(step);
    return {
      step,
      state,
      waitsFor: course.waitsFor(step),
      confirmations,
      missing: state === "skipped" ? 0 : Math.max(0, step.confirm - agreedOf(step, confirmations).people),
      branch,
      when: judge(step.when, facts),
      shows: judge(step.shows, facts),
      suggested: suggestedOf(step, facts),
    };
  });
  const finished = steps.every(({ state }) => state === "done" || state === "skipped" || state === "not-needed");
  return { procedure, round: course.round, steps, deviations: course.deviations, finished };
}

/** One whose condition is not known keeps those after it from being suggested. */
function suggestedOf({ branches }: Step, facts: Facts): Branch | null {
  const next = branches.find(({ when }) => judge(when, facts)?.is !== "no");
  return next === undefined || judge(next.when, facts)?.is === "unknown" ? null : next;
}

/** What somebody is about to confirm. */
export interface Attempt {
  readonly step: string;
  readonly by: Author;
  /** Where it is to go on, of a step that branches. */
  readonly branch?: string;
}

/**
 * Why it would be a deviation to confirm a step now: one sentence a reason; none where it would not. Who does it all the
 * same should be asked for the reason, and that be logged.
 */
export function objectionsTo(
  procedure: Procedure,
  { marks }: Pick<Run, "marks">,
  { step: id, by, branch }: Attempt,
  facts: Facts,
): Objection[] {
  const step = procedure.steps.find((one) => one.id === id);
  const shows = judge(step?.shows ?? null, facts);
  const mark: RunMark = {
    ...{ entry: "", time: "", by, corrected: false, step: id, done: true, skip: false, text: null },
    branch: branch ?? null,
    shown: shows?.is ?? null,
  };
  const known = viewRun(procedure, { marks }).deviations.length;
  const reasons = viewRun(procedure, { marks: [...marks, mark] })
    .deviations.slice(known)
    .flatMap(({ objection }) => objection ?? []);
  const because = (code: Objection["code"], lead: string, asked: Condition, judgement: Judgement) =>
    reasons.push({
      code,
      values: { asked: asked.text, found: judgement.facts.map(({ found }) => found ?? "?").join(", ") },
      text: `${lead} ${asked.text}: ${judgement.because}`,
    });
  const when = judge(step?.when ?? null, facts);
  if (step?.when && when?.is === "no") because("when-not", "it is to be done when", step.when, when);
  if (step?.when && when?.is === "unknown") because("when-unknown", "it is not known whether", step.when, when);
  if (step?.shows && shows?.is === "unknown")
    because("shows-unknown", "telemetry does not say whether", step.shows, shows);
  return reasons;
}
