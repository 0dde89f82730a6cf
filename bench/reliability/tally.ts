/** Of the times that a probability was told, how many were leaks. */
import { mean, quantile } from "../detection/tally.ts";
import type { Life, Said } from "./life.ts";

/** Upper ends of the bins of probability. */
const ends = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1] as const;

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly said: number;
  /** (-) Mean of what was said. */
  readonly told: number;
  /** (-) Share of leaks, and its 90 % interval by drawing the records anew. */
  readonly leaks: number;
  readonly low: number;
  readonly high: number;
}

const binOf = (p: number) => ends.findIndex((end) => p < end || end === 1);

/** So often are as many records drawn anew, with repetition: the estimates of one record are not independent. */
const resamplings = 400;

/** By bins of what was said; only what `counts`, and no bin in which nothing was said. */
export function reliabilityOf(lives: readonly Life[], random: { uniform(): number }, counts: (s: Said) => boolean) {
  const perLife = lives
    .map(({ said }) => {
      const sums = ends.map(() => ({ n: 0, p: 0, leaks: 0 }));
      for (const s of said) {
        if (!counts(s)) continue;
        const sum = sums[binOf(s.p)];
        sum.n++;
        sum.p += s.p;
        if (s.leaking) sum.leaks++;
      }
      return sums;
    })
    .filter((sums) => sums.some(({ n }) => n > 0));
  const drawn = Array.from({ length: resamplings }, () =>
    perLife.map(() => Math.floor(random.uniform() * perLife.length)),
  );
  return ends.flatMap((to, k): Bin[] => {
    const own = perLife.map((sums) => sums[k]);
    const n = own.reduce((sum, each) => sum + each.n, 0);
    if (n === 0) return [];
    const total = (of: "p" | "leaks") => own.reduce((sum, each) => sum + each[of], 0) / n;
    const again = drawn.flatMap((picks) => {
      let [leaks, all] = [0, 0];
      for (const i of picks) {
        leaks += own[i].leaks;
        all += own[i].n;
      }
      return all === 0 ? [] : [leaks / all];
    });
    const [low, high] = [quantile(again, 0.05), quantile(again, 0.95)];
    return [{ from: ends[k - 1] ?? 0, to, said: n, told: total("p"), leaks: total("leaks"), low, high }];
  });
}

/** Mean square of what was said less what was (Brier 1950, Monthly Weather Review 78:1). */
export const brierOf = (said: readonly Said[]) => mean(said.map(({ p, leaking }) => (p - Number(leaking)) ** 2));

/** How many leaks and alarms there were, and whether what was said when they were raised came to as many leaks. */
export function summaryOf(lives: readonly Life[]): string {
  const first = lives.flatMap(({ said }) => said.filter((s) => s.first));
  const leaks = first.filter(({ leaking }) => leaking).length;
  const quiet = lives.reduce((sum, { quietDays }) => sum + quietDays, 0);
  return (
    `${lives.filter(({ leaked }) => leaked).length} leaks, ${quiet.toFixed(0)} d without; ${first.length} alarms, ` +
    `${first.length - leaks} false; told ${mean(first.map(({ p }) => p)).toFixed(3)} on average, were leaks ${(leaks / first.length).toFixed(3)}`
  );
}
