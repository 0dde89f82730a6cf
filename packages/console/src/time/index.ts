/** When, and how long? */
export { TimeFormat, type TimeStyle, timeStyles } from "./format.ts";
