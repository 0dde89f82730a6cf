import type { Catalogue } from "./catalogue.ts";
import { ruCentres } from "./ru-centres.ts";
import { ruFrame } from "./ru-frame.ts";
import { ruPages } from "./ru-pages.ts";
import { ruPlaces } from "./ru-places.ts";
import { ruReplay } from "./ru-replay.ts";
import { ruSaid } from "./ru-said.ts";
import { ruSky } from "./ru-sky.ts";
import { ruTraining } from "./ru-training.ts";
import { ruWork } from "./ru-work.ts";

/** Russian. */
export const ru: Catalogue = {
  ...ruCentres,
  ...ruFrame,
  ...ruPages,
  ...ruPlaces,
  ...ruReplay,
  ...ruSaid,
  ...ruSky,
  ...ruTraining,
  ...ruWork,
};
