/** A night in the terminal. */
export { cabinPressure, startScene, takeEvent, takeInput } from "./scene.ts";
export { plainStage, type Stage, terminalStage } from "./stage.ts";
