/** Where a search would take too long: the closure that tells most in its time, and what follows it the same way. */
import type { Layout } from "./layout.ts";
import type { Situation } from "./situation.ts";
import { splitsOf } from "./splits.ts";
import type { Known, Move, Tasks, Value } from "./tasks.ts";
import type { TryClosure } from "./trial.ts";

interface Tried {
  readonly pieces: readonly Known[];
  readonly move: Move;
  /** (s) Expected until it is told. */
  readonly told: number;
  /** (s) To one bit of what it tells, and what it leaves as a set. */
  readonly score: number;
}

/** Like `closureOf`, without a bound: `least` is 0, and the plan's gap 1. Parts are halved while that tells more in the time. */
export function greedyOf(
  { settings: { worth } }: Situation,
  layout: Layout,
  { taskOf, sideIn }: Tasks,
  trial: TryClosure,
  solve: (task: Known) => Value,
): (task: Known) => Value {
  const none: Value = { cost: worth, least: 0, set: 1, move: null };

  function tryOut({ part, gate }: Known, pieces: readonly Known[]): Tried | null {
    const isInside = (mask: number, a: number, b: number) => ((mask >> a) & (mask >> b) & 1) === 1;
    const cut = part.inside.filter(({ a, b }) => !pieces.some((each) => isInside(each.part.mask, a, b)));
    const closing = cut.reduce((sum, { close }) => sum + close, 0);
    const found = trial(
      pieces.map((each) => sideIn(each, gate)),
      closing,
    );
    if (found === null) return null;
    let [told, lost, bits] = [closing, 0, 0];
    pieces.forEach((each, i) => {
      const share = each.part.p / part.p;
      if (share === 0) return;
      told += share * found.watched[i];
      lost += found.stuck[i] ? share : 0;
      bits -= share * Math.log2(share);
    });
    return { pieces, move: { gate, cut, trial: found }, told, score: told / bits + lost * worth };
  }

  /** The best of those with one of the parts halved. */
  function halved(task: Known, pieces: readonly Known[]): Tried | null {
    let best: Tried | null = null;
    for (const whole of pieces) {
      const others = pieces.filter((each) => each !== whole);
      for (const one of splitsOf(layout, whole.part.mask)) {
        const halves = [taskOf(one, task.gate), taskOf(whole.part.mask & ~one, task.gate)];
        const tried = tryOut(task, [...others, ...halves]);
        if (tried !== null && (best === null || tried.score < best.score)) best = tried;
      }
    }
    return best;
  }

  return (task) => {
    let best = halved(task, [task]);
    for (let next = best; next !== null && next.score <= best!.score; next = halved(task, best.pieces)) best = next;
    if (best === null) return none;
    const { pieces, move, told } = best;
    let [cost, set] = [told, 0];
    pieces.forEach((each, i) => {
      const share = each.part.p / task.part.p;
      const value = move.trial.stuck[i] ? none : solve(each);
      cost += share * value.cost;
      set += share * value.set;
    });
    return cost < worth ? { cost, least: 0, set, move } : none;
  };
}
