/** Is this station a real one, or a training that stands in for one? */
import { ProblemError } from "../problem/index.ts";

const pattern = /^training-([1-9]\d*)-(.+)$/;

/** The id of the `number`th training, on the station `ground`. */
export const trainingId = (number: number, ground: string): string => `training-${number}-${ground}`;

export const isTraining = (station: string): boolean => pattern.test(station);

/** The real station that a training stands in for; a real one is its own. */
export const groundOf = (station: string): string => pattern.exec(station)?.[2] ?? station;

/** Throws `ProblemError` 409 for a training: `what` is done of a real station alone. */
export function demandReal(station: string, what: string): void {
  if (isTraining(station))
    throw new ProblemError(409, "HW_TRAINING", `found the training ${station}, expected a real station: ${what}`);
}
