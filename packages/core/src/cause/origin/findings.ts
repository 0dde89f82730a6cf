import { englishOf, type Phrase, phrase } from "../../phrase/index.ts";
import type { ShieldFace } from "../../station/index.ts";
import { shieldFaces } from "../../station/index.ts";
import { debrisFactor, meteoroidFactor, orbitalSpeed, type Population } from "../flux/index.ts";
import { causes, type OfCauses, ofCauses } from "./causes.ts";
import type { Edited, Evidence, Item } from "./evidence.ts";
import { holeSizeChance, otherSizeChance } from "./hole-size.ts";
import { reasons, tables } from "./likelihoods.ts";

/** What a piece of evidence says of each cause, before anything else is known. */
export interface Finding {
  readonly kind: Item["kind"];
  /** As a person would say it. */
  readonly found: string;
  /** The same, where it is no word of a list. */
  readonly foundSays?: Phrase;
  readonly likelihood: OfCauses;
  /** Causes for which the file has its own likelihood. */
  readonly edited: Edited;
  /** Why it tells causes apart, and what stands behind its figures. */
  readonly why: Phrase;
}

/** The finding of an item, with the likelihoods of the file in place of the usual ones. `populations` are those of the orbit. */
export function findingOf(item: Item, evidence: Evidence, populations: readonly Population[]): Finding {
  const { found, foundSays, likelihood, why } = usual(item, evidence, populations);
  const own = item.likelihood ?? {};
  return {
    kind: item.kind,
    found,
    ...(foundSays !== undefined && { foundSays }),
    likelihood: ofCauses((cause) => own[cause] ?? likelihood[cause]),
    edited: item.kind === "other" ? [] : causes.filter((cause) => own[cause] !== undefined),
    why,
  };
}

type Usual = Pick<Finding, "found" | "foundSays" | "likelihood" | "why">;

function usual(item: Item, evidence: Evidence, populations: readonly Population[]): Usual {
  switch (item.kind) {
    case "diameter":
      return diameter(item.from_mm / 1000, item.to_mm / 1000, evidence, populations);
    case "face":
      return face(item.found, evidence, populations);
    case "detector": {
      const { found, would_hear, false_alarm = 0.01 } = item;
      const heard = ofCauses((c) =>
        c === "debris" || c === "meteoroid" ? Math.max(would_hear, false_alarm) : false_alarm,
      );
      const likelihood = found === "impact" ? heard : ofCauses((c) => Math.max(1e-6, 1 - heard[c]));
      return {
        found,
        likelihood,
        why: phrase`a detector that hears ${would_hear} of such impacts, and ${false_alarm} of what is none`,
      };
    }
    case "conjunction":
      return {
        found: item.found,
        likelihood: ofCauses(() => 1),
        why: phrase`an object that is tracked would not make a hole of millimetres: it says nothing`,
      };
    case "other":
      return { found: item.found, likelihood: item.likelihood, why: phrase`as an engineer put it` };
    default: {
      const table = tables[item.kind] as Readonly<Record<string, OfCauses>>;
      return { found: item.found, likelihood: table[item.found], why: reasons[item.kind] };
    }
  }
}

const before = {
  nothing: phrase``,
  blanket: phrase`; larger particles come through a blanket and no sizes of their holes are known: this speaks for an impact if for anything`,
  bumper: phrase`; fragments come through a bumper and no sizes of their holes are known: this speaks for an impact if for anything`,
} as const;

function diameter(low: number, high: number, { wall }: Evidence, populations: readonly Population[]): Usual {
  const likelihood = ofCauses((cause) => {
    if (cause !== "debris" && cause !== "meteoroid") return otherSizeChance(cause, low, high);
    const population = populations.find((p) => p.name === cause);
    // Without a wall the file has its own likelihoods: `parseEvidence`.
    if (wall === undefined || population === undefined) return 1;
    return Math.max(1e-6, holeSizeChance(population, wall.thickness, low, high));
  });
  const sheet =
    wall === undefined ? phrase`` : phrase`a sheet of ${Number((wall.thickness * 1000).toPrecision(3))} mm, bare`;
  const foundSays = phrase`${Number((1000 * low).toPrecision(4))} to ${Number((1000 * high).toPrecision(4))} mm`;
  return {
    found: englishOf(foundSays),
    foundSays,
    likelihood,
    why: phrase`holes by impacts in ${sheet}: flux, ballistic limit, hole${before[wall?.before ?? "nothing"]}`,
  };
}

function face(found: ShieldFace, { altitude }: Evidence, populations: readonly Population[]): Usual {
  const speeds = populations.find((p) => p.name === "debris")?.speeds ?? [];
  const factor = {
    debris: (f: ShieldFace) => debrisFactor(speeds, orbitalSpeed(altitude), f),
    meteoroid: (f: ShieldFace) => meteoroidFactor(altitude, f),
  };
  const likelihood = ofCauses((cause) => {
    if (cause !== "debris" && cause !== "meteoroid") return 1 / shieldFaces.length;
    const whole = shieldFaces.reduce((sum, f) => sum + factor[cause](f), 0);
    return Math.max(1e-3, factor[cause](found) / whole);
  });
  return {
    found,
    likelihood,
    why: phrase`debris comes along the horizon, most of it from ahead; meteoroids from above`,
  };
}

/** Every kind of evidence, as it stands in a sentence. */
export const kindNames: Readonly<Record<Item["kind"], Phrase>> = {
  diameter: phrase`diameter`,
  shape: phrase`shape`,
  rim: phrase`rim`,
  "wall-position": phrase`wall-position`,
  photograph: phrase`photograph`,
  pits: phrase`pits`,
  "outer-layer": phrase`outer-layer`,
  "patch-inside": phrase`patch-inside`,
  detector: phrase`detector`,
  onset: phrase`onset`,
  "worked-before": phrase`worked-before`,
  cycling: phrase`cycling`,
  face: phrase`face`,
  conjunction: phrase`conjunction`,
  other: phrase`other`,
};
