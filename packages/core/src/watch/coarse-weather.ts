/**
 * How strong the weather is that gauges of codes stand in: no spectrum is to be had from them. Its quick parts show at an edge, from one
 * minute to the next. Its slow ones show in how long codes stay: a rival belief lives in slow weather that is stronger or weaker
 * by a factor, and what is likelier by it takes its place (sequential test of two hypotheses, Wald 1945, Annals of Mathematical
 * Statistics 16:117).
 */
import { octaves } from "./calibration.ts";
import { type Climate, partOf } from "./climate.ts";
import { type Around, type CodeGauge, type Heard, hearCodes, type Listener, markEdges, tellCodes } from "./coarse.ts";
import { copyOf } from "./copy.ts";
import type { Reading } from "./fusion.ts";
import type { Belief } from "./kalman.ts";
import { gaugesOfCodes } from "./model.ts";

/** One group of parts of the rival's slow weather is stronger by `factor` (-); `lead` is the log of how much likelier the record is by it (-). */
interface Rival extends Listener {
  readonly group: number;
  readonly factor: number;
  lead: number;
  /** Minutes since it began. */
  age: number;
}

/** The gauges of codes of a volume, in the order of their places in the state. */
export interface Coarse {
  readonly gauges: CodeGauge[];
  /** (Pa2) How unsure the belief was of their readings. */
  readonly seen: Float64Array;
  /** Whether the pressure was read by codes when it was last read. */
  alone: boolean;
  /** Whether the evidence was enough in the last minute. */
  enough: boolean;
  rival: Rival | null;
  /** (s2/Pa2) What an onset can show at each age at which it is looked at, smoothed. */
  readonly usual: Float64Array;
}

export const startCoarse = (): Coarse => ({
  gauges: [],
  seen: new Float64Array(gaugesOfCodes),
  alone: false,
  enough: false,
  rival: null,
  usual: new Float64Array(octaves),
});

/** (-) Change of the strength of quick weather by a surprise; the greatest surprise squared, and strength. */
const pace = 0.01;
const clip = 9;
const most = 30;
/**
 * Slow parts of the weather that are taken together: (-) by what their variance changes at a time, and their least strength. Of mixing of
 * 90 min there may be next to none: it is what a leak of minutes looks most like.
 */
const slowest = partOf.mixing + 2;
const groups = [
  { from: slowest, to: slowest + 1, ratio: 4, least: 1 / 64 },
  { from: slowest + 1, to: partOf.balance + 1, ratio: 2, least: 1 / 2 },
] as const;
/**
 * (-) Lead that decides. A leak that begins looks like rougher weather at first, so that has to lead by more. Minutes (5 days) after which
 * what is not decided is left, and the next one tried. These and the groups were chosen on simulated gauges of 1 mmHg, seeds 1 to 20,
 * between delay and false alarms.
 */
const lead = { calmer: 3, rougher: 6 };
const patience = 5 * 1440;

/** The weather of the rival. */
export const rivalWeather = (strength: Float64Array, { group, factor }: Rival): Float64Array =>
  strength.map((s, k) => (k >= groups[group].from && k < groups[group].to ? s * factor : s));

/** Takes one minute of `readings`, all of codes, into `belief`; `score` is told what they say. Weather is learnt while no leak is `known`. */
export function takeCodes(
  coarse: Coarse,
  belief: Belief,
  readings: readonly Reading[],
  around: Around,
  { climate, known, score }: { climate: Climate; known: boolean; score: (heard: Heard) => void },
): void {
  const { gauges, seen } = coarse;
  const said = hearCodes(gauges, readings, around.zero);
  const log = tellCodes({ belief, seen }, gauges, said, around, (heard) => {
    score(heard);
    if (heard.again && !known) learnQuick(climate.strength, heard);
  });
  if (known) coarse.rival = null;
  else if (coarse.rival === null) coarse.rival = rivalFrom(climate, { group: 0, way: -1 }, { belief, seen });
  else {
    const { rival } = coarse;
    rival.lead += tellCodes(rival, gauges, said, around, () => {}) - log;
    rival.age++;
    const enough = rival.lead > 0 && rival.factor > 1 ? lead.rougher : lead.calmer;
    if (Math.abs(rival.lead) > enough || rival.age >= patience) {
      coarse.rival = decide(climate, rival, { belief, seen }, rival.lead > enough);
    }
  }
  markEdges(gauges, said);
}

/** Of which group, and which way: 1 stronger, -1 weaker. */
interface Trial {
  readonly group: number;
  readonly way: 1 | -1;
}

/** What is tried after it: the next group, and when all were tried the other way. */
const after = ({ group, way }: Trial): Trial =>
  group < groups.length - 1 ? { group: group + 1, way } : { group: 0, way: way > 0 ? -1 : 1 };

/** The rival by which `trial` is tried, or the first one after it that stays within bounds. */
function rivalFrom(climate: Climate, trial: Trial, { belief, seen }: Listener): Rival {
  const { ratio, from, least } = groups[trial.group];
  const factor = ratio ** trial.way;
  const strength = climate.strength[from] * factor;
  if (strength < least || strength > most) return rivalFrom(climate, after(trial), { belief, seen });
  return { ...trial, belief: copyOf(belief), seen: seen.slice(), factor, lead: 0, age: 0 };
}

/** What is tried next goes on the same way where the rival `wins`, and its weather is the one from now on. */
function decide(climate: Climate, rival: Rival, told: Listener, wins: boolean): Rival {
  const { group, factor } = rival;
  const trial: Trial = { group, way: factor > 1 ? 1 : -1 };
  if (!wins) return rivalFrom(climate, after(trial), told);
  for (let k = groups[group].from; k < groups[group].to; k++) climate.strength[k] *= factor;
  climate.changes++;
  return rivalFrom(climate, trial, told);
}

/** (-) The most that one onset counts as, and over how many looks the usual is smoothed. */
const counts = 3;
const looks = 300;

/**
 * (-) As how many looks at chance an onset counts that can show so much, `Q`. Between edges it shows next to nothing, and stands out less
 * than chance would have it; an alarm comes where edges are crossed.
 */
export function weightOfLook({ usual }: Coarse, octave: number, Q: number): number {
  usual[octave] += (Q - usual[octave]) / looks;
  return Math.min(counts, Q / usual[octave]);
}

/**
 * From one minute to the next at an edge the pressure is seen finely: as much as it moves more or less than expected, quick
 * weather is stronger or weaker. `R` (Pa2) is the part of the surprise that is not weather.
 */
function learnQuick(strength: Float64Array, { surprise: { innovation, variance }, R }: Heard): void {
  const surplus = Math.min(clip, innovation ** 2 / variance) - 1;
  const change = Math.exp((pace * surplus * (variance - R)) / variance);
  for (let k = partOf.mixing; k < slowest; k++) strength[k] = Math.min(most, Math.max(1, strength[k] * change));
}
