import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  bridges,
  cutOff,
  filedHatchStates,
  filedPositions,
  hasLoop,
  joinedVolumes,
  parseStation,
  volumeOf,
} from "./index.ts";

const shipped = (name: string) => {
  const url = new URL(`../../../../stations/${name}.yaml`, import.meta.url);
  return parseStation(readFileSync(url, "utf8"), `stations/${name}.yaml`);
};
const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.abs(expected), `${actual}, not ${expected}`);

test("iss-2018-08-30 reads as it is written", () => {
  const station = shipped("iss-2018-08-30");
  const counts = ["modules", "hatches", "vehicles", "crew", "supplies", "sensors"] as const;
  assert.deepEqual(
    counts.map((kind) => station[kind].length),
    [26, 25, 2, 6, 1, 25],
  );
  assert.equal(station.crewCount, 6);
  const { shield, at, sealAge, ...destiny } = station.modules[15];
  assert.deepEqual(destiny, { id: "destiny", name: "Destiny (US Lab)", segment: "us", volume: 97.7 });
  assert.deepEqual(at, [3, 1.5, 0.8]);
  assert.deepEqual(shield?.[0], {
    kind: "iss-fit",
    fit: "us-lab-cylinder",
    faces: { port: 28.7, starboard: 28.7, zenith: 28.7, nadir: 28.7 },
    area: 114.8,
    exposed: 0.6,
    from: "published",
    source: "NASA/TM-2009-214785",
  });
  assert.ok(station.modules.every((m) => m.shield !== undefined && m.at !== undefined));
  assert.ok(Math.abs(Number(sealAge) / (365.25 * 86400) - 17.6) < 1e-9);
  assert.deepEqual(station.hatches[18], {
    id: "tranquility-beam",
    between: ["tranquility", "beam"],
    state: "closed",
    closeTime: 300,
    openTime: 300,
    operable: true,
  });
  near(station.hatches.find(({ id }) => id === "destiny-harmony")!.imv!, (120 * 0.3048 ** 3) / 60); // 120 ft3/min
  near(station.limits.reservePressure, 65327.96983335); // 490 mmHg of 133.322387415 Pa
  near(station.limits.permissibleDrop, (0.5 * 133.322387415) / 3600);
  assert.equal(station.limits.abandonBelowReserve, 1800);
  near(station.metabolicO2, 0.84 / 86400);
  near(station.supplies[0].maxRate, 12 / 3600);
  const [col, jpm] = ["COL-P", "JPM-P"].map((id) => station.sensors.find((sensor) => sensor.id === id)!);
  near(col.step, 53.328954966); // 0.4 mmHg
  assert.deepEqual([jpm.sigma, jpm.unit], [10, "kPa"]);
});

test("iss-2018-08-30 is one volume of 23 modules and three shut off, as a tree", () => {
  const station = shipped("iss-2018-08-30");
  const states = filedHatchStates(station);
  const volumes = joinedVolumes(station, states);
  assert.deepEqual(
    volumes.map(({ length }) => length),
    [23, 1, 1, 1],
  );
  assert.deepEqual(volumes.slice(1), [["beam"], ["pma-2"], ["pma-3"]]);
  // 833.7 m3 in all, less 16 of BEAM and 5.3 each of PMA-2 and PMA-3.
  near(volumeOf(station, volumes[0]), 807.1);
  near(
    volumeOf(
      station,
      station.modules.map(({ id }) => id),
    ),
    833.7,
  );
  assert.equal(bridges(station, states).length, 22);
  assert.equal(hasLoop(station, states), false);
  assert.deepEqual(cutOff(station, states, filedPositions(station)), []);
});

test("astropi-2022 reads as it is written, with the limits that it does not name", () => {
  const station = shipped("astropi-2022");
  assert.deepEqual([station.crew, station.crewCount], [[], 7]);
  assert.deepEqual(joinedVolumes(station, filedHatchStates(station)), [["cabin"]]);
  assert.equal(volumeOf(station, ["cabin"]), 916);
  const [pressure, temperature] = station.sensors;
  near(pressure.sigma, 3);
  near(pressure.step, 10);
  // A difference of temperatures has no offset.
  near(temperature.step, 0.1);
  assert.deepEqual(station.limits, shipped("iss-2018-08-30").limits);
});
