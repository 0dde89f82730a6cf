import { asks } from "@hullwatch/core/document";
import { phrase } from "@hullwatch/core/phrase";
import * as v from "valibot";

/** A procedure as it is written. `readDocument` adds the `hullwatch: procedure/1` line. */

const opt = v.exactOptional;
const text = v.pipe(v.string(), v.minLength(1), asks(phrase`text`));
const id = v.pipe(
  v.string(),
  v.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u),
  asks(phrase`an id (letters, digits, - and _)`),
);
const stepId = v.pipe(v.string(), asks(phrase`the id of a step`));
const condition = v.pipe(v.string(), v.minLength(1), asks(phrase`a condition: reserve < 30min`));

/** English, and Russian where it is there. */
const words = v.strictObject({ en: text, ru: opt(text) });

const branchSchema = v.strictObject({ to: stepId, when: opt(condition), text: opt(words) });

const stepSchema = v.strictObject({
  id,
  text: words,
  who: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), asks(phrase`a role`))), v.minLength(1)),
  after: opt(v.array(stepId)),
  when: opt(condition),
  confirm: opt(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2))),
  shows: opt(condition),
  advice: opt(v.boolean()),
  branches: opt(v.pipe(v.array(branchSchema), v.minLength(1))),
  sources: opt(v.array(text)),
});

export const procedureSchema = v.strictObject({
  id,
  title: words,
  about: opt(words),
  sources: opt(v.array(text)),
  steps: v.pipe(v.array(stepSchema), v.minLength(1)),
});

export type ProcedureFile = v.InferOutput<typeof procedureSchema>;
