/** What stands between a module's air and what flies about. */
import type { Metre, Pascal, SquareMetre } from "../quantity/index.ts";

/** Shields of the ISS for which coefficients are published. */
export const issFits = [
  "us-lab-cylinder",
  "us-lab-endcone",
  "node-1-forward-cylinder",
  "node-1-aft-cylinder",
  "node-1-endcone",
  "node-1-endcone-thin",
  "sm-small-diameter",
  "sm-large-diameter",
] as const;
export type IssFit = (typeof issFits)[number];

export const shieldFaces = ["ram", "aft", "port", "starboard", "zenith", "nadir"] as const;
export type ShieldFace = (typeof shieldFaces)[number];

/** How the wall is built. Areal densities (kg/m2), densities (kg/m3). */
export type ShieldBuild =
  | {
      readonly kind: "single-wall";
      readonly wall: Metre;
      /** Brinell. */
      readonly hardness: number;
      readonly density: number;
      /** (m/s) */
      readonly soundSpeed: number;
      readonly insulation: number;
    }
  | {
      readonly kind: "whipple";
      readonly bumper: Metre;
      readonly bumperDensity: number;
      readonly standoff: Metre;
      readonly wall: Metre;
      readonly wallYield: Pascal;
      readonly insulation: number;
      /** From the bumper. */
      readonly insulationStandoff: Metre;
    }
  | {
      readonly kind: "stuffed-whipple";
      readonly bumper: Metre;
      readonly bumperDensity: number;
      /** Of Nextel and Kevlar together. */
      readonly stuffing: number;
      readonly standoff: Metre;
      readonly wall: Metre;
      readonly wallDensity: number;
      readonly wallYield: Pascal;
    }
  | { readonly kind: "iss-fit"; readonly fit: IssFit }
  | { readonly kind: "soyuz-om" };

/** A part of a module's outside that is built alike. */
export type ShieldZone = ShieldBuild & {
  /** What may be hit, all faces together. */
  readonly area: SquareMetre;
  /** By face, where the file says so; else it is taken as randomly turned. */
  readonly faces?: Partial<Readonly<Record<ShieldFace, SquareMetre>>>;
  /** (-) Share of it that no other part of the station hides. */
  readonly exposed: number;
  /** Whether the build is published or assumed. */
  readonly from: "published" | "assumed";
  readonly source?: string;
};
