/** One particle as it strikes: what a ballistic limit is asked for. */
export interface Impact {
  /** (m/s) */
  readonly speed: number;
  /** (rad) From the normal of the wall. */
  readonly angle: number;
  /** (kg/m3) */
  readonly density: number;
}

/** The same in the units in which ballistic limits are printed. */
export interface Shot {
  /** (km/s) */
  readonly V: number;
  /** (-) Cosine of the angle from the normal. */
  readonly c: number;
  /** (g/cm3) */
  readonly rho: number;
}

/** (rad) From here on the ballistic limits of Whipple shields are those at this angle. */
const steepest = (65 * Math.PI) / 180;

/** `limited`: angles of more than 65 deg count as 65, as NASA/TM-2009-214785 has it for Whipple shields. */
export function shotOf({ speed, angle, density }: Impact, limited: boolean): Shot {
  return { V: speed / 1000, c: Math.cos(limited ? Math.min(angle, steepest) : angle), rho: density / 1000 };
}

/** Linear in `V` between the values `a` at `low` and `b` at `high`. */
export const between = (V: number, low: number, a: number, high: number, b: number) =>
  a + ((b - a) * (V - low)) / (high - low);
