import type { Catalogue } from "./catalogue.ts";
import { ruFrame } from "./ru-frame.ts";
import { ruPages } from "./ru-pages.ts";
import { ruPlaces } from "./ru-places.ts";
import { ruSaid } from "./ru-said.ts";

/** Russian. */
export const ru: Catalogue = { ...ruFrame, ...ruPages, ...ruPlaces, ...ruSaid };
