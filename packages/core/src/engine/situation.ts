/** The station as a search sees it: what people can count on, what stands where, and which modules are searched. */
import { type Finding, type Locator, likelyFlow } from "../locate/index.ts";
import { defaultSettings, type Situation } from "../plan/index.ts";
import { type Pascal, pascal } from "../quantity/index.ts";
import type { Station } from "../station/index.ts";
import type { Cabin } from "./cabin.ts";
import { pressureOf } from "./losing.ts";
import { isRead } from "./read.ts";
import type { Basis } from "./state.ts";

/**
 * (-) What may be let be, all together; and what readings have left of the odds of a module that they speak against, against the module
 * that they speak for most.
 */
export const letBe = 0.03;
const lowered = 0.25;
/**
 * Less than what a plan on its own is given, since it is made anew as the search goes on: on the ISS a third of the time at
 * 0.08 mmHg/h, 0.3 to 0.45 s. It leaves out the minutes in which neighbours taken as one are parted.
 */
export const settings = { ...defaultSettings, effort: defaultSettings.effort / 2, parts: 20 };

/** How long the closure that is being watched has been due. */
export type Stage = Basis["stage"];

/** (-) That the leak is in any of some modules. */
export const chanceOf = (probability: Finding["probability"], modules: readonly string[]) =>
  modules.reduce((sum, m) => sum + (probability[m] ?? 0), 0);

/** The station as people go by it: a hatch that is not as told, or has turned out not to be tight, is none to count on. */
export function situationOf(filed: Station, cabin: Cabin, locator: Locator, finding: Finding, stage: Stage): Situation {
  const { hatches } = finding;
  const isShut = (id: string) => cabin.hatches[id] === "open" && hatches.length === 1 && hatches[0] === id;
  const isLost = (id: string) => hatches.includes(id) || (cabin.hatches[id] === "open" && locator.loose.includes(id));
  const station = filed.hatches.some(({ id }) => isLost(id))
    ? { ...filed, hatches: filed.hatches.map((h) => (isLost(h.id) ? { ...h, operable: false } : h)) }
    : filed;
  const { probability } = finding;
  const suspects = suspectedNow(station, cabin, locator, finding, stage);
  const pressures = pressuresIn(cabin);
  return {
    station,
    untight: new Set(filed.hatches.filter(({ id, operable }) => operable && isLost(id)).map(({ id }) => id)),
    hatches: (id) => (isShut(id) ? "closed" : cabin.hatches[id]),
    positions: (who) => cabin.crew[who],
    probability: new Map(suspects.map((m) => [m, probability[m]])),
    leak: Math.max(likelyFlow(locator, probability), Number.MIN_VALUE),
    pressure: (m) => pressures.get(m)!,
    settings,
  };
}

/** (Pa) By module; a volume in which no gauge has spoken since it was shut off is taken to stand as the highest of the others. */
export function pressuresIn(cabin: Cabin): ReadonlyMap<string, Pascal> {
  const read = cabin.volumes.map(pressureOf);
  const highest = pascal(Math.max(...read.filter(Number.isFinite)));
  return new Map(
    cabin.volumes.flatMap((v, i) => v.modules.map((m) => [m, Number.isFinite(read[i]) ? read[i] : highest] as const)),
  );
}

/** The modules of the verdict, or those that are searched until there is one. */
export const suspectedNow: typeof suspected = (station, cabin, locator, finding, stage) =>
  finding.modules.length > 0 ? finding.modules : suspected(station, cabin, locator, finding, stage);

/**
 * The modules that are searched, while closures have left out none. The least likely are let be, `letBe` in all: those that readings
 * have spoken against, volumes in which nothing is read, and, where the closure has been watched for longer than it should take,
 * others too. After twice as long the likeliest volume is searched on its own, in parts that are smaller and fall faster: what is
 * not there shows elsewhere.
 */
export function suspected(
  station: Station,
  cabin: Cabin,
  { modules, prior }: Locator,
  { probability }: Finding,
  stage: Stage,
): readonly string[] {
  const volumes = cabin.volumes.map((v) => {
    const inside = modules.filter((m) => v.modules.includes(m));
    return { inside, chance: chanceOf(probability, inside), read: isRead(station, cabin, v) };
  });
  const most = volumes.reduce((a, b) => (b.chance > a.chance ? b : a));
  if (stage === "long overdue") return most.inside;
  const raised = (m: string) => probability[m] * Math.exp(-prior[modules.indexOf(m)]);
  const mostRaised = Math.max(...modules.map(raised));
  const isLowered = (m: string) => raised(m) < lowered * mostRaised;
  const groups = volumes.flatMap(({ inside, chance, read }) =>
    stage === "overdue" || !read
      ? [{ inside, chance }]
      : inside.filter(isLowered).map((m) => ({ inside: [m], chance: probability[m] })),
  );
  let left = letBe;
  const apart = groups
    .sort((a, b) => a.chance - b.chance)
    .flatMap(({ inside, chance }) => {
      left -= chance;
      return left >= 0 ? inside : [];
    });
  return modules.filter((m) => !apart.includes(m));
}
