/** The referee, for tests of other folders. */
export { checkPlan } from "./referee/check-plan.ts";
