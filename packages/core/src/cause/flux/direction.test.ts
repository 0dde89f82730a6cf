import assert from "node:assert/strict";
import { test } from "node:test";
import { shieldFaces } from "../../station/index.ts";
import { debrisFactor, debrisOnPlate, meteoroidFactor, orbitalSpeed } from "./direction.ts";
import { nasa90Speed } from "./nasa90.ts";
import { speedShares } from "./population.ts";
import { near, radians } from "./testing.ts";

const speeds = speedShares((v) => nasa90Speed(v, 51.6), 0, 16, 320);
const v0 = 7669;

test("debris by azimuth of the plate, as computed independently", () => {
  const values = {
    0: 2.816,
    15: 2.725,
    30: 2.501,
    45: 2.21,
    60: 1.89,
    75: 1.609,
    90: 1.287,
    105: 0.88,
    120: 0.482,
    135: 0.219,
    150: 0.063,
    180: 0,
  };
  for (const [azimuth, factor] of Object.entries(values)) {
    const found = debrisOnPlate(speeds, v0, radians(Number(azimuth))).reduce((sum, { weight }) => sum + weight, 0);
    assert.ok(Math.abs(found - factor) < 1e-3, `${azimuth} deg: ${found}`);
  }
});

test("the six sides of a box take 5.39 of debris, front most, top and bottom none", () => {
  const factors = shieldFaces.map((face) => debrisFactor(speeds, v0, face));
  near(
    factors.reduce((sum, x) => sum + x, 0),
    5.39,
    1e-3,
  );
  assert.deepEqual([factors[4], factors[5]], [0, 0]);
  near(debrisFactor(speeds, v0, "port"), debrisFactor(speeds, v0, "starboard"), 1e-12);
});

test("the mean over all azimuths, flux on a cylinder that stands upright, is 4/pi", () => {
  const n = 720;
  let mean = 0;
  for (let i = 0; i < n; i++) {
    mean += debrisOnPlate(speeds, v0, (2 * Math.PI * (i + 0.5)) / n).reduce((sum, { weight }) => sum + weight, 0) / n;
  }
  near(mean, 4 / Math.PI, 1e-4);
});

test("meteoroids: the top most, the bottom a tenth to a fifth; over all directions the mean is 1", () => {
  const altitude = 400e3;
  near(meteoroidFactor(altitude, "zenith"), 1 / 0.6471076693362517, 1e-12);
  const nadir = meteoroidFactor(altitude, "nadir");
  assert.ok(nadir > 0.1 && nadir < 0.2, `${nadir}`);
  assert.equal(meteoroidFactor(altitude, "ram"), meteoroidFactor(altitude, "port"));
  // Directions of the free sky summed one by one over a plate on edge.
  const eta = Math.asin(6478 / 6778);
  let seen = 0;
  const n = 400;
  for (let i = 0; i < n; i++) {
    const polar = (Math.PI * (i + 0.5)) / n;
    if (Math.PI - polar < eta) continue;
    for (let j = 0; j < n; j++) {
      const facing = Math.sin(polar) * Math.cos((2 * Math.PI * (j + 0.5)) / n);
      if (facing > 0) seen += (facing * Math.sin(polar) * (Math.PI / n) * (2 * Math.PI)) / n / Math.PI;
    }
  }
  near(meteoroidFactor(altitude, "port"), seen / ((1 + Math.cos(eta)) / 2), 5e-3);
});

test("orbital speed at 400 km", () => near(orbitalSpeed(400e3), 7669, 1e-4));
