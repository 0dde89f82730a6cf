/** The best closure of one part: which hatches are shut at once. */
import { type Bound, darkestOf, darkOf, levelOf, slowestOf } from "./bound.ts";
import { type Edge, flood, type Layout } from "./layout.ts";
import type { Situation } from "./situation.ts";
import type { Known, Move, Tasks, Value } from "./tasks.ts";
import type { Side, Trial, TryClosure } from "./trial.ts";

/** Hatches inside a task of which not all sets are soon looked at. */
const large = 8;

/** A certain part gets this share of the effort that is left; a less likely one less, but so many sets are always looked at. */
const shares = 10;
const fewest = 64;

/**
 * Sets of hatches are tried in this order: the one that comes nearest to the bound; pairs; then hatches are added to the best
 * set, left out or exchanged while that helps; then all sets, one hatch at a time, each given up once what it costs for
 * sure is as good as no better than the best found.
 */
export function closureOf(
  { settings }: Situation,
  { neighbours }: Layout,
  { taskOf, halvesOf, sideIn, soonestOf, step }: Tasks,
  { leastOf, floorOf, inTest, likely }: Bound,
  trial: TryClosure,
  solve: (task: Known) => Value,
): (task: Known) => Value {
  const { worth, effort, within } = settings;
  let spent = 0;

  /** Its edges, those first that alone promise most. */
  function promising(task: Known, level: number): readonly Edge[] {
    if (!task.part.tree) return task.part.inside;
    const { pieces, closing } = halvesOf(task);
    const sums = closing.map(
      (close, i) => close * task.part.p + inTest(pieces[2 * i], level).all + inTest(pieces[2 * i + 1], level).all,
    );
    const order = task.part.inside.map((edge, i) => ({ edge, sum: sums[i] }));
    return order.sort((a, b) => a.sum - b.sum).map(({ edge }) => edge);
  }

  /** (s, times p) What all come to at least, one of them the slowest. */
  function sumInTest(pieces: readonly Known[], level: number): number {
    let [all, slowest, dark, darkest] = [0, 0, 0, 0];
    for (const each of pieces) {
      const own = inTest(each, level);
      const sum = { all, slowest, dark, darkest };
      darkest = darkestOf(sum, own);
      dark = darkOf(sum, own);
      slowest = slowestOf(sum, own);
      all += own.all;
    }
    return darkest;
  }

  const isAcross = ({ a, b }: Edge, pieces: readonly Known[]) =>
    pieces.every(({ part: { mask } }) => ((mask >> a) & (mask >> b) & 1) === 0);

  return (task) => {
    const { part, gate } = task;
    const { p } = part;
    const level = levelOf(p);
    const inside = promising(task, level);
    const most = Math.max(fewest, ((effort - spent) / shares) * p);
    let looked = 0;
    let [found, least]: [Value, number] = [{ cost: worth, least: worth, set: 1, move: null }, worth];
    /** (s) No set that costs more for sure is looked at. */
    let enough: number = worth;
    const cut: Edge[] = [];
    const links = Int32Array.from(neighbours, (mask) => mask & part.mask);
    const share = (each: Known) => each.part.p / p;

    const toggle = ({ a, b }: Edge) => {
      links[a] ^= 1 << b;
      links[b] ^= 1 << a;
    };

    const isCut = (pieces: readonly Known[]) => part.tree || cut.every((edge) => isAcross(edge, pieces));

    function weigh(pieces: readonly Known[], closing: number): void {
      step();
      if (pieces.length < 2 || !isCut(pieces)) return;
      const before = pieces.reduce((sum, each) => sum + share(each) * leastOf(each), closing);
      const sides = pieces.map((each) => sideIn(each, gate));
      if (before + soonestTold(sides) >= enough) return;
      const tried = trial(sides, closing);
      if (tried === null) return;
      const told = pieces.reduce((sum, each, i) => sum + share(each) * watched(each, tried, i), before);
      const value = after(pieces, tried, told);
      if (value !== null) take(value, tried);
    }

    /** (s) No test of these parts tells sooner. */
    function soonestTold(sides: readonly Side[]): number {
      const possible = sides.filter((side) => side.part.p > 0);
      if (possible.length < 2) return worth;
      // Of what nothing reads there is one part at most.
      if (possible.reduce((dark, { opened }) => dark + (opened === null ? 0 : 1), 0) > 1) return worth;
      let [sum, longest] = [0, 0];
      for (const side of possible) {
        const time = (side.part.p / p) * soonestOf(side, possible.length);
        sum += time;
        longest = Math.max(longest, time);
      }
      return longest === Number.POSITIVE_INFINITY ? 0 : sum - longest;
    }

    /** (s) Until a part is told to be the one; what cannot be opened again is left as a set. */
    const watched = (each: Known, tried: Trial, i: number) =>
      each.part.p === 0 ? 0 : tried.watched[i] + (tried.stuck[i] ? worth - leastOf(each) : 0);

    /** Takes the parts' true values for their least ones in `told` (s); null once it is no better than the best found. */
    function after(pieces: readonly Known[], tried: Trial, told: number): Omit<Value, "move"> | null {
      let [cost, sure, set] = [told, told, 0];
      for (let i = 0; i < pieces.length; i++) {
        const each = pieces[i];
        if (sure >= enough) return null;
        const before = leastOf(each);
        const value = tried.stuck[i] ? { cost: before, least: before, set: 1 } : solve(each);
        cost += share(each) * (value.cost - before);
        sure += share(each) * (value.least - before);
        set += share(each) * value.set;
      }
      return { cost, least: sure, set };
    }

    function take(value: Omit<Value, "move">, tried: Trial): void {
      if (value.least < enough) least = Math.min(least, value.least);
      if (value.cost >= found.cost) return;
      found = { ...value, move: { gate, cut: [...cut], trial: tried } };
      enough = value.cost - within * Math.max(0, value.cost - worth * value.set);
    }

    /** Weighs the set of hatches `next`. */
    function weighSet(next: readonly Edge[]): void {
      looked++;
      cut.splice(0, cut.length, ...next);
      for (const edge of next) toggle(edge);
      const pieces: Known[] = [];
      for (let rest = part.mask; rest !== 0; rest &= ~pieces.at(-1)!.part.mask)
        pieces.push(taskOf(flood(links, rest & -rest, part.mask), gate));
      for (const edge of next) toggle(edge);
      weigh(
        pieces,
        next.reduce((sum, { close }) => sum + close, 0),
      );
      cut.length = 0;
    }

    /** Better sets next to the best one, until there is none. */
    function climb(): void {
      for (let before: Move | null = null; found.move !== before; ) {
        before = found.move;
        for (const set of setsNextTo(before!.cut, inside)) if (looked < most) weighSet(set);
      }
    }

    /** (s) No set with these parts or parts of theirs costs less, hatches inside of parts not counted. */
    function sureOf(pieces: readonly Known[], closing: number): number {
      if (pieces.includes(task)) return 0;
      const tests = sumInTest(pieces, level) / p;
      if (part.tree) return closing + tests;
      return cut.reduce((time, edge) => time + (isAcross(edge, pieces) ? edge.close : 0), tests);
    }

    function parted(whole: Known, edge: Edge): readonly Known[] {
      if (whole.part.tree) {
        const i = 2 * whole.part.inside.indexOf(edge);
        return halvesOf(whole).pieces.slice(i, i + 2);
      }
      const one = flood(links, 1 << edge.a, whole.part.mask);
      const other = whole.part.mask & ~one;
      return other === 0 ? [whole] : [taskOf(one, gate), taskOf(other, gate)];
    }

    /** Shuts hatches from the one numbered `from` on, `deepest` of them at most. */
    function grow(from: number, pieces: readonly Known[], closing: number, deepest: number): void {
      for (let e = from; e < inside.length && looked < most; e++) {
        looked++;
        toggle(inside[e]);
        extend(e, pieces, closing + inside[e].close, deepest);
        toggle(inside[e]);
      }
    }

    function extend(e: number, pieces: readonly Known[], closing: number, deepest: number): void {
      const whole = pieces.find((each) => (each.part.mask >> inside[e].a) & 1)!;
      const now = [...pieces.filter((each) => each !== whole), ...parted(whole, inside[e])];
      cut.push(inside[e]);
      if (sureOf(now, closing) < enough) {
        weigh(now, closing);
        if (cut.length < deepest) grow(e + 1, now, closing, deepest);
      }
      cut.pop();
    }

    if (inside.length > large) {
      const good = likely(task, level);
      weighSet(inside.filter((edge) => isAcross(edge, good)));
      grow(0, [task], 0, 2);
      if (found.move !== null) climb();
    }
    grow(0, [task], 0, inside.length);
    spent += looked;
    const known = looked < most ? Math.min(least, enough) : (task.low ?? floorOf(task));
    return { ...found, least: Math.min(known, found.cost) };
  };
}

/** One hatch less, one more, or one exchanged. */
function setsNextTo(base: readonly Edge[], inside: readonly Edge[]): readonly (readonly Edge[])[] {
  const less = base.map((gone) => base.filter((each) => each !== gone));
  const others = inside.filter((edge) => !base.includes(edge));
  return [...less, ...others.flatMap((edge) => [base, ...less].map((set) => [...set, edge]))];
}
