import type { Catalogue } from "./catalogue.ts";
import { ruFrame } from "./ru-frame.ts";
import { ruPages } from "./ru-pages.ts";
import { ruPlaces } from "./ru-places.ts";
import { ruReplay } from "./ru-replay.ts";
import { ruSaid } from "./ru-said.ts";
import { ruSky } from "./ru-sky.ts";
import { ruTraining } from "./ru-training.ts";

/** Russian. */
export const ru: Catalogue = {
  ...ruFrame,
  ...ruPages,
  ...ruPlaces,
  ...ruReplay,
  ...ruSaid,
  ...ruSky,
  ...ruTraining,
};
