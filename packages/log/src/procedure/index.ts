/** What is to be done, by whom, and what telemetry must show: declared in a file, run together. Pure. */
export type { Deviation, StepState } from "./course.ts";
export { type Objection, objectionCodes } from "./course.ts";
export { evaluate, type Facts, type Judgement, type Truth } from "./evaluate.ts";
export { type Expression, ExpressionError, parseExpression } from "./expression.ts";
export { factKinds } from "./fact-names.ts";
export { factsOf } from "./facts.ts";
export { parseProcedure } from "./parse.ts";
export type { Branch, Condition, Procedure, Step, Words } from "./types.ts";
export { type Attempt, objectionsTo, type RunView, type StepView, viewRun } from "./view.ts";
