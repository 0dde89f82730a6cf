import { type Pascal, pascal, type Second, second, toSI } from "../quantity/index.ts";
import { closureInformation, type Information } from "./information.ts";

/** What a search is held to. Each default says where it comes from. */
export interface Settings {
  /** (-) Chance that a closure names the wrong side. */
  readonly alpha: number;
  /** What a volume's readings tell of its rate, by time watched. */
  readonly information: Information;
  /** A part with people in it may lose this much while it is watched, and its hatch opened again if it parts people. */
  readonly mayLose: Pascal;
  /** The largest pressure across a hatch that is to be opened again; what would need more is left shut for good. */
  readonly openBelow: Pascal;
  /** No shut hatch is opened where the pressures on its two sides differ by more. */
  readonly openInto: Pascal;
  /** A hatch that is to be opened again stays shut at most half the time in which the joined volume loses 1 mmHg. */
  readonly halfMillimetre: boolean;
  /** One reading of a hand gauge, and how often one is taken: where people are and no sensor is. None where null. */
  readonly handGauge: { readonly sigma: Pascal; readonly period: Second } | null;
  /** What it is worth to tell two modules apart: a set is left as it is rather than spend longer on it. */
  readonly worth: Second;
  /** (-) A plan that is longer by this share is as good. */
  readonly within: number;
  /** Sets of hatches that are looked at, about; where they are not enough the plan says how far from the best it may be. */
  readonly effort: number;
  /** Parts of the station that are told apart, at most 30: of more the least likely neighbours are taken as one. */
  readonly parts: number;
}

const mmHg = (x: number) => toSI("pressure", x, "mmHg");

export const defaultSettings: Settings = {
  /** Of a sequential test: wrong once in a thousand closures. An assumption. */
  alpha: 0.001,
  /** The air of a part that was just shut off is held to wander twice as much as that of the whole. An assumption. */
  information: closureInformation(2),
  /** An assumption: 50 mmHg of 747 leave twice as much to the limit at which crews count their reserve. */
  mayLose: mmHg(50),
  /** Hatches are taken to have a valve through which pressures even out; `openInto` bounds them. */
  openBelow: pascal(Number.POSITIVE_INFINITY),
  /** Air rushes into a volume that has leaked for long. An assumption. */
  openInto: mmHg(50),
  /** Practice of Soyuz crews: S. Cristoforetti's training log of L-286. At 0.6 mmHg/h it is 50 min. It costs a
   * search on the shipped stations 2 % of its minutes at most. */
  halfMillimetre: true,
  /** A needle read to half a millimetre, once a minute. An assumption. */
  handGauge: { sigma: mmHg(0.5), period: second(60) },
  worth: toSI("time", 7, "day"),
  within: 0.01,
  effort: 100_000,
  parts: 30,
};
