/** Gas let in from tanks, known to the recording or not. */
import { molarMass } from "../../gas/index.ts";
import type { Station, SupplyGas } from "../../station/index.ts";
import { type Cabin, N2, O2 } from "./cabin.ts";
import type { Hatches } from "./joined.ts";

/** (-) Moles of O2 in a mole of bottled air. */
export const oxygenOfAir = 0.2095;

/** (mol/kg) Of O2 and N2 in a kilogram of gas. */
function molesPerKilogram(gas: SupplyGas): readonly [o2: number, n2: number] {
  if (gas === "o2") return [1 / molarMass.o2, 0];
  if (gas === "n2") return [0, 1 / molarMass.n2];
  const mole = oxygenOfAir * molarMass.o2 + (1 - oxygenOfAir) * molarMass.n2;
  return [oxygenOfAir / mole, (1 - oxygenOfAir) / mole];
}

interface Tap {
  readonly module: number;
  readonly gas: SupplyGas;
  readonly rate: number;
  readonly until: number;
  /** Supply of the station that it empties; null for gas from elsewhere. */
  readonly supply: string | null;
  readonly reported: boolean;
}

export class Supplies {
  private taps: Tap[] = [];
  private readonly station: Station;
  private readonly cabin: Cabin;
  private readonly hatches: Hatches;
  /** (kg) Left in each supply. */
  private readonly left: Map<string, number>;

  constructor(station: Station, cabin: Cabin, hatches: Hatches) {
    this.station = station;
    this.cabin = cabin;
    this.hatches = hatches;
    this.left = new Map(station.supplies.map((s) => [s.id, s.mass]));
  }

  /** Opens a supply of the station at `rate` (kg/s, at most what it can give) in place of what it gave; gives that rate. */
  open(id: string, rate: number, until: number, reported: boolean): number {
    const supply = this.station.supplies.find((s) => s.id === id);
    if (supply === undefined) throw new RangeError(`supply "${id}" is not in the station`);
    const given = Math.min(rate, supply.maxRate);
    this.taps = this.taps.filter((t) => t.supply !== id);
    this.taps.push({
      module: this.cabin.index(supply.module),
      gas: supply.gas,
      rate: given,
      until,
      supply: id,
      reported,
    });
    return given;
  }

  /** Lets `gas` into `module` at `rate` (kg/s) from a tank that the station file does not know. */
  release(gas: SupplyGas, module: string, rate: number, until: number): void {
    this.taps.push({ module: this.cabin.index(module), gas, rate, until, supply: null, reported: false });
  }

  /** Shuts what ends by `time` (s) or has run dry; gives the supplies of which the recording is told. */
  shut(time: number): string[] {
    const over = (t: Tap) => t.until <= time || (t.supply !== null && this.left.get(t.supply) === 0);
    const ended = this.taps.filter(over);
    if (ended.length > 0) this.taps = this.taps.filter((t) => !over(t));
    return ended.flatMap((t) => (t.reported && t.supply !== null ? [t.supply] : []));
  }

  flow(dt: number): void {
    for (const tap of this.taps) this.let(tap, dt);
  }

  private let(tap: Tap, dt: number): void {
    const volume = this.hatches.volumeOf[tap.module];
    if (volume < 0) return;
    const left = tap.supply === null ? Number.POSITIVE_INFINITY : (this.left.get(tap.supply) ?? 0);
    const mass = Math.min(left, tap.rate * dt);
    if (tap.supply !== null) this.left.set(tap.supply, left - mass);
    const [o2, n2] = molesPerKilogram(tap.gas);
    const before = this.hatches.moles(volume);
    this.cabin.add(tap.module, O2, mass * o2);
    this.cabin.add(tap.module, N2, mass * n2);
    this.hatches.expand(volume, mass * (o2 + n2), before);
  }
}
