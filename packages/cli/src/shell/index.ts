/** What lies between the commands and the machine: arguments, files, terminal, clock, and how a run ends. */
export { systemClock } from "./clock.ts";
export { UsageError, unwritable, WantingError } from "./errors.ts";
export { type Exit, exitOf, traceVariable } from "./exit.ts";
export { isOnePlace, writeTo } from "./lines.ts";
export { needOptions } from "./needed.ts";
export { openInBrowser } from "./open.ts";
export {
  coefficientOption,
  daysOption,
  frequencyOption,
  type Moment,
  momentOption,
  numberOption,
  positiveOption,
  secondsOption,
  wholeOption,
} from "./options.ts";
export { startProgress } from "./progress.ts";
export { jsonLine, type Shell, type Style, shellOf, warn } from "./shell.ts";
export {
  consoleFolder,
  loadNamedStation,
  loadStation,
  readNamed,
  readText,
  shipped,
  stationPath,
  type TextFile,
} from "./shipped.ts";
