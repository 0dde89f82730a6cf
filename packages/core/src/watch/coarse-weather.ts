/**
 * How strong the weather is that gauges of codes stand in: no spectrum is to be had from them. Its quick parts show at an edge, from one
 * minute to the next. Its slow ones show in how long codes stay: a rival belief lives in slow weather that is stronger or weaker
 * by a factor, and what is likelier by it takes its place (sequential test of two hypotheses, Wald 1945, Annals of Mathematical
 * Statistics 16:117).
 */
import { type Climate, partOf } from "./climate.ts";
import { type Around, type CodeGauge, type Heard, hearCodes, type Listener, markEdges, tellCodes } from "./coarse.ts";
import { copyOf } from "./copy.ts";
import type { Reading } from "./fusion.ts";
import type { Belief } from "./kalman.ts";
import { gaugesOfCodes } from "./model.ts";

/** The rival's slow weather is stronger by `factor` (-), and the log of how much likelier the record is by it is `lead` (-). */
interface Rival extends Listener {
  readonly factor: number;
  lead: number;
}

/** The gauges of codes of a volume, in the order of their places in the state; (Pa2) how unsure the belief was of their readings. */
export interface Coarse {
  readonly gauges: CodeGauge[];
  readonly seen: Float64Array;
  rival: Rival | null;
}

export const startCoarse = (): Coarse => ({ gauges: [], seen: new Float64Array(gaugesOfCodes), rival: null });

/** (-) Change of the strength of quick weather by a surprise; the greatest surprise squared, and strength. */
const pace = 0.01;
const clip = 9;
const most = 30;
/**
 * (-) Variance of the rival's slow weather over the other's; least strength; lead that decides. A leak that begins looks like rougher
 * weather at first, so that has to lead by more. Chosen on simulated gauges of 1 mmHg, seeds 1 to 20, between delay and false alarms.
 */
const ratio = 4;
const least = 1 / ratio;
const lead = { calmer: 3, rougher: 6 };
/** Parts of the climate that are slow. */
const slowest = partOf.mixing + 2;

/** The weather of the rival. */
export const rivalWeather = (strength: Float64Array, { factor }: Rival): Float64Array =>
  strength.map((s, k) => (k < slowest ? s : s * factor));

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
  else if (coarse.rival === null) coarse.rival = rivalOf(belief, seen, 1 / ratio);
  else {
    const { rival } = coarse;
    rival.lead += tellCodes(rival, gauges, said, around, () => {}) - log;
    const enough = rival.lead > 0 && rival.factor > 1 ? lead.rougher : lead.calmer;
    if (Math.abs(rival.lead) > enough) coarse.rival = decide(climate, rival, belief, seen);
  }
  markEdges(gauges, said);
}

const rivalOf = (belief: Belief, seen: Float64Array, factor: number): Rival => ({
  belief: copyOf(belief),
  seen: seen.slice(),
  factor,
  lead: 0,
});

/** The likelier weather is the one from now on; what is tried next goes on the same way, or the other way. */
function decide(climate: Climate, rival: Rival, belief: Belief, seen: Float64Array): Rival {
  const { factor } = rival;
  const strength = climate.strength[slowest] * factor;
  if (rival.lead < 0 || strength < least || strength > most) return rivalOf(belief, seen, 1 / factor);
  for (let k = slowest; k < climate.strength.length; k++) climate.strength[k] *= factor;
  climate.changes++;
  return rivalOf(belief, seen, factor);
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
