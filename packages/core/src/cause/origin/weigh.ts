import { type Phrase, phrase } from "../../phrase/index.ts";
import type { ShieldZone, Station } from "../../station/index.ts";
import { type FluxTables, noteOf } from "../flux/index.ts";
import { accuracyOf, type Trust } from "../shield/index.ts";
import { causes, normalised, type OfCauses, ofCauses } from "./causes.ts";
import type { Evidence } from "./evidence.ts";
import { type Finding, findingOf, kindNames } from "./findings.ts";
import { type Priors, populationsAround, priorsOf, valuesOf } from "./priors.ts";

/** One piece of evidence and what it did. */
export interface Step extends Finding {
  /** Where it comes from, and who put it down, as the file says. */
  readonly source?: string;
  readonly by?: string;
  /** Weight of evidence: 10 log10 of its likelihood under a cause over that under all others as believed before it. */
  readonly decibans: OfCauses;
  /** What is believed with it and all before it. */
  readonly after: OfCauses;
  /** What would be believed in the end without it. */
  readonly without: OfCauses;
}

/** Causes weighed: never one word, always the table. */
export interface Weighing {
  readonly evidence: Evidence;
  readonly priors: Priors;
  /** The priors, given that there is such a hole. */
  readonly before: OfCauses;
  readonly steps: readonly Step[];
  readonly posterior: OfCauses;
  /** What the posterior may be with any one prior at an end of its band. */
  readonly low: OfCauses;
  readonly high: OfCauses;
  /** How far the priors of impacts may be trusted: of each kind of shield before that module; none where none is known. */
  readonly trust: readonly Trust[];
  /** What fluxes were widened or taken as, and which pieces come from one source, in sentences. */
  readonly notes: readonly Phrase[];
}

const update = (believed: OfCauses, { likelihood }: Pick<Finding, "likelihood">): OfCauses =>
  normalised(ofCauses((cause) => believed[cause] * likelihood[cause]));

const through = (prior: OfCauses, findings: readonly Finding[]): OfCauses => findings.reduce(update, normalised(prior));

/**
 * What made the hole: Bayes' rule over five causes, priors from the risk of that module and the evidence one piece after another, taken as
 * independent given the cause. `tables` go in place of the built-in fluxes. Throws `FluxRangeError` for an orbit or
 * a year that the fluxes say nothing of, `MissingPriorError` without a station for an impact that has no prior.
 */
export function weighCauses(evidence: Evidence, station?: Station, tables: FluxTables = {}): Weighing {
  const priors = priorsOf(evidence, station, tables);
  const populations = populationsAround(evidence, tables);
  const findings = evidence.items.map((item) => findingOf(item, evidence, populations));
  const prior = valuesOf(priors);
  let believed = normalised(prior);
  const steps = findings.map((finding, i): Step => {
    const before = believed;
    believed = update(before, finding);
    const { source, by } = evidence.items[i];
    return {
      ...finding,
      ...(source !== undefined && { source }),
      ...(by !== undefined && { by }),
      decibans: decibans(before, finding.likelihood),
      after: believed,
      without: through(prior, findings.toSpliced(i, 1)),
    };
  });
  const ends = causes.flatMap((cause) =>
    (["low", "high"] as const).map((end) => through({ ...prior, [cause]: priors[cause][end] }, findings)),
  );
  return {
    evidence,
    priors,
    before: normalised(prior),
    steps,
    posterior: believed,
    low: ofCauses((cause) => Math.min(...ends.map((end) => end[cause]))),
    high: ofCauses((cause) => Math.max(...ends.map((end) => end[cause]))),
    trust: trustIn(station?.modules.find((m) => m.id === evidence.module)?.shield ?? []),
    notes: [...populations.flatMap((p) => p.notes.map((note) => noteOf(p, note))), ...sharedSources(steps)],
  };
}

/** Independent given the cause is what pieces from one source are least of all. */
function sharedSources(steps: readonly Step[]): Phrase[] {
  const bySource = Map.groupBy(
    steps.filter((step) => step.source !== undefined),
    (step) => step.source,
  );
  return [...bySource].flatMap(([source, from]) =>
    from.length < 2
      ? []
      : [
          phrase`${from.map((s) => kindNames[s.kind]).reduce((a, b) => phrase`${a} and ${b}`)} come from one source (${source!}): together they say less than is counted here`,
        ],
  );
}

const trustIn = (shield: readonly ShieldZone[]) => [
  ...new Map(shield.map((zone) => [zone.kind, accuracyOf(zone)])).values(),
];

/** I. J. Good, Probability and the Weighing of Evidence (1950): weight of evidence for each cause against all others together. */
function decibans(before: OfCauses, likelihood: OfCauses): OfCauses {
  return ofCauses((cause) => {
    const others = causes.filter((c) => c !== cause);
    const share = others.reduce((sum, c) => sum + before[c], 0);
    const against = others.reduce((sum, c) => sum + before[c] * likelihood[c], 0) / share;
    return 10 * Math.log10(likelihood[cause] / against);
  });
}
