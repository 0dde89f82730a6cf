import type { Catalogue } from "./catalogue.ts";
import { ruFrame } from "./ru-frame.ts";
import { ruPages } from "./ru-pages.ts";
import { ruSky } from "./ru-sky.ts";

/** Russian. */
export const ru: Catalogue = { ...ruFrame, ...ruPages, ...ruSky };
