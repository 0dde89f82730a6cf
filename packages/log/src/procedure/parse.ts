import { readDocument } from "@hullwatch/core/document";
import { checkProcedure } from "./check.ts";
import { parseExpression } from "./expression.ts";
import { type ProcedureFile, procedureSchema } from "./schema.ts";
import type { Branch, Condition, Procedure, Step } from "./types.ts";

/**
 * Reads a procedure (YAML, `hullwatch: procedure/1`), every default filled in. `file` is its name, for messages. Throws
 * `DocumentError` with every fault by line and column; never anything else. Its version is the SHA-256 of `text`.
 */
export function parseProcedure(text: string, file: string): Procedure {
  const { value } = readDocument(text, { file, schema: procedureSchema, header: "procedure/1", check: checkProcedure });
  const { id, title, about = null, sources = [], steps } = value;
  return { id, title, about, sources, steps: steps.map((step, i) => stepOf(step, steps[i - 1]?.id)) };
}

type StepFile = ProcedureFile["steps"][number];

/** Unless it says otherwise a step comes after the one that stands before it. */
function stepOf(step: StepFile, before: string | undefined): Step {
  const { id, text, who, when, confirm = 1, shows, advice = false, branches = [], sources = [] } = step;
  return {
    id,
    text,
    who,
    after: step.after ?? (before === undefined ? [] : [before]),
    when: conditionOf(when),
    confirm,
    shows: conditionOf(shows),
    advice,
    branches: branches.map(branchOf),
    sources,
  };
}

const branchOf = ({ to, when, text }: NonNullable<StepFile["branches"]>[number]): Branch => ({
  to,
  when: conditionOf(when),
  text: text ?? null,
});

const conditionOf = (text: string | undefined): Condition | null =>
  text === undefined ? null : { text, expression: parseExpression(text) };
