/** What if something else happens while people are at it? */
export { InjectionError } from "./errors.ts";
export { Exercise, type ExerciseFile, type Injection } from "./exercise.ts";
export type { Piece } from "./piece.ts";
