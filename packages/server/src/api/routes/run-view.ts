/** What is said of a run of a procedure. */
import { type Facts, type Procedure, type Run, viewRun } from "@hullwatch/log";
import { Type } from "typebox";
import { maybe, object } from "../schemas.ts";

const judgement = maybe(
  object({
    is: Type.String({ description: "yes, no or unknown" }),
    because: Type.String({ description: "What was found beside what was asked" }),
    facts: Type.Array(object({ fact: Type.String(), found: maybe(Type.String()), asked: Type.String() })),
  }),
);
const stepView = object({
  id: Type.String(),
  text: Type.Record(Type.String(), Type.String()),
  who: Type.Array(Type.String()),
  state: Type.String({ description: "waiting, ready, confirming, done, skipped or not-needed" }),
  waits_for: Type.Array(Type.String()),
  confirmed_by: Type.Array(
    object({ name: Type.String(), role: Type.String(), centre: Type.String(), time: Type.String() }),
  ),
  missing: Type.Integer({ description: "Confirmations" }),
  when: judgement,
  shows: judgement,
  branches: Type.Array(Type.String()),
  branch: maybe(Type.String()),
  suggested: maybe(Type.String({ description: "The branch that telemetry speaks for" })),
  advice: maybe(Type.Unknown({ description: "What the engine advises, where that belongs to the step" })),
});
export const runView = object({
  run: Type.String(),
  procedure: Type.String(),
  hash: Type.String(),
  title: Type.String(),
  titles: Type.Record(Type.String(), Type.String(), { description: "By language" }),
  incident: maybe(Type.String()),
  round: Type.Integer(),
  finished: Type.Boolean(),
  ended: maybe(Type.String({ description: "completed or stopped" })),
  steps: Type.Array(stepView),
  deviations: Type.Array(
    object({
      step: maybe(Type.String()),
      text: Type.String(),
      code: maybe(Type.String({ description: "What was noticed; null where it was declared in words" })),
      values: Type.Record(Type.String(), Type.String()),
      declared: Type.Boolean(),
      by: Type.String(),
      time: Type.String(),
    }),
  ),
});

/** A run as it stands: `facts` are what telemetry shows now, `advice` what the engine advises. */
export function runViewOf(procedure: Procedure, run: Run, facts: Facts, advice: unknown) {
  const view = viewRun(procedure, run, facts);
  return {
    run: run.id,
    procedure: run.procedure,
    hash: run.hash,
    title: run.title,
    titles: { ...procedure.title },
    incident: run.incident,
    round: view.round,
    finished: view.finished,
    ended: run.ended?.outcome ?? null,
    steps: view.steps.map(({ step, state, waitsFor, confirmations, missing, when, shows, branch, suggested }) => ({
      id: step.id,
      text: { ...step.text },
      who: [...step.who],
      state,
      waits_for: [...waitsFor],
      confirmed_by: confirmations.map(({ by, time }) => ({ name: by.name, role: by.role, centre: by.centre, time })),
      missing,
      when: when && { ...when, facts: [...when.facts] },
      shows: shows && { ...shows, facts: [...shows.facts] },
      branches: step.branches.map(({ to }) => to),
      branch,
      suggested: suggested?.to ?? null,
      advice: step.advice ? advice : null,
    })),
    deviations: view.deviations.map(({ step, text, objection, declared, mark }) => ({
      step,
      text,
      code: objection?.code ?? null,
      values: { ...objection?.values },
      declared,
      by: mark.by.name,
      time: mark.time,
    })),
  };
}
