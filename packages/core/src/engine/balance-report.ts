/** What is said once a day of the air that a volume loses, by its nitrogen. */
import { massOfFlow } from "../mend/index.ts";
import {
  formatInterval,
  type Interval,
  interval,
  type KilogramPerSecond,
  kilogramPerSecond,
  ninety,
  type Second,
  second,
} from "../quantity/index.ts";
import { blocksOf, type Loss, type Losses, lossesAbout, lossOf } from "../size/index.ts";
import type { Cabin, Volume } from "./cabin.ts";
import type { BalanceEvent, Comparison } from "./event.ts";
import { clock, lasting } from "./words.ts";

const day = 86400;
/** (days) A month; with what came before it, as much as is compared. */
const month = 30;
const week = 7;
/** (days) Spans that are each compared with up to a month before. */
const spans = [month, 20, 12, week, 4, 2];
/** (days) Nitrogen that was last read longer ago says nothing of today. */
const stale = 3;
/** (-) Standard deviations by which a loss has changed beyond chance, asked every day for years. */
const surely = 5;
/** (-) How well a volume, its temperature and what share of its air is nitrogen are known together, one sd: assumed. */
const scaleDoubt = 0.03;
/** (-) With less nitrogen than this in the air it is no measure of the air lost. */
const leastShare = 0.05;
/** What is done to a hole that may change what it lets through. */
const changing: readonly string[] = ["hand", "tape", "applied", "sealant", "removed", "leaking"];

/** The balance of every volume of which nitrogen has been read for days. */
export const balances = (cabin: Cabin, time: Second): BalanceEvent[] =>
  cabin.volumes.flatMap((v) => balanceOf(cabin, v, time) ?? []);

function balanceOf(cabin: Cabin, v: Volume, time: Second): BalanceEvent | null {
  const blocks = blocksOf(v.balance);
  const newest = blocks.at(-1);
  if (newest === undefined || time / day - newest.time > stale) return null;
  const share = newest.level / v.tracker.last.pressure;
  if (!(share >= leastShare)) return null;
  const now = newest.time + (newest.minutes + 1) / 2880;
  const since = (days: number) => blocks.filter((b) => b.time > now - days);
  const known = new Map<number, Losses | null>();
  const about = (moment: number) => {
    const before = known.get(moment);
    if (before !== undefined) return before;
    const earlier = moment - month;
    const losses = lossesAbout(
      blocks.filter((b) => b.time > earlier),
      moment,
    );
    known.set(moment, losses);
    return losses;
  };
  const loss = about(now - month)?.after ?? lossOf(since(month));
  if (loss === null) return null;
  const mass = massBy(v.tracker.last.temperature, Math.min(1, share));
  const span = second(day * (now - blocks[0].time + blocks[0].minutes / 2880));
  const lastWeek = span > (week + 3) * day ? about(now - week)?.after : undefined;
  const all = span > (month + 1) * day ? lossOf(blocks) : null;
  const event = {
    type: "balance",
    time,
    modules: v.modules,
    span,
    loss: mass(loss),
    week: lastWeek === undefined ? null : mass(lastWeek),
    all: all && mass(all),
    compared: compare(cabin, v, { now, about, mass }),
  } as const;
  return { ...event, text: balanceText(event) };
}

type Mass = (loss: Loss) => Interval<KilogramPerSecond>;

/** From the nitrogen lost (Pa m3/day) to the air of which it is so much. */
const massBy =
  (temperature: number, share: number): Mass =>
  ({ value, low, high }) => {
    const known = ninety * scaleDoubt * value;
    const [v, l, h] = [value, value - Math.hypot(value - low, known), value + Math.hypot(high - value, known)].map(
      (q) => kilogramPerSecond(massOfFlow(q / day / share, temperature)),
    );
    return interval(v, l, h);
  };

interface Comparing {
  /** (days since 1970) End of the record. */
  readonly now: number;
  readonly about: (moment: number) => Losses | null;
  readonly mass: Mass;
}

/** Before and after the last work on a hole of the volume; else the span that differs most from what came before it. */
function compare(cabin: Cabin, v: Volume, { now, about, mass }: Comparing): Comparison | null {
  const work = cabin.mending.holes
    .filter((h) => v.modules.includes(h.module))
    .flatMap((h) => h.log.filter((e) => !e.refused && changing.includes(e.act)).map((e) => ({ hole: h.id, ...e })))
    .sort((a, b) => b.time - a.time)
    .at(0);
  const tell = (moment: number, hole: string | null): (Comparison & { readonly beyond: number }) | null => {
    const losses = about(moment);
    if (losses === null) return null;
    const { before, after, change } = losses;
    const beyond = Math.abs(change.value) / change.sd;
    const [b, a, c] = [before, after, change].map(mass);
    return { since: second(moment * day), hole, before: b, after: a, change: c, changed: beyond > surely, beyond };
  };
  const worked = work === undefined || now - work.time / day > month ? null : tell(work.time / day, work.hole);
  const told =
    worked ??
    spans
      .map((days) => tell(now - days, null))
      .reduce((a, b) => (b !== null && !(a && a.beyond >= b.beyond) ? b : a), null);
  if (told === null) return null;
  const { beyond: _, ...compared } = told;
  return compared;
}

function balanceText({ span, loss, compared }: Omit<BalanceEvent, "text">): string {
  const kg = (x: Interval<KilogramPerSecond>) => formatInterval("massFlow", x, "kg/day");
  const over = span > month * day ? "the last 30 days" : lasting(span);
  const lost = `Loses ${kg(loss)} of air by its nitrogen over ${over}`;
  if (compared === null) return lost;
  const { since, hole, before, after, changed } = compared;
  const when = hole === null ? `since ${clock(since)}` : `since the work on ${hole}`;
  if (!changed) return `${lost}; no change beyond chance ${when}`;
  const times = after.value / before.value;
  const ratio = before.low > 0 && after.value > 0 ? `, ${times.toPrecision(2)} times as much as` : ", against";
  return `${lost}; ${when} ${kg(after)}${ratio} ${kg(before)} before`;
}
