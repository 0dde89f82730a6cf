/**
 * Modules joined by open hatches, and the pressure that they share. A 0.5 m2 hatch equalises a module within a tenth of
 * a second while days are simulated, so pressure inside a joined volume is solved for and not integrated: every step
 * carries through the hatches just the gas that makes all pressures equal.
 */
import { R } from "../../gas/index.ts";
import type { Station } from "../../station/index.ts";
import type { Cabin } from "./cabin.ts";

export interface JoinedVolume {
  /** From one module outward, each after the one it hangs on. */
  readonly modules: readonly number[];
  /** For each of `modules` the one it hangs on; -1 for the first. */
  readonly parents: readonly number[];
}

export class Hatches {
  readonly open: Uint8Array;
  readonly ends: readonly (readonly [number, number])[];
  volumes: readonly JoinedVolume[] = [];
  /** For each module the index of its joined volume; -1 where it is not docked. */
  readonly volumeOf: Int32Array;
  private readonly cabin: Cabin;
  private readonly ids: ReadonlyMap<string, number>;
  private readonly surplus: Float64Array;

  constructor(station: Station, cabin: Cabin) {
    this.cabin = cabin;
    this.ends = station.hatches.map(({ between: [a, b] }) => [cabin.index(a), cabin.index(b)] as const);
    this.open = Uint8Array.from(station.hatches, (h) => (h.state === "open" ? 1 : 0));
    this.ids = new Map(station.hatches.map((h, i) => [h.id, i]));
    this.volumeOf = new Int32Array(cabin.count);
    this.surplus = new Float64Array(cabin.count);
    this.regroup();
  }

  index(hatch: string): number {
    const index = this.ids.get(hatch);
    if (index === undefined) throw new RangeError(`hatch "${hatch}" is not in the station`);
    return index;
  }

  /** A hatch to a module that is not docked stays closed. */
  passable(h: number): boolean {
    const [a, b] = this.ends[h];
    return this.open[h] === 1 && this.cabin.present[a] === 1 && this.cabin.present[b] === 1;
  }

  /** Hatches that lead out of the module. */
  of(m: number): number[] {
    return this.ends.flatMap(([a, b], h) => (a === m || b === m ? [h] : []));
  }

  /** Finds the joined volumes anew. To be called after any hatch or vehicle has moved. */
  regroup(): void {
    const neighbours: number[][] = Array.from(this.volumeOf, () => []);
    this.ends.forEach(([a, b], h) => {
      if (!this.passable(h)) return;
      neighbours[a].push(b);
      neighbours[b].push(a);
    });
    this.volumeOf.fill(-1);
    const volumes: JoinedVolume[] = [];
    for (let first = 0; first < neighbours.length; first++) {
      if (this.volumeOf[first] !== -1 || this.cabin.present[first] === 0) continue;
      volumes.push(this.flood(first, volumes.length, neighbours));
    }
    this.volumes = volumes;
  }

  private flood(first: number, volume: number, neighbours: readonly number[][]): JoinedVolume {
    const modules = [first];
    const parents = [-1];
    this.volumeOf[first] = volume;
    for (let i = 0; i < modules.length; i++) {
      for (const next of neighbours[modules[i]]) {
        if (this.volumeOf[next] !== -1) continue;
        this.volumeOf[next] = volume;
        modules.push(next);
        parents.push(modules[i]);
      }
    }
    return { modules, parents };
  }

  /** (mol) In a joined volume. */
  moles(volume: number): number {
    let sum = 0;
    for (const m of this.volumes[volume].modules) sum += this.cabin.total[m];
    return sum;
  }

  /** (mol/Pa) */
  capacity(volume: number): number {
    let sum = 0;
    for (const m of this.volumes[volume].modules) sum += this.cabin.capacity(m);
    return sum;
  }

  /** (m3) */
  space(volume: number): number {
    let sum = 0;
    for (const m of this.volumes[volume].modules) sum += this.cabin.volume[m];
    return sum;
  }

  /** Gas that came into (mol, above 0) or left a joined volume compresses or expands the rest: dT/T = (gamma-1) dn/n. */
  expand(volume: number, moles: number, before: number): void {
    if (!(before > 0)) return;
    const part = (0.4 * moles) / before;
    for (const m of this.volumes[volume].modules) this.cabin.chill[m] += part * this.cabin.temperature(m);
  }

  /** Makes the pressures of every joined volume equal, each hatch carrying the air of the side that it comes from. */
  equalise(): void {
    for (const volume of this.volumes) if (volume.modules.length > 1) this.share(volume);
  }

  private share({ modules, parents }: JoinedVolume): void {
    const { cabin, surplus } = this;
    let moles = 0;
    let capacity = 0;
    for (const m of modules) {
      const c = cabin.volume[m] / (R * cabin.temperature(m));
      surplus[m] = c;
      moles += cabin.total[m];
      capacity += c;
    }
    for (const m of modules) surplus[m] = cabin.total[m] - (surplus[m] * moles) / capacity;
    // What a branch has too much goes inward first; what it lacks comes outward after: no module ever gives what it has not.
    for (let i = modules.length - 1; i > 0; i--) {
      const [m, parent] = [modules[i], parents[i]];
      surplus[parent] += surplus[m];
      if (surplus[m] > 0) cabin.move(m, parent, surplus[m]);
    }
    for (let i = 1; i < modules.length; i++) {
      if (surplus[modules[i]] < 0) cabin.move(parents[i], modules[i], -surplus[modules[i]]);
    }
  }
}
