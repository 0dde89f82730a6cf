import type { Draft, Faults, Path } from "@hullwatch/core/document";
import { choice, phrase, verbatim } from "@hullwatch/core/phrase";
import { ExpressionError, parseExpression } from "./expression.ts";
import type { ProcedureFile } from "./schema.ts";

/** Adds every breach of a rule that ties one part of a procedure to another, and every condition that is none. */
export function checkProcedure({ steps = [] }: Draft<ProcedureFile>, faults: Faults): void {
  const ids = steps.flatMap((step) => step?.id ?? []);
  const checkStep = (id: string | undefined, path: Path) => {
    if (id !== undefined && !ids.includes(id)) faults.add(path, choice(ids, id, phrase`the id of a step`));
  };
  steps.forEach((step, i) => {
    const path = ["steps", i];
    const first = steps.findIndex((other) => other?.id !== undefined && other.id === step?.id);
    if (first >= 0 && first < i)
      faults.add([...path, "id"], phrase`an id of its own: ${`steps[${first}]`} has this one`);
    step?.after?.forEach((id, j) => {
      // What comes after a step stands below it, so that nothing can wait for itself; going back is for branches.
      const above = steps.slice(0, i).flatMap((other) => other?.id ?? []);
      if (id !== undefined && !above.includes(id)) {
        faults.add([...path, "after", j], choice(above, id, phrase`the id of a step above this one`));
      }
    });
    step?.branches?.forEach((branch, j) => {
      checkStep(branch?.to, [...path, "branches", j, "to"]);
      checkCondition(branch?.when, [...path, "branches", j, "when"], faults);
    });
    checkCondition(step?.when, [...path, "when"], faults);
    checkCondition(step?.shows, [...path, "shows"], faults);
  });
}

function checkCondition(text: string | undefined, path: Path, faults: Faults): void {
  if (text === undefined) return;
  try {
    parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    faults.add(path, verbatim(error.expected), verbatim(error.found));
  }
}
