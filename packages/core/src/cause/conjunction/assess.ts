import type { Cdm, CdmFrame, CdmObject } from "../message/cdm.ts";
import { along, fromAxes, inertialVelocity, rtnAxes, toAxes } from "./frame.ts";
import { type Encounter, encounterOf, type UncertainState } from "./plane.ts";
import {
  circleProbability,
  greatestProbability,
  type Passage,
  squareProbability,
  tiltedSquareProbability,
} from "./probability.ts";
import { type Level, levelOf } from "./rule.ts";
import { doubtsAboutStated } from "./stated.ts";
import { type Doubt, doubtsAbout } from "./validity.ts";
import type { Vec3 } from "./vector.ts";

/** Where a hard-body radius comes from. */
export type RadiusFrom = "option" | "message" | "assumed";

/** (m) Both objects together, where nobody says: the ISS, for which 60 to 70 m are in use and no official value is public. */
export const assumedRadius = 60;

/** Shapes of the hard body for which the probability is told. */
export type Shape = "circle" | "square" | "square-along-miss";

/** What a message says of a collision, worked out anew. */
export interface Assessment {
  readonly cdm: Cdm;
  /** (m) Combined. */
  readonly radius: number;
  readonly radiusFrom: RadiusFrom;
  /** Null where the two do not move against each other: then no probability is defined. */
  readonly encounter: Encounter | null;
  /** Along radial, transverse and normal of the first object: where the second is, and one sigma of that (m). */
  readonly seen: { readonly miss: Vec3; readonly sigma: Vec3 } | null;
  /** By shape of the hard body: round; a square along the principal axes; a square with a side along the miss vector. */
  readonly probability: Readonly<Record<Shape, number>> | null;
  readonly level: Level | null;
  /** Empty where the assumptions of the two-dimensional probability hold and the message agrees with itself. */
  readonly doubts: readonly Doubt[];
  /** The most that the same covariance, made larger or smaller as a whole, gives, and by which factor on sigma; null where none gives any. */
  readonly greatest: { readonly probability: number; readonly scale: number } | null;
  /** The most that any circular covariance gives. */
  readonly bound: number | null;
  /** The shape that agrees best with the probability stated in the message, where one does within 2 %. */
  readonly statedShape: Shape | null;
}

/** How near a stated probability must come: messages round to 3 or 4 digits and state the TCA to 1 ms. */
const agreement = 0.02;

/**
 * Probability of collision of a message for a combined hard-body radius (m): as given, else as the message says, else that
 * of the ISS. See `circleProbability` for the integral and `doubtsAbout` for its validity.
 */
export function assessCdm(cdm: Cdm, given?: number): Assessment {
  const [radius, radiusFrom] = radiusOf(cdm, given);
  const readAs = (frame: CdmFrame) => [stateOf(one, frame), stateOf(two, frame)] as const;
  const [one, two] = cdm.objects;
  const [a, b] = readAs(one.frame);
  const encounter = encounterOf(a, b, radius);
  const hasVelocity = cdm.objects.every((object) => object.hasVelocityCovariance);
  const doubts = [
    ...doubtsAbout(a, b, radius, hasVelocity),
    ...(encounter === null ? [] : doubtsAboutStated(cdm, encounter.missDistance, radius, readAs)),
  ];
  const rest = { cdm, radius, radiusFrom, encounter, doubts };
  if (encounter === null) {
    return { ...rest, seen: null, probability: null, level: null, greatest: null, bound: null, statedShape: null };
  }
  const probability = {
    circle: circleProbability(encounter.passage, radius),
    square: squareProbability(encounter.passage, radius),
    "square-along-miss": tiltedSquareProbability(encounter.tilted, radius),
  };
  return {
    ...rest,
    seen: seenFrom(a, b, encounter),
    probability,
    level: levelOf(probability.circle),
    greatest: greatestByScale(encounter.passage, radius),
    bound: greatestProbability(encounter.missDistance, radius),
    statedShape: cdm.probability === undefined ? null : shapeOf(cdm.probability, probability),
  };
}

function radiusOf({ hardBody, objects: [a, b] }: Cdm, given: number | undefined): readonly [number, RadiusFrom] {
  if (given !== undefined) return [given, "option"];
  if (hardBody !== undefined) return [hardBody, "message"];
  if (a.hardBody !== undefined || b.hardBody !== undefined) {
    return [(a.hardBody ?? 0) + (b.hardBody ?? 0), "message"];
  }
  return [assumedRadius, "assumed"];
}

/** In axes that do not turn, along those of the message's frame at this moment. */
function stateOf({ position, velocity: given, covariance }: CdmObject, frame: CdmFrame): UncertainState {
  const velocity = frame === "ITRF" ? inertialVelocity(position, given) : given;
  return { position, velocity, covariance: fromAxes(rtnAxes(position, velocity), covariance) };
}

function seenFrom(a: UncertainState, b: UncertainState, { miss }: Encounter) {
  const axes = rtnAxes(a.position, a.velocity);
  const [one, two] = [a, b].map((state) => toAxes(axes, state.covariance));
  const sigma = [0, 1, 2].map((i) => Math.sqrt(Math.max(0, one[i][i] + two[i][i]))) as unknown as Vec3;
  return { miss: along(axes, miss), sigma };
}

function shapeOf(stated: number, found: Readonly<Record<Shape, number>>): Shape | null {
  const off = (shape: Shape) => Math.abs(found[shape] / stated - 1);
  const nearest = (Object.keys(found) as Shape[]).toSorted((a, b) => off(a) - off(b))[0];
  return off(nearest) <= agreement ? nearest : null;
}

/** Over factors of 1/100 to 100 on both sigmas, 10 a decade and then by thirds. */
function greatestByScale({ sigma: [sx, sy], mean }: Passage, radius: number) {
  const at = (log: number) => circleProbability({ sigma: [sx * 10 ** log, sy * 10 ** log], mean }, radius);
  let [best, most] = [-2, at(-2)];
  for (let log = -1.9; log <= 2; log += 0.1) {
    const here = at(log);
    if (here > most) [best, most] = [log, here];
  }
  if (most === 0) return null;
  let [low, high] = [best - 0.1, best + 0.1];
  while (high - low > 1e-4) {
    const third = (high - low) / 3;
    if (at(low + third) < at(high - third)) low += third;
    else high -= third;
  }
  const log = (low + high) / 2;
  return { probability: at(log), scale: 10 ** log };
}
