/** The station's air, and all that moves, makes and loses it. */
export { AirlockCycle } from "./airlock.ts";
export { type Cabin, CO2, H2O, N2, O2 } from "./cabin.ts";
export { flowToSpace, leakArea } from "./holes.ts";
export { tick, World } from "./world.ts";
