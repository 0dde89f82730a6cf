import type { RunMark } from "../state/index.ts";
import type { Procedure, Step } from "./types.ts";

/** How far a step is. `not-needed`: the way that was taken does not lead to it. */
export type StepState = "waiting" | "ready" | "confirming" | "done" | "skipped" | "not-needed";

/** Why something is not as the procedure says; each has a text in every language of the console. */
export const objectionCodes = [
  "no-step",
  "finished",
  "before-turn",
  "other-way",
  "not-shown",
  "role",
  "twice",
  "branch",
  "when-not",
  "when-unknown",
  "shows-unknown",
] as const;

/** A reason, in a sentence and as a code with what is put into it. */
export interface Objection {
  readonly code: (typeof objectionCodes)[number];
  readonly values: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Something that was not done as the procedure says; `declared` where somebody has said so, else it was noticed. */
export interface Deviation {
  readonly step: string | null;
  readonly text: string;
  /** What was noticed; null where somebody has declared it in their own words. */
  readonly objection: Objection | null;
  readonly declared: boolean;
  readonly mark: RunMark;
}

/** What has been said of a step in this round. */
interface Progress {
  confirmations: RunMark[];
  branch: string | null;
  finished: "done" | "skipped" | null;
}

const fresh = (): Progress => ({ confirmations: [], branch: null, finished: null });
const person = ({ by }: RunMark) => `${by.centre} ${by.id}`;

/** A run on its way through its marks. A branch back to an earlier step begins a new round from there. */
export class Course {
  readonly deviations: Deviation[] = [];
  round = 1;
  readonly #procedure: Procedure;
  readonly #progress: Map<string, Progress>;
  /** The step to which a branch back has led last, and its place in the file. */
  #entered: { readonly id: string; readonly place: number } | undefined;

  constructor(procedure: Procedure) {
    this.#procedure = procedure;
    this.#progress = new Map(procedure.steps.map(({ id }) => [id, fresh()]));
  }

  take(mark: RunMark): void {
    const step = this.#procedure.steps.find(({ id }) => id === mark.step);
    if (!mark.done) {
      this.deviations.push({ step: mark.step, text: mark.text ?? "", objection: null, declared: true, mark });
      if (mark.skip && step !== undefined) this.#of(step).finished ??= "skipped";
    } else if (step === undefined)
      this.#notice(mark, objection("no-step", `the procedure has no step ${mark.step}`, { step: String(mark.step) }));
    else this.#confirm(step, mark);
  }

  progressOf = (step: Step): Readonly<Progress> => this.#of(step);

  stateOf = ({ id }: Step): StepState => this.#states().get(id) as StepState;

  /** Steps that have to be finished before this one. */
  waitsFor(step: Step): string[] {
    if (this.stateOf(step) !== "waiting") return [];
    const pending = this.#before(step).filter((before) => this.#edge(before, step, this.#states()) === "pending");
    return pending.map(({ id }) => id);
  }

  #of = ({ id }: Step): Progress => this.#progress.get(id) as Progress;

  #confirm(step: Step, mark: RunMark): void {
    const progress = this.#of(step);
    for (const oddity of this.#oddities(step, mark)) this.#notice(mark, oddity);
    if (progress.finished !== null || refusalOf(step, mark, progress.confirmations) !== null) return;
    progress.confirmations.push(mark);
    const agreed = agreedOf(step, progress.confirmations);
    if (agreed.people < step.confirm) return;
    progress.finished = "done";
    progress.branch = agreed.branch;
    const index = (id: string | null) => this.#procedure.steps.findIndex((one) => one.id === id);
    if (agreed.branch !== null && index(agreed.branch) <= index(step.id)) this.#goBack(agreed.branch);
  }

  /** What of a confirmation is not as the procedure wants it. */
  #oddities(step: Step, mark: RunMark): Objection[] {
    const { finished, confirmations } = this.#of(step);
    if (finished !== null) return [objection("finished", "it was finished already")];
    const state = this.stateOf(step);
    const oddities: Objection[] = [];
    if (state === "waiting") {
      const steps = this.waitsFor(step).join(", ");
      oddities.push(objection("before-turn", `done before its turn: ${steps} not finished`, { steps }));
    }
    if (state === "not-needed")
      oddities.push(objection("other-way", "done although the way that was taken does not lead to it"));
    if (mark.shown === "no") {
      const asked = step.shows?.text ?? "what it should";
      oddities.push(objection("not-shown", `telemetry did not show ${asked}`, { asked }));
    }
    const refusal = refusalOf(step, mark, confirmations);
    return refusal === null ? oddities : [...oddities, refusal];
  }

  #goBack(to: string): void {
    const { steps } = this.#procedure;
    this.round++;
    const place = steps.findIndex(({ id }) => id === to);
    for (const { id } of steps.slice(place)) this.#progress.set(id, fresh());
    this.#entered = { id: to, place };
  }

  #notice(mark: RunMark, objection: Objection): void {
    this.deviations.push({ step: mark.step, text: objection.text, objection, declared: false, mark });
  }

  /** Every step's state. Ways lead forward in the file, so that one pass is enough; a way back is in `#entered`. */
  #states(): ReadonlyMap<string, StepState> {
    const states = new Map<string, StepState>();
    for (const step of this.#procedure.steps) {
      const { finished, confirmations } = this.#of(step);
      states.set(step.id, finished ?? (confirmations.length > 0 ? "confirming" : this.#wayTo(step, states)));
    }
    return states;
  }

  /** Steps that lead to this one: those that it names, and those above it that branch to it. */
  #before(step: Step): Step[] {
    const { steps } = this.#procedure;
    return steps
      .slice(0, steps.indexOf(step))
      .filter(({ id, branches }) => step.after.includes(id) || branches.some(({ to }) => to === step.id));
  }

  /** Whether a step may be begun. One branch that was taken is enough; of steps that it names all must be finished. */
  #wayTo(step: Step, states: ReadonlyMap<string, StepState>): "ready" | "waiting" | "not-needed" {
    const edges = this.#before(step).map((from) => ({ from, edge: this.#edge(from, step, states) }));
    if (this.#entered?.id === step.id || edges.length === 0) return "ready";
    if (edges.every(({ edge }) => edge === "dead")) return "not-needed";
    const isTaken = (branched: boolean) =>
      edges.some(({ from, edge }) => edge === "taken" && from.branches.length > 0 === branched);
    if (isTaken(true)) return "ready";
    return isTaken(false) && edges.every(({ edge }) => edge !== "pending") ? "ready" : "waiting";
  }

  /** Whether the way from one step to another was taken. A step that branches leads to the branch that was chosen alone. */
  #edge(from: Step, to: Step, states: ReadonlyMap<string, StepState>): "taken" | "dead" | "pending" {
    const state = states.get(from.id);
    // Who skips a step that branches does not say where it goes on: every way is open.
    if (state === "skipped" || (state === "done" && from.branches.length === 0)) return "taken";
    if (state === "done") return this.#of(from).branch === to.id && !this.#isPassed(from, to) ? "taken" : "dead";
    return state === "not-needed" ? "dead" : "pending";
  }

  /** A branch from above the step that was gone back to, to one below it: the new round goes by that step instead. */
  #isPassed(from: Step, to: Step): boolean {
    const { steps } = this.#procedure;
    const place = this.#entered?.place ?? -1;
    return steps.indexOf(from) < place && steps.indexOf(to) > place;
  }
}

const objection = (code: Objection["code"], text: string, values: Objection["values"] = {}): Objection => ({
  code,
  values,
  text,
});

/** Why a confirmation does not count; null where it does. */
function refusalOf(step: Step, mark: RunMark, before: readonly RunMark[]): Objection | null {
  const { role } = mark.by;
  if (!step.who.includes(role)) {
    const text = `confirmed by ${role}, asked for ${step.who.join(" or ")}`;
    return objection("role", text, { role, asked: step.who.join() });
  }
  if (before.some((one) => person(one) === person(mark) && one.branch === mark.branch)) {
    return objection("twice", "confirmed twice by the same person");
  }
  if (step.branches.length === 0 || step.branches.some(({ to }) => to === mark.branch)) return null;
  const asked = step.branches.map(({ to }) => to).join(" or ");
  return objection("branch", `it goes on to ${mark.branch ?? "nothing"}, asked for ${asked}`, { asked });
}

/** Where most of those who have confirmed a step say that it goes on (null where there is no choice), and how many they are. */
export function agreedOf(step: Step, confirmations: readonly RunMark[]): { branch: string | null; people: number } {
  const last = new Map(confirmations.map((mark) => [person(mark), step.branches.length === 0 ? null : mark.branch]));
  const said = [...last.values()];
  const counts = said.map((branch) => ({ branch, people: said.filter((other) => other === branch).length }));
  return counts.toSorted((a, b) => b.people - a.people)[0] ?? { branch: null, people: 0 };
}
