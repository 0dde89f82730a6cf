import { type Phrase, phrase } from "../../phrase/index.ts";
import type { OfCauses } from "./causes.ts";

/** Debris and meteoroids leave alike what is told apart here. */
const impact = (struck: number, drilled: number, crack: number, seal: number): OfCauses => ({
  debris: struck,
  meteoroid: struck,
  drilled,
  crack,
  seal,
});

/**
 * How often each finding of a kind is met under each cause: impact, drilled, crack, seal. By judgement, to be edited in the evidence file,
 * as counted holes and drills are few. Of one kind the findings sum to 1 under every cause.
 */
export const tables = {
  shape: {
    round: impact(0.7, 0.9, 0.01, 0.05),
    oval: impact(0.2, 0.08, 0.04, 0.05),
    slit: impact(0.02, 0.01, 0.9, 0.7),
    ragged: impact(0.08, 0.01, 0.05, 0.2),
  },
  rim: {
    "raised-lip": impact(0.8, 0.03, 0.02, 0.02),
    machined: impact(0.02, 0.9, 0.01, 0.01),
    torn: impact(0.13, 0.02, 0.92, 0.37),
    plain: impact(0.05, 0.05, 0.05, 0.6),
  },
  "wall-position": {
    "mid-wall": impact(0.85, 0.7, 0.1, 0.01),
    weld: impact(0.08, 0.1, 0.6, 0.02),
    frame: impact(0.05, 0.15, 0.28, 0.02),
    seal: impact(0.02, 0.05, 0.02, 0.95),
  },
  photograph: {
    scratches: impact(0.01, 0.6, 0.02, 0.02),
    spatter: impact(0.4, 0.02, 0.02, 0.02),
    clean: impact(0.59, 0.38, 0.96, 0.96),
  },
  pits: {
    one: impact(0.5, 0.97, 0.95, 0.99),
    several: impact(0.5, 0.03, 0.05, 0.01),
  },
  "outer-layer": {
    hole: impact(0.97, 0.1, 0.03, 0.02),
    intact: impact(0.03, 0.9, 0.97, 0.98),
  },
  "patch-inside": {
    found: impact(0.002, 0.5, 0.002, 0.01),
    none: impact(0.998, 0.5, 0.998, 0.99),
  },
  onset: {
    step: impact(0.97, 0.6, 0.1, 0.4),
    grows: impact(0.03, 0.4, 0.9, 0.6),
  },
  "worked-before": {
    "hatch-or-valve": impact(0.03, 0.05, 0.05, 0.6),
    nothing: impact(0.97, 0.95, 0.95, 0.4),
  },
  cycling: {
    strong: impact(0.2, 0.2, 0.6, 0.4),
    usual: impact(0.8, 0.8, 0.4, 0.6),
  },
} as const;

export type TableKind = keyof typeof tables;

/** Why a kind tells causes apart, for the table of the answer. */
export const reasons: Readonly<Record<TableKind, Phrase>> = {
  shape: phrase`impacts and drills leave round holes, cracks and seals slits`,
  rim: phrase`metal that is struck flows into a lip; a drill cuts`,
  "wall-position": phrase`cracks start at welds and frames, seals leak at seals`,
  photograph: phrase`what else is seen beside the hole: a drill that slipped, or metal that splashed`,
  pits: phrase`through a blanket or bumper a cloud of fragments arrives`,
  "outer-layer": phrase`what came from outside went through every layer before the wall`,
  "patch-inside": phrase`somebody knew of the hole before it leaked`,
  onset: phrase`a crack grows, an impact does not`,
  "worked-before": phrase`a seal leaks after it was worked`,
  cycling: phrase`pressure and temperature that come and go drive cracks`,
};
