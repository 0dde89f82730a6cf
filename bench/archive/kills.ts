/** A writer killed with SIGKILL at 100 random moments of one store's life. */
import { killAgainAndAgain } from "../../packages/archive/src/testing-kill.ts";
import { printFigure } from "../figure.ts";

export async function kills(directory: string): Promise<void> {
  const found = await killAgainAndAgain(directory, 4, 100, 100);
  const { acknowledged, lost, doubled, underWay, unacknowledged, tears, torn } = found;
  printFigure({ what: `killed ${found.kills} times: batches acknowledged`, measured: acknowledged, unit: "" });
  printFigure({ what: "of these lost", measured: lost, unit: "", goal: ["at most", 0] });
  printFigure({ what: "rows in the archive twice", measured: doubled, unit: "", goal: ["at most", 0] });
  printFigure({ what: "kills with a write under way", measured: underWay, unit: "" });
  printFigure({ what: "kept though not yet acknowledged", measured: unacknowledged, unit: "" });
  printFigure({ what: `torn ends found, ${tears} of them put there`, measured: torn, unit: "" });
}
