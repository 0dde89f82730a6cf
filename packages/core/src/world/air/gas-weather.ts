/**
 * What the gas balance does beyond what is modelled: water vapour that comes and goes (heat exchangers wetting and drying,
 * people and plumes of breath: short, returns to its mean) and flows that nobody accounts for (their sum does not).
 */

import { Random } from "../random.ts";
import { Wander } from "../wander.ts";
import type { Cabin } from "./cabin.ts";
import { H2O, O2 } from "./cabin.ts";

const hour = 3600;
const mmHg = 133.322387415;

/** sd (Pa) and time (s) of the vapour; sized by the scatter of slopes over 5 to 30 min measured in flight. */
const vapour = [
  { sd: 1.1, time: 180 },
  { sd: 3.2, time: 1200 },
] as const;
/** sd (Pa/s) and time (s) of unaccounted flow, as the pressure rate of the whole station. */
const flows = [
  { sd: (0.015 * mmHg) / hour, time: 6 * hour },
  { sd: (0.005 * mmHg) / hour, time: 120 * hour },
] as const;

export class GasWeather {
  private readonly vapour: readonly Wander[];
  private readonly flows: readonly Wander[];
  private readonly scale: number;
  private readonly tick: number;
  private readonly normal: number;
  /** (Pa/s) During this tick. */
  private vapourRate = 0;
  private flowRate = 0;

  /** `normal` (Pa): thinner air carries weather that is smaller in proportion. */
  constructor(scale: number, normal: number, seed: number, tick: number) {
    this.scale = scale;
    this.tick = tick;
    this.normal = normal;
    this.vapour = vapour.map(({ sd, time }) => new Wander(new Random(seed, `vapour/${time}`), sd, time, tick));
    this.flows = flows.map(({ sd, time }) => new Wander(new Random(seed, `flow/${time}`), sd, time, tick));
  }

  advance(): void {
    this.vapourRate = 0;
    for (const part of this.vapour) {
      const before = part.value;
      this.vapourRate += (this.scale * (part.advance() - before)) / this.tick;
    }
    this.flowRate = 0;
    for (const part of this.flows) this.flowRate += this.scale * part.advance();
  }

  apply(cabin: Cabin, dt: number): void {
    if (this.scale === 0) return;
    for (let m = 0; m < cabin.count; m++) {
      if (cabin.present[m] === 0) continue;
      const part = (cabin.total[m] / this.normal) * dt;
      cabin.add(m, H2O, part * this.vapourRate);
      cabin.add(m, O2, part * this.flowRate);
    }
  }
}
