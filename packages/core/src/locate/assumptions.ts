/** What is assumed of closures, of the air behind a hatch and of those who look for a hole. Nothing here was measured aboard. */
import { toSI } from "../quantity/index.ts";

const mmHg = toSI("pressure", 1, "mmHg");
const mmHgPerHour = toSI("pressureRate", 1, "mmHg/h");
const [minute, hour] = [60, 3600];

/** (s) Seals, welds and bellows so old are twice as apt to leak as new ones. */
export const sealsAge = 10 * 365.25 * 86400;

/** (-) Chances, each before a closure is looked at. */
export const chances = {
  /** A hatch that is told closed is not tight. */
  leaky: 0.02,
  /** A hatch that is told open is shut. */
  shut: 0.002,
  /** The leak lets nothing through while this closure lasts: it paused in January 2004 and in October 2020. */
  paused: 0.005,
  /** There is a second leak. */
  two: 0.005,
} as const;

/** (s) Times in which the pressures of two sides become equal through a hatch that is not tight. */
export const leakyTimes = [0, 2 * minute, 10 * minute, 40 * minute] as const;
/** (-) The part of a leak that a patch may leave. */
export const leftByPatch = [0, 0.25, 0.5, 0.75, 1] as const;
/** (-) How two leaks may share the flow. */
export const sharesOfTwo = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** (Pa, s) The air of a part: twice what is assumed of a whole station, since hatches, fans and people have just moved. */
export const air = {
  mixing: { sd: 0.06 * mmHg, tau: 20 * minute },
  orbit: { sd: 0.06 * mmHg, period: 92.9 * minute, coherence: 10 * hour },
  /** (Pa) Of each minute by itself. */
  flicker: 0.012 * mmHg,
  /** (Pa/s) Balance of gas that nobody's breathing explains. */
  balance: { sd: 0.045 * mmHgPerHour, tau: 6 * hour },
  /** (Pa) What warmth and draught settle by after a closure, and the minutes in which they do. */
  settling: { sd: 0.03 * mmHg, minutes: 15 },
  /** (Pa) What an operation that was noted moves, and the minutes in which it does. */
  operation: { sd: 0.2 * mmHg, minutes: 30 },
} as const;

/**
 * (Pa m3, s) Vapour that stands where somebody is, since what takes it out needs so long: 2 kg a day of a person. And (Pa) the most of it.
 * (-) Of what it has yet to rise or fall so much may come or not in a minute, since it goes quicker or slower than that by a third or so.
 */
export const vapour = { each: 20 * mmHg, tau: 15 * minute, most: 10 * mmHg, haste: 0.1 } as const;

/** (-, Pa, s) Of nitrogen: its share of the air; how unevenly it is mixed, within hours, and where hatches have just opened; its drift in a day. */
export const nitrogen = {
  share: 0.78,
  composition: { sd: 0.25 * mmHg, tau: 3 * hour, joined: 1 * mmHg },
  drift: 0.05 * mmHg,
} as const;

/**
 * (-) Of the oxygen that people breathe in a part what the pressure loses. Where machines stand, or may stand: how much they replace and
 * how much carbon dioxide they take out is not known. Where none does, all of the dioxide stays: 1.0 kg a day for 0.84 kg of
 * oxygen, 0.87 by moles. And of all that is breathed aboard what machines may go on making or removing for people elsewhere.
 */
export const breath = {
  withMachines: { expected: 0.5, sd: 0.5 },
  without: { expected: 0.13, sd: 0.15 },
  elsewhere: 1,
} as const;
/**
 * (s) For how long what people and machines change in a part goes on, where they change more than its air does by itself: a machine that
 * was shut in has soon taken out what carbon dioxide there is, 3 mmHg in 80 m3 within hours. Plans go by that. Who judges readings
 * takes it to last longer than any test: a machine that is off by a steady amount must not pass for a leak in the end.
 */
export const lived = { tau: 8 * hour, atMost: 240 * hour } as const;
/** (-) Gas let in is known to a tenth. */
export const supplyError = 0.1;
/** (-) The share of the thermometers of a part in the warmth of its gas. */
export const thermometers = { mean: 0.8, sd: 0.3 } as const;
/** (Pa) How far a gauge may be off; (s) in which the rounding of a coarse one wanders. */
export const gauge = { sd: 5 * mmHg, rounding: 10 * minute } as const;
/** (-) The flow that a closure is judged by is no better known than this: volumes of free air, cooling of the gas. */
export const flowError = 0.15;

/** (-) Of a fall that stands far out of the noise, its shape is no better known than this: cooling, flow law, time of the hatch. */
export const shapeError = 0.1;

/** (-) A hole in a searched module is missed: with racks running (as in January 2004), and in a quiet module. */
export const missRate = { racksRunning: 0.3, quiet: 0.1 } as const;
/** (-) Something else is taken for the hole. */
export const falseFind = 0.02;
/** (-) A sensor of the flow through a hatch shows the wrong way. */
export const wrongWay = 0.2;
/** (N m) Of what is left of a torque once all else is accounted for: drag alone is 0.5 to 8. */
export const torqueNoise = 2;
/** (-) The attitude is worth no more than this factor between two modules. */
export const mostFromTorque = 3;

/**
 * (Pa) How far the pressure of a volume that nobody reads may have moved by its warmth and its moisture alone, twice what is assumed of
 * modules. When it is opened, gauges are averaged over so many minutes; (-, Pa) something else has moved them, by so much.
 */
export const opening = { sd: 0.2 * mmHg, minutes: 5, spoilt: { chance: 0.02, sd: 1 * mmHg } } as const;

/**
 * (-) What a verdict needs. Every group of modules that it leaves out must be `lowered` so far against it since the prior, so that none is left out only
 * because it was unlikely from the first. And even with hatches `sceptic` times as apt not to be tight, up to even odds, no more than `doubt`
 * may be left for a leak elsewhere behind one of them: what did not fall must have been seen to part from what did.
 */
export const verdictAt = { sure: 0.98, lowered: 0.1, sceptic: 25, doubt: 0.002 } as const;
/** (-) What is carried over of a hatch's own record lies within these. */
export const leakyBounds = { low: 1e-4, high: 0.98 } as const;
