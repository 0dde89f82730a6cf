/** What is in a packet, by its XTCE file (CCSDS 660.0-B). */
export { PacketReader } from "./decode.ts";
export type { Database } from "./model.ts";
export { parseXtce } from "./parse.ts";
