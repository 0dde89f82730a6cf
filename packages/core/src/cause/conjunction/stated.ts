import { type Phrase, phrase } from "../../phrase/index.ts";
import type { Cdm, CdmFrame } from "../message/cdm.ts";
import { along, rtnAxes } from "./frame.ts";
import { encounterOf, type UncertainState } from "./plane.ts";
import { circleProbability } from "./probability.ts";
import { type Doubt, doubt } from "./validity.ts";
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
    doubts.push(
      doubt(
        "not-as-stated",
        phrase`the states pass at ${one(missDistance)} m, the message states ${one(cdm.missDistance)} m`,
      ),
    );
  }
  const { relativePosition: stated } = cdm;
  if (stated === undefined) return doubts;
  const off = (frame: CdmFrame) => norm(minus(relative(readAs(frame)), stated));
  const { frame } = cdm.objects[0];
  if (!differ(off(frame), norm(stated))) return doubts;
  const other = frame === "ITRF" ? "EME2000" : "ITRF";
  const [said, found] = [stated, relative(readAs(frame))].map((x) => x.map(one).join(", "));
  const says = phrase`the stated relative position (${said}) m is by the states in ${frame} (${found}) m`;
  const isOther = !differ(off(other), norm(stated));
  doubts.push(doubt("not-as-stated", isOther ? phrase`${says}; ${instead(other, readAs(other), radius)}` : says));
  return doubts;
}

function instead(frame: CdmFrame, [a, b]: readonly [UncertainState, UncertainState], radius: number): Phrase {
  const encounter = encounterOf(a, b, radius);
  const probability = encounter === null ? Number.NaN : circleProbability(encounter.passage, radius);
  return phrase`read as ${frame} they agree, and the probability is ${probability.toExponential(2)}: the frame may be named wrongly`;
}

const one = (x: number) => x.toFixed(1);
const differ = (by: number, of: number) => Math.abs(by) > Math.max(metres, share * of);

/** (m) The second object seen from the first, along its radial, transverse and normal, at the moment of the states. */
const relative = ([a, b]: readonly [UncertainState, UncertainState]): Vec3 =>
  along(rtnAxes(a.position, a.velocity), minus(b.position, a.position));
