/**
 * The nitrogen of a volume over years, in constant memory: nobody breathes it, so what is lost of it is air lost. Means of the
 * last sixty days each, and sixteen of all that is older, of which the two shortest neighbours become one when one more is needed.
 */

/** A stretch of the record. */
export interface Block {
  /** (days since 1970) Mean of its minutes. */
  readonly time: number;
  /** (min) In which nitrogen was read. */
  readonly minutes: number;
  /** (Pa) Mean nitrogen pressure at constant temperature. */
  readonly level: number;
  /** (Pa m3) Mean of what had been let in since the record began. */
  readonly fed: number;
  /** (m3) */
  readonly size: number;
  /** (Pa2) By how much the level may have stepped since the block before, whatever leaks. */
  readonly step: number;
}

const columns = 6;
const recent = 60;
const older = 16;
const most = recent + older;

/** (min) A stretch with less than this is no mean of anything. */
const fewest = 60;
/** (days) A volume that is again what it was so long ago goes on from there: what was read meanwhile was of another one. */
const visit = 7;
/** (Pa) How far the nitrogen of two volumes may differ when a hatch between them opens: 20 mmHg, assumed. */
const strange = 2670;
/** (Pa) What an operation that was noted may move: an airlock, a docking. 0.2 mmHg, as the watch takes it. */
const operation = 27;
/** Partings that are remembered. */
const partings = 8;

export interface Balance {
  /** Blocks, oldest first, a row of six numbers each; as long as it has to be. */
  rows: Float64Array;
  /** (days since 1970) Of the block that is filling; NaN before the first. */
  day: number;
  /** Sums of it. */
  readonly sum: { minutes: number; time: number; level: number; fed: number };
  /** (Pa m3) Let in so far. */
  fed: number;
  /** (m3, Pa2) Of the block that is filling. */
  size: number;
  step: number;
  /** When (days) the volume was last what it is no longer. */
  parted: readonly { readonly modules: string; readonly time: number }[];
}

export const startBalance = (size: number): Balance => ({
  rows: new Float64Array(),
  day: Number.NaN,
  sum: { minutes: 0, time: 0, level: 0, fed: 0 },
  fed: 0,
  size,
  step: 0,
  parted: [],
});

/** What a minute says of nitrogen. */
export interface NitrogenMinute {
  /** (Pa) At constant temperature; NaN where it was not read or means nothing. */
  readonly level: number;
  /** (Pa) That supplies let in during it. */
  readonly supplied: number;
  readonly stirred: boolean;
}

/** Takes in the minute that begins at `time` (days since 1970). */
export function followBalance(b: Balance, { level, supplied, stirred }: NitrogenMinute, time: number): void {
  const day = Math.floor(time);
  if (day !== b.day) closeBlock(b);
  b.day = day;
  if (stirred) b.step += operation ** 2;
  b.fed += supplied * b.size;
  if (Number.isNaN(level)) return;
  b.sum.minutes++;
  b.sum.time += time;
  b.sum.level += level;
  b.sum.fed += b.fed;
}

/**
 * At `time` (days since 1970) the volume of the modules `before` becomes that of `after`, `size` (m3) large, of which the part
 * `joined` (-) was not in it. The level goes on, but for what the air that joins may bring.
 */
export function passOn(b: Balance, before: string, after: string, size: number, joined: number, time: number): void {
  closeBlock(b);
  const parted = b.parted.filter((p) => time - p.time < visit);
  const left = parted.find((p) => p.modules === after);
  if (left !== undefined) forgetSince(b, left.time);
  b.parted = [...parted.filter((p) => p !== left && p.modules !== before), { modules: before, time }].slice(-partings);
  b.size = size;
  b.step += (joined * strange) ** 2;
}

/** The blocks so far, oldest first. */
export const blocksOf = (b: Balance): Block[] =>
  Array.from({ length: b.rows.length / columns }, (_, i) => blockAt(b.rows, i));

function blockAt(rows: Float64Array, i: number): Block {
  const [time, minutes, level, fed, size, step] = rows.subarray(columns * i, columns * (i + 1));
  return { time, minutes, level, fed, size, step };
}

const setBlocks = (b: Balance, blocks: readonly Block[]) => {
  b.rows = Float64Array.from(blocks.flatMap((k) => [k.time, k.minutes, k.level, k.fed, k.size, k.step]));
};

function closeBlock(b: Balance): void {
  const { sum, size, step } = b;
  const { minutes } = sum;
  if (minutes >= fewest) {
    const block = { time: sum.time / minutes, minutes, level: sum.level / minutes, fed: sum.fed / minutes, size, step };
    setBlocks(b, thinned([...blocksOf(b), block]));
    b.step = 0;
  }
  Object.assign(sum, { minutes: 0, time: 0, level: 0, fed: 0 });
}

function forgetSince(b: Balance, time: number): void {
  const blocks = blocksOf(b);
  b.step += blocks.filter((k) => k.time >= time).reduce((s, k) => s + k.step, 0);
  setBlocks(
    b,
    blocks.filter((k) => k.time < time),
  );
}

/** At most as many as are kept: of the older ones the two neighbours that are shortest together become one. */
function thinned(blocks: readonly Block[]): readonly Block[] {
  if (blocks.length <= most) return blocks;
  let at = 0;
  const length = (i: number) => blocks[i].minutes + blocks[i + 1].minutes;
  for (let i = 1; i < older; i++) if (length(i) < length(at)) at = i;
  return [...blocks.slice(0, at), merged(blocks[at], blocks[at + 1]), ...blocks.slice(at + 2)];
}

function merged(a: Block, b: Block): Block {
  const minutes = a.minutes + b.minutes;
  const mean = (x: number, y: number) => (x * a.minutes + y * b.minutes) / minutes;
  return {
    time: mean(a.time, b.time),
    minutes,
    level: mean(a.level, b.level),
    fed: mean(a.fed, b.fed),
    size: mean(a.size, b.size),
    step: a.step + b.step,
  };
}
