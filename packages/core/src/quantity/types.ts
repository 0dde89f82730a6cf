/**
 * Branded SI quantities. A `Pascal` cannot be handed to something that wants a `Kilogram`; both are plain numbers at
 * run time. Arithmetic gives `number`; say what it is again with the constructor named after the unit.
 */
declare const unit: unique symbol;

/** A number known to be in the SI unit `U`. */
export type Quantity<U extends string> = number & { readonly [unit]: U };

/** (Pa) Absolute pressure, or a difference of two. */
export type Pascal = Quantity<"Pa">;
/** (Pa/s) Rate of change of pressure; negative when it falls. */
export type PascalPerSecond = Quantity<"Pa/s">;
/** (K) Absolute temperature. */
export type Kelvin = Quantity<"K">;
/** (s) A duration, or a moment as UNIX time. */
export type Second = Quantity<"s">;
/** (kg) Mass. */
export type Kilogram = Quantity<"kg">;
/** (kg/s) Mass flow. */
export type KilogramPerSecond = Quantity<"kg/s">;
/** (m) Length, usually a diameter. */
export type Metre = Quantity<"m">;
/** (m2) Area; for a hole the effective area CdA unless said otherwise. */
export type SquareMetre = Quantity<"m2">;
/** (m3) Free-air volume. */
export type CubicMetre = Quantity<"m3">;
/** (m3/s) Volume flow, as of a fan. */
export type CubicMetrePerSecond = Quantity<"m3/s">;
/** (N) Force. */
export type Newton = Quantity<"N">;

export const pascal = (x: number) => x as Pascal;
export const pascalPerSecond = (x: number) => x as PascalPerSecond;
export const kelvin = (x: number) => x as Kelvin;
export const second = (x: number) => x as Second;
export const kilogram = (x: number) => x as Kilogram;
export const kilogramPerSecond = (x: number) => x as KilogramPerSecond;
export const metre = (x: number) => x as Metre;
export const squareMetre = (x: number) => x as SquareMetre;
export const cubicMetre = (x: number) => x as CubicMetre;
export const cubicMetrePerSecond = (x: number) => x as CubicMetrePerSecond;
export const newton = (x: number) => x as Newton;
