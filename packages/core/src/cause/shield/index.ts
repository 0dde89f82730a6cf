/** What a wall withstands, how sure that is, and what hole is left. */
export { type Accuracy, accuracyOf, type Trust } from "./accuracy.ts";
export { holeDiameter, holeScatter } from "./hole.ts";
export type { Impact } from "./impact.ts";
export { ballisticLimit } from "./limit.ts";
