import type { Cdm, CdmFrame } from "../message/cdm.ts";
import { along, rtnAxes } from "./frame.ts";
import { encounterOf, type UncertainState } from "./plane.ts";
import { circleProbability } from "./probability.ts";
import type { Doubt } from "./validity.ts";
import { minus, norm, type Vec3 } from "./vector.ts";

/** (m) What is stated and what the states give may differ by so much, or by this share: rounding, and time to 1 ms. */
const [metres, share] = [2, 0.01];

/** States of both objects if their frame were this one. */
export type ReadAs = (frame: CdmFrame) => readonly [UncertainState, UncertainState];

/**
 * Whether a message agrees with itself: its states with the miss distance and the relative position that it states. A frame
 * that is named wrongly turns the covariances by up to 4 degrees, which may change the probability a thousandfold, and shows
 * here: the full example of CCSDS 508.0-B-1 has states of ITRF called EME2000. Empty where they agree, or nothing is stated.
 */
export function doubtsAboutStated(cdm: Cdm, missDistance: number, radius: number, readAs: ReadAs): readonly Doubt[] {
  const doubts: Doubt[] = [];
  if (differ(missDistance - cdm.missDistance, cdm.missDistance)) {
    doubts.push(doubt(`the states pass at ${one(missDistance)} m, the message states ${one(cdm.missDistance)} m`));
  }
  const { relativePosition: stated } = cdm;
  if (stated === undefined) return doubts;
  const off = (frame: CdmFrame) => norm(minus(relative(readAs(frame)), stated));
  const { frame } = cdm.objects[0];
  if (!differ(off(frame), norm(stated))) return doubts;
  const other = frame === "ITRF" ? "EME2000" : "ITRF";
  const why = differ(off(other), norm(stated)) ? "" : `; ${instead(other, readAs(other), radius)}`;
  const by = `by the states in ${frame} (${relative(readAs(frame)).map(one).join(", ")}) m`;
  doubts.push(doubt(`the stated relative position (${stated.map(one).join(", ")}) m is ${by}${why}`));
  return doubts;
}

function instead(frame: CdmFrame, [a, b]: readonly [UncertainState, UncertainState], radius: number): string {
  const encounter = encounterOf(a, b, radius);
  const probability = encounter === null ? Number.NaN : circleProbability(encounter.passage, radius);
  return `read as ${frame} they agree, and the probability is ${probability.toExponential(2)}: the frame may be named wrongly`;
}

const doubt = (text: string): Doubt => ({ code: "not-as-stated", text });
const one = (x: number) => x.toFixed(1);
const differ = (by: number, of: number) => Math.abs(by) > Math.max(metres, share * of);

/** (m) The second object seen from the first, along its radial, transverse and normal, at the moment of the states. */
const relative = ([a, b]: readonly [UncertainState, UncertainState]): Vec3 =>
  along(rtnAxes(a.position, a.velocity), minus(b.position, a.position));
