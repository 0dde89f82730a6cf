/**
 * Control centres on hosts of their own, in network namespaces, whose cables are pulled and put in again at random while all of them
 * write: what was lost, doubled or differs, and how long it takes until all know all. `--cuts 50 --centres 3 --seed 1`.
 */
import { parseArgs } from "node:util";
import { startHosts, withoutHosts } from "../e2e/testing-centres.ts";
import { cutAndJoin } from "../e2e/testing-cuts.ts";
import { median, printFigure } from "./figure.ts";

const { values } = parseArgs({
  options: {
    cuts: { type: "string", default: "50" },
    centres: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
  },
});
const why = withoutHosts();
if (why !== false) {
  console.log(`  not measured: ${why}`);
  process.exit(0);
}
let seed = Number(values.seed);
const random = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};
const endings: (() => Promise<void>)[] = [];
const names = ["houston", "moscow", "tsukuba", "oberpfaffenhofen"].slice(0, Number(values.centres));
const hosts = await startHosts({ after: (end) => void endings.push(end as () => Promise<void>) }, names);
const outcome = await cutAndJoin(hosts, { cuts: Number(values.cuts), cut: [300, 12_000], joined: [100, 4000], random });

const none = ["at most", 0] as const;
const { convergence, written, whileCut, entries, lost, doubled, differing, faults, apart } = outcome;
printFigure({ what: `cuts of ${names.length} centres`, measured: convergence.length, unit: "" });
printFigure({ what: "of these seen by what the others did not have", measured: apart, unit: "" });
printFigure({ what: "entries written by people", measured: written, unit: "" });
printFigure({ what: "of these while somebody was cut off", measured: whileCut, unit: "" });
printFigure({ what: "entries in the log, with those of the engines", measured: entries, unit: "" });
printFigure({ what: "acknowledged entries lost", measured: lost, unit: "", goal: none });
printFigure({ what: "doubled", measured: doubled, unit: "", goal: none });
printFigure({
  what: "centres whose log or state is not the same bytes",
  measured: differing.length,
  unit: "",
  goal: none,
});
printFigure({ what: "faults in the chains of hashes", measured: faults, unit: "", goal: none });
printFigure({ what: "joined to all known by all, median", measured: median(convergence) / 1000, unit: "s" });
printFigure({ what: "longest", measured: Math.max(...convergence) / 1000, unit: "s" });
for (const end of endings) await end();
process.exit(0);
