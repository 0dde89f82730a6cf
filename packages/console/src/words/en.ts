import { enFrame } from "./en-frame.ts";
import { enPages } from "./en-pages.ts";
import { enSky } from "./en-sky.ts";

/** English. What stands in braces is replaced; a text that depends on a number has a form for each kind of number. */
export const en = { ...enFrame, ...enPages, ...enSky };
