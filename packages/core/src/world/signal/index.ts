/** From what the air is like to the rows that arrive. */
export { Downlink } from "./delivery.ts";
export { isoTime, type Row, recordingHead, rowWriter, stamp } from "./row.ts";
export { decimalsOf, SimulatedSensor } from "./sensor.ts";
