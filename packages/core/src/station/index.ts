/** The station: its file, and which modules share air as the hatches move. */
export { type StationBuilder, stationBuilder } from "./builder.ts";
export { UnknownIdError } from "./errors.ts";
export { joinedVolumeOf, joinedVolumes, volumeOf } from "./joined.ts";
export {
  type CrewPositions,
  filedHatchStates,
  filedPositions,
  type HatchStates,
  hatchOf,
  moduleOf,
  withHatch,
} from "./lookup.ts";
export { bridges, hasLoop, loops } from "./loops.ts";
export { parseStation } from "./parse.ts";
export { renamedStation } from "./rename.ts";
export { type IssFit, issFits, type ShieldBuild, type ShieldFace, type ShieldZone, shieldFaces } from "./shield.ts";
export { cutOff, type Side, sideOf, sides } from "./sides.ts";
export * from "./types.ts";
