import { enCentres } from "./en-centres.ts";
import { enFrame } from "./en-frame.ts";
import { enPages } from "./en-pages.ts";
import { enPlaces } from "./en-places.ts";
import { enReplay } from "./en-replay.ts";
import { enSaid } from "./en-said.ts";
import { enSky } from "./en-sky.ts";
import { enTraining } from "./en-training.ts";
import { enWork } from "./en-work.ts";

/** English. What stands in braces is replaced; a text that depends on a number has a form for each kind of number. */
export const en = {
  ...enCentres,
  ...enFrame,
  ...enPages,
  ...enPlaces,
  ...enReplay,
  ...enSaid,
  ...enSky,
  ...enTraining,
  ...enWork,
};
