/** A log whose writer is killed with SIGKILL again and again: what was acknowledged, and what was lost of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crash } from "../packages/log/src/testing-crash.ts";
import { printFigure } from "./figure.ts";

const kills = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), "hullwatch-crash-"));
try {
  const found = await crash(join(folder, "log"), kills);
  const { acknowledged, entries, underWay, tears, lost, doubled, withoutFile, gaps, faults } = found;
  printFigure({ what: `kill -9 ${kills} times: entries acknowledged`, measured: acknowledged, unit: "entries" });
  printFigure({ what: "in the log", measured: entries, unit: "entries" });
  printFigure({ what: `kills with an append under way, ${tears} ends torn besides`, measured: underWay, unit: "" });
  const none = (what: string, measured: number, unit: string) =>
    printFigure({ what, measured, unit, goal: ["at most", 0] });
  none("acknowledged and lost", lost, "entries");
  none("doubled", doubled, "entries");
  none("numbers left out", gaps, "gaps");
  none("faults in the chain", faults, "faults");
  none("files that an entry speaks of and are not whole", withoutFile, "files");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
