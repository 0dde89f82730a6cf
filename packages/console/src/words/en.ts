import { enFrame } from "./en-frame.ts";
import { enPages } from "./en-pages.ts";
import { enPlaces } from "./en-places.ts";
import { enSaid } from "./en-said.ts";

/** English. What stands in braces is replaced; a text that depends on a number has a form for each kind of number. */
export const en = { ...enFrame, ...enPages, ...enPlaces, ...enSaid };
