/** What is held of oxygen and nitrogen, what is used of each, and how long it lasts. */
import { molarMass, supplyOxygen } from "../gas/index.ts";
import { type Kilogram, kilogram, kilogramPerSecond, second } from "../quantity/index.ts";
import type { Supply } from "../station/index.ts";
import type { Cabin } from "./cabin.ts";
import { molesPerKilogram } from "./release.ts";
import type { LedgerLine, RefillAsked } from "./types.ts";

/** (kg) Of `moles` of what a supply holds. */
export const massOf = ({ gas }: Supply, moles: number): number => moles / molesPerKilogram(gas);

/** (-) By mass. */
function partOf(gas: "o2" | "n2", supply: Supply): number {
  if (supply.gas !== "air") return supply.gas === gas ? 1 : 0;
  const oxygen = supplyOxygen.air * molarMass.o2 * molesPerKilogram("air");
  return gas === "o2" ? oxygen : 1 - oxygen;
}

/** The ledger after a refill that ends with `cabin` and leaves `left` (kg) in the supplies within reach. */
export function ledgerOf(
  asked: RefillAsked,
  cabin: Cabin,
  supplies: readonly Supply[],
  left: ReadonlyMap<string, Kilogram>,
): readonly LedgerLine[] {
  const { breath, loss, total } = cabin.layout;
  const o2 = cabin.totalO2;
  const n2 = Math.max(0, cabin.pressure * total - o2 - asked.air.ppCO2 * total);
  const people = breath.reduce((sum, x) => sum + x, 0) * molarMass.o2;
  return (["o2", "n2"] as const).map((gas): LedgerLine => {
    const sum = (mass: (s: Supply) => number) => supplies.reduce((all, s) => all + partOf(gas, s) * mass(s), 0);
    const after = sum((s) => left.get(s.id)!);
    const breathed = gas === "o2" ? people : 0;
    const leaked = loss * (gas === "o2" ? o2 * molarMass.o2 : n2 * molarMass.n2);
    const used = breathed + leaked;
    return {
      gas,
      held: kilogram(sum((s) => s.mass)),
      after: kilogram(after),
      breathed: kilogramPerSecond(breathed),
      leaked: kilogramPerSecond(leaked),
      lasts: second(used === 0 ? Number.POSITIVE_INFINITY : after / used),
    };
  });
}
