/** Messages and a small catalogue for the tests of `pc` and `screen`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../testing.ts";

const folder = "packages/core/src/cause/message/testdata";
/** Example 2 of CCSDS 508.0-B-1: its path, from the folder of the repository, and its text. */
export const message = `${folder}/CDMExample2.txt`;
export const messageText = readFileSync(join(root, message), "utf8");

const elements = (id: number, name: string, more: Readonly<Record<string, unknown>>) => ({
  OBJECT_NAME: name,
  OBJECT_ID: "2024-001A",
  EPOCH: "2024-03-01T00:00:00.000000",
  MEAN_MOTION: 15.5,
  ECCENTRICITY: 0.0005,
  INCLINATION: 51.64,
  RA_OF_ASC_NODE: 200,
  ARG_OF_PERICENTER: 0,
  MEAN_ANOMALY: 270,
  EPHEMERIS_TYPE: 0,
  NORAD_CAT_ID: id,
  BSTAR: 0.0001,
  ...more,
});

/**
 * The station, what crosses its orbit at the node for a few revolutions, until the planes have drifted apart, a ship that
 * flies along, what falls, and what never comes low enough.
 */
export const catalogue = [
  elements(25544, "ISS (ZARYA)", {}),
  elements(90001, "CROSSER DEB", { INCLINATION: 98, MEAN_MOTION: 15.51 }),
  elements(90002, "PROGRESS", { MEAN_ANOMALY: 270.02 }),
  elements(90003, "FALLER DEB", { MEAN_MOTION: 15.97, ECCENTRICITY: 0.02, BSTAR: 0.05 }),
  elements(90004, "HIGH", { MEAN_MOTION: 14.2, INCLINATION: 98 }),
];
