/** What an engineer has entered about a hole, as an evidence file of `hullwatch cause`. */
import { type Cause, causes } from "./types.ts";

/** Kinds of evidence of which one of a few things is found, as docs/cause.md has them. */
export const findings = {
  shape: ["round", "oval", "slit", "ragged"],
  rim: ["raised-lip", "machined", "torn", "plain"],
  "wall-position": ["mid-wall", "weld", "frame", "seal"],
  photograph: ["scratches", "spatter", "clean"],
  "patch-inside": ["found", "none"],
  pits: ["one", "several"],
  "outer-layer": ["hole", "intact"],
  detector: ["impact", "silence"],
  onset: ["step", "grows"],
  "worked-before": ["hatch-or-valve", "nothing"],
  cycling: ["strong", "usual"],
  face: ["ram", "aft", "port", "starboard", "zenith", "nadir"],
} as const;
export type FindingKind = keyof typeof findings;
export const findingKinds = Object.keys(findings) as FindingKind[];

/** As it stands in the form; what is not known is "". */
export interface Entered {
  readonly name: string;
  readonly knownAt: string;
  readonly module: string;
  readonly exposureDays: string;
  readonly ageYears: string;
  readonly wallMm: string;
  readonly before: string;
  readonly fromMm: string;
  readonly toMm: string;
  readonly wouldHear: string;
  readonly found: Readonly<Partial<Record<FindingKind, string>>>;
  readonly source: Readonly<Partial<Record<FindingKind | "diameter", string>>>;
  readonly priors: Readonly<Partial<Record<Cause, string>>>;
  readonly by: string;
}

const decimal = (text: string) => text.trim().replace(",", ".");
const isNumber = (text: string) => /^\d+(\.\d+)?(e-?\d+)?$/i.test(decimal(text));
/** A text that YAML reads as it stands. */
const quoted = (text: string) => JSON.stringify(text);
/** A number as typed, or the text itself, so that the reader of the file says what is wrong with it, and where. */
const value = (text: string) => (isNumber(text) ? decimal(text) : quoted(text));

/** An evidence file (YAML, `hullwatch: evidence/1`). */
export function evidenceFile(entered: Entered): string {
  const { name, knownAt, module, exposureDays, ageYears, wallMm, before, priors } = entered;
  const own = causes.filter((cause) => (priors[cause] ?? "").trim() !== "");
  const items = itemsOf(entered);
  return `${[
    "hullwatch: evidence/1",
    `name: ${quoted(name)}`,
    `known_at: ${knownAt}`,
    `module: ${quoted(module)}`,
    `exposure_days: ${value(exposureDays)}`,
    ...(ageYears.trim() === "" ? [] : [`age_years: ${value(ageYears)}`]),
    ...(wallMm.trim() === "" ? [] : [`wall: {thickness_mm: ${value(wallMm)}, before: ${before}}`]),
    ...(own.length === 0 ? [] : [`priors: {${own.map((cause) => `${cause}: ${value(priors[cause]!)}`).join(", ")}}`]),
    ...(items.length === 0 ? [] : ["evidence:", ...items.map((item) => `  - {${item.join(", ")}}`)]),
  ].join("\n")}\n`;
}

function itemsOf({ fromMm, toMm, wouldHear, found, source, by }: Entered): string[][] {
  const rest = (kind: FindingKind | "diameter") => {
    const said = (source[kind] ?? "").trim();
    return [...(said === "" ? [] : [`source: ${quoted(said)}`]), ...(by === "" ? [] : [`by: ${quoted(by)}`])];
  };
  const diameter =
    fromMm.trim() === "" && toMm.trim() === ""
      ? []
      : [["kind: diameter", `from_mm: ${value(fromMm)}`, `to_mm: ${value(toMm)}`, ...rest("diameter")]];
  const others = findingKinds.flatMap((kind) => {
    const one = found[kind] ?? "";
    if (one === "") return [];
    const hears = kind === "detector" ? [`would_hear: ${value(wouldHear)}`] : [];
    return [[`kind: ${kind}`, `found: ${one}`, ...hears, ...rest(kind)]];
  });
  return [...diameter, ...others];
}
