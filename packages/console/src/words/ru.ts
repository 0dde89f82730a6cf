import type { Catalogue } from "./catalogue.ts";
import { ruCentres } from "./ru-centres.ts";
import { ruFrame } from "./ru-frame.ts";
import { ruPages } from "./ru-pages.ts";

/** Russian. */
export const ru: Catalogue = { ...ruFrame, ...ruPages, ...ruCentres };
