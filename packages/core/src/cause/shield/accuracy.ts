import type { ShieldBuild } from "../../station/index.ts";

/** How often an equation was right about real shots. */
export interface Accuracy {
  readonly shots: number;
  /** (-) Share predicted as it came. */
  readonly right: number;
  /** (-) Share of all that were called safe and perforated. */
  readonly unsafe: number;
  /** (-) The same by speed along the normal: where fragments stay whole, in between, where they melt or vaporise. */
  readonly unsafeBySpeed: { readonly slow: number; readonly between: number; readonly fast: number };
}

/** 1,135 shots at Whipple shields (shannonjryan/pyBLOSSUM, MIT): below 3, 3 to 7, from 7 km/s along the normal. */
export const whippleAccuracy: Accuracy = {
  shots: 1135,
  right: 0.731,
  unsafe: 0.112,
  unsafeBySpeed: { slow: 0.045, between: 0.13, fast: 0.108 },
};

/** 167 shots at stuffed Whipple shields (same): below 2.6, 2.6 to 6.5, from 6.5 km/s along the normal. */
export const stuffedAccuracy: Accuracy = {
  shots: 167,
  right: 0.527,
  unsafe: 0.12,
  unsafeBySpeed: { slow: 0.214, between: 0.107, fast: 0.129 },
};

/** What is known of how far an answer for such a wall may be trusted. */
export interface Trust {
  readonly kind: ShieldBuild["kind"];
  /** The shots are at walls of its kind, or at the nearest kind that has any: Whipple shields. */
  readonly shotsAt: "this kind" | "whipple";
  readonly accuracy: Accuracy;
  readonly text: string;
}

const percent = (x: number) => `${(100 * x).toFixed(1)} %`;
const told = ({ shots, right, unsafe, unsafeBySpeed: { slow, between, fast } }: Accuracy) =>
  `right in ${percent(right)} of ${shots.toLocaleString("en")} real shots, unsafe in ${percent(unsafe)} (slow ${percent(slow)}, between ${percent(between)}, fast ${percent(fast)})`;

const nearest = (kind: ShieldBuild["kind"], text: string): Trust => ({
  kind,
  shotsAt: "whipple",
  accuracy: whippleAccuracy,
  text: `${text}; the nearest equation that has any, that of Whipple shields, is ${told(whippleAccuracy)}`,
});

/** How often the equation for such a wall is right: to be told with every answer that rests on it. */
export function accuracyOf({ kind }: Pick<ShieldBuild, "kind">): Trust {
  switch (kind) {
    case "whipple":
      return {
        kind,
        shotsAt: "this kind",
        accuracy: whippleAccuracy,
        text: `Whipple equation: ${told(whippleAccuracy)}`,
      };
    case "stuffed-whipple":
      return {
        kind,
        shotsAt: "this kind",
        accuracy: stuffedAccuracy,
        text: `stuffed Whipple equation: ${told(stuffedAccuracy)}`,
      };
    case "iss-fit":
      return nearest(kind, "fit to one shield of the ISS: gives the printed limits at 7 km/s, no public shots");
    case "soyuz-om":
      return nearest(kind, "orbital module equation: gives the three printed limits, no public shots");
    case "single-wall":
      return nearest(kind, "single wall equation: gives the values of NASA's own program, no public shots");
  }
}
