/** What to do next where the leak has been found: its hole is worked on, or being checked, and no search is needed. */
import type { Finding } from "../locate/index.ts";
import type { PlanNode } from "../plan/index.ts";
import { second } from "../quantity/index.ts";
import type { Station } from "../station/index.ts";
import type { Cabin } from "./cabin.ts";
import { whatStands } from "./settled.ts";
import { holeWords } from "./words.ts";

/** Steps that a hole which is being mended makes needless; people are not kept from leaving, nor from shutting it off for good. */
const needless: readonly PlanNode["action"][] = ["close", "open", "wait", "search-module"];

/** The `step` of the search, or what there is to wait for at the hole that has been found where the leak is. */
export function orMend(step: PlanNode, station: Station, cabin: Cabin, finding: Finding): PlanNode {
  if (!needless.includes(step.action)) return step;
  // A hatch is to be opened for people's sake: only a check that runs is worth waiting for.
  const why =
    step.action === "open"
      ? waitForCheck(station, cabin, finding, `; then open ${step.hatches.join(", ")}`)
      : (waitForCheck(station, cabin, finding) ?? waitForHole(cabin, finding));
  if (why === null) return step;
  const { modules } = finding;
  const [watch, expected] = [second(0), second(0)];
  return { action: "wait", hatches: [], crew: {}, modules, watch, observe: [], expected, why, outcomes: [] };
}

/** The checks that run and how the holes stand, as far as they bear on what to do next. */
export const mendingOf = ({ mending }: Pick<Cabin, "mending">) => [
  mending.checks.map(({ check }) => [check.checked.modules, check.verdict === "undecided"]),
  mending.holes.map((h) => [h.id, h.state]),
];

function waitForCheck(station: Station, { mending }: Cabin, finding: Finding, then = ""): string | null {
  const { modules, hatches } = finding;
  const doubted = station.hatches.filter((h) => hatches.includes(h.id));
  const holds = (checked: readonly string[]) =>
    modules.length > 0
      ? modules.every((m) => checked.includes(m))
      : doubted.length > 0 && doubted.every((h) => h.between.some((m) => checked.includes(m)));
  const runs = mending.checks.find(({ check }) => check.verdict === "undecided" && holds(check.checked.modules));
  if (runs === undefined) return null;
  const checked = runs.check.checked.modules.join(" and ");
  return `a leak check of ${checked} runs: until it is decided its hatches stay as they are, and nobody goes in or out${then}`;
}

function waitForHole(cabin: Cabin, { modules }: Finding): string | null {
  const { holes, proofs } = cabin.mending;
  const here = holes.filter((h) => modules.includes(h.module));
  if (here.length === 0 || here.some((h) => h.state === "open" || h.state === "leaking")) return null;
  const unproven = here.filter((h) => h.state !== "tight");
  if (unproven.length > 0) {
    const stand = unproven.map((h) => `hole ${h.id} is ${holeWords[h.state]}`).join(", ");
    return `${stand}: once it has had its time, shut it off and check whether it is tight`;
  }
  const proof = proofs.find((p) => modules.every((m) => p.modules.includes(m)));
  const stands = proof === undefined ? null : whatStands(cabin, proof);
  return stands && `${here.map((h) => h.id).join(", ")} is checked tight; the leak alarm stays: ${stands}`;
}
