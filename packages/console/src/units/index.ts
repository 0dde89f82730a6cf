/** How are quantities written for people? */
export { convert, Format, type PressureUnit, pressureUnits, type Say, type Shown } from "./format.ts";
export { powerText } from "./power.ts";
