/** What does a refused or failed request say: RFC 9457, with a stable code. */
export { addProblems, ProblemError, problemResponses } from "./problem.ts";
