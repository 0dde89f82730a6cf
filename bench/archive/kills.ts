/** A writer killed with SIGKILL at 100 random moments of one store's life. */
import { killOnce } from "../../packages/archive/src/testing-kill.ts";
import { printFigure } from "../figure.ts";

const count = 100;
const stations = 4;

export async function kills(directory: string): Promise<void> {
  let [acknowledged, lost, doubled, torn] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const killed = await killOnce(directory, stations, 1 + Math.floor(Math.random() * 100), Math.random() * 30);
    acknowledged = killed.acknowledged;
    lost += killed.lost;
    doubled += killed.doubled;
    torn += killed.torn;
  }
  printFigure({ what: `killed ${count} times: batches acknowledged`, measured: acknowledged, unit: "" });
  printFigure({ what: "of these lost", measured: lost, unit: "", goal: ["at most", 0] });
  printFigure({ what: "rows in the archive twice", measured: doubled, unit: "", goal: ["at most", 0] });
  printFigure({ what: "kills in the middle of a write", measured: torn, unit: "" });
}
