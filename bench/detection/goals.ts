/** The goals, each beside what was measured. */
import { type Findings, find } from "./findings.ts";

const three = (values: readonly (number | undefined)[], digits = 2) =>
  values.map((x) => (x === undefined ? "-" : Number.isFinite(x) ? x.toFixed(digits) : "never")).join(" / ");

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  readonly stretch: string;
}

function ratioRows(findings: Findings): Row[] {
  const ratios = (tier: "slow" | "fast", conditions: string) =>
    find(findings.ours, tier, conditions)?.delays.map(({ median, floor }) => median / floor);
  const row = (what: string, values: readonly number[] | undefined, goal: string, stretch: string): Row[] =>
    values === undefined ? [] : [{ what, measured: three(values), goal, stretch }];
  return [
    ...["gauss", "full"].flatMap((c) =>
      row(`delay / floor, 0.08 / 0.25 / 0.8 mmHg/h, ${c}`, ratios("slow", c), "1.5 / 1.3 / 1.6", "1.3 each"),
    ),
    ...["gauss", "full"].flatMap((c) =>
      row(`delay / floor, 8 / 80 mmHg/h at 1 Hz, ${c}`, ratios("fast", c), "1.35", "1.2"),
    ),
    ...row("delay / floor, step of 1 mmHg", ratios("slow", "gauss-coarse"), "3 / 3 / 4", "2"),
  ];
}

function peerRows({ ours, peers }: Findings): Row[] {
  const own = find(ours, "slow", "full");
  const others = find(peers, "slow", "full");
  if (own === undefined || others === undefined) return [];
  const ratio = own.delays.map(({ slope, median }) => {
    const peer = others.find((p) => p.family === "fixed dP/dt" && p.slope === slope);
    return peer === undefined ? undefined : peer.median / median;
  });
  return [
    { what: "best fixed dP/dt / ours, full", measured: three(ratio, 1), goal: "8 / 6 / 5", stretch: "14 / 9 / 7" },
  ];
}

const quietRows = ({ quiet }: Findings): Row[] =>
  quiet.map(({ tier, conditions, found }) => ({
    what: `false alarms, ${tier}, ${conditions}`,
    measured: `${found.count} in ${found.total.toFixed(0)} d, at most 1/${(1 / found.upper).toFixed(0)} d`,
    goal: "1/60 d",
    stretch: "1/180 d",
  }));

function sizingRows({ ours }: Findings): Row[] {
  return ours
    .filter(({ conditions }) => conditions === "full")
    .flatMap(({ tier, found }) =>
      (["at the alarm", "at 2 floors", "at 5 floors"] as const).flatMap((when): Row[] => {
        const own = found.sizings.filter((s) => s.when === when && s.estimates > 0);
        const told = own.reduce((sum, s) => sum + s.estimates, 0);
        if (told === 0) return [];
        const held = own.reduce((sum, s) => sum + s.estimates * s.coverage, 0) / told;
        return [
          {
            what: `rate ${when}: 90 % interval holds, ${tier}, full`,
            measured: `${(100 * held).toFixed(1)} % of ${told}`,
            goal: "88 to 92 %",
            stretch: "",
          },
          {
            what: `rate ${when}: sd / Cramer-Rao, ${tier}, full`,
            measured: three(own.map((s) => s.sd)),
            goal: "1.2",
            stretch: "",
          },
        ];
      }),
    );
}

export function printGoals(findings: Findings): void {
  const rows = [...ratioRows(findings), ...quietRows(findings), ...peerRows(findings), ...sizingRows(findings)];
  const line = ({ what, measured, goal, stretch }: Row) =>
    console.log(`  ${what.padEnd(56)} ${measured.padStart(28)}   ${goal.padStart(16)}   ${stretch.padStart(12)}`);
  console.log("");
  line({ what: "", measured: "measured", goal: "goal", stretch: "stretch" });
  for (const row of rows) line(row);
}
