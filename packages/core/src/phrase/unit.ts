import type { Dimension, UnitError } from "../quantity/index.ts";
import { type Phrase, phrase } from "./phrase.ts";

const sizes: Readonly<Record<Dimension, Phrase>> = {
  pressure: phrase`a pressure`,
  pressureRate: phrase`a pressure rate`,
  temperature: phrase`a temperature`,
  time: phrase`a time`,
  mass: phrase`a mass`,
  massFlow: phrase`a mass flow`,
  length: phrase`a length`,
  area: phrase`an area`,
  volume: phrase`a volume`,
  volumeFlow: phrase`a volume flow`,
  force: phrase`a force`,
};

/** What a quantity that could not be read should have been. */
export const unitAsked = ({ dimension, fits }: UnitError): Phrase => phrase`${sizes[dimension]} with its unit: ${fits}`;
