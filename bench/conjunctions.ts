/** Collision probabilities a second, and a week of a catalogue screened, beside a plain search through all of it. On one core. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  assessCdm,
  circleProbability,
  type ElementSet,
  encounterOf,
  fromAxes,
  issBox,
  parseCdm,
  rtnAxes,
  screen,
  type Vec3,
} from "../packages/core/src/cause/index.ts";
import { bruteForce, planted, randomObject, stationAt, uniform } from "../packages/core/src/cause/screen/testing.ts";
import { printFigure } from "./figure.ts";

/** Nothing was chosen by this seed. */
const seed = 40_001;
const [objects, plants, days] = [30_000, 1000, 7];
const start = Date.UTC(2024, 2, 1) / 1000;
const end = start + days * 86400;
const message = join(import.meta.dirname, "../packages/core/src/cause/message/testdata/CDMExample2.txt");

probabilities();
screening();

/** Two states with covariances along their own RTN axes, as a message has them, near each other and some 3 sigma apart. */
function conjunction(random: () => number) {
  const turn = 2 * Math.PI * random();
  const apart = 300 * random();
  const velocity: Vec3 = [20 * random(), 7660 * Math.cos(turn), 7660 * Math.sin(turn)];
  const sigmas = [30 + 200 * random(), 100 + 2000 * random(), 20 + 100 * random(), 1, 0.1, 0.1];
  const covariance = sigmas.map((s, i) => sigmas.map((_, j) => (i === j ? s * s : 0)));
  return {
    a: { position: [6.79e6, 0, 0] as Vec3, velocity: [0, 7660, 0] as Vec3 },
    b: { position: [6.79e6 + apart, -apart * Math.sin(turn), apart * Math.cos(turn)] as Vec3, velocity },
    covariance,
    radius: 5 + 65 * random(),
  };
}

function probabilities(): void {
  const count = 50_000;
  const random = uniform(seed);
  const all = Array.from({ length: count }, () => conjunction(random));
  const run = () =>
    all.reduce((sum, { a, b, covariance, radius }) => {
      const [one, two] = [a, b].map((state) => {
        return { ...state, covariance: fromAxes(rtnAxes(state.position, state.velocity), covariance) };
      });
      return sum + circleProbability(encounterOf(one, two, radius)!.passage, radius);
    }, 0);
  run();
  const begin = performance.now();
  run();
  const rate = count / ((performance.now() - begin) / 1000);
  printFigure({ what: "Pc from states and covariances", measured: rate, unit: "a second", goal: ["at least", 10_000] });

  const cdm = parseCdm(readFileSync(message, "utf8"), "CDMExample2.txt");
  const judge = (times: number) => {
    const start = performance.now();
    for (let i = 0; i < times; i++) assessCdm(cdm, 5 + i / 100);
    return times / ((performance.now() - start) / 1000);
  };
  judge(200);
  printFigure({ what: "… with validity, three shapes and the worst case", measured: judge(2000), unit: "a second" });
}

function screening(): void {
  const station = stationAt(start);
  const random = uniform(seed + 1);
  const catalogue: ElementSet[] = Array.from({ length: objects - plants }, (_, i) =>
    randomObject(1000 + i, start, random),
  );
  while (catalogue.length < objects) {
    const time = start + 600 + random() * (end - start - 1200);
    const seen = issBox.map((half) => half * (2 * random() - 1) * 0.999) as unknown as Vec3;
    const object = planted(station, 500_000 + catalogue.length, time, seen, random);
    if (object !== null) catalogue.push(object);
  }
  const begin = performance.now();
  const { approaches, companions, atHeight } = screen(station, catalogue, { from: start, to: end })!;
  const seconds = (performance.now() - begin) / 1000;
  printFigure({ what: `${objects} objects over ${days} days`, measured: seconds, unit: "s", goal: ["at most", 60] });
  printFigure({ what: "… that come to the station's height", measured: atHeight, unit: "objects" });
  printFigure({ what: "… approaches found", measured: approaches.length, unit: "" });
  const withPlants = new Set([...approaches, ...companions].map(({ elements }) => elements.id));
  const missed = catalogue.filter(({ id }) => Number(id) >= 500_000 && !withPlants.has(id)).length;
  printFigure({ what: `… missed of ${plants} planted`, measured: missed, unit: "objects", goal: ["at most", 0] });

  const beginPlain = performance.now();
  const plain = catalogue.flatMap((object) => bruteForce(station, object, start, end, issBox, 60));
  const plainSeconds = (performance.now() - beginPlain) / 1000;
  printFigure({ what: "plain search, all objects in steps of 60 s", measured: plainSeconds, unit: "s" });
  printFigure({ what: "… how many times as long", measured: plainSeconds / seconds, unit: "" });
  const key = (id: string, tca: number) => `${id} ${Math.round(tca)}`;
  const found = new Map(approaches.flatMap((one) => [-1, 0, 1].map((k) => [key(one.elements.id, one.tca + k), one])));
  const stays = new Set(companions.map(({ elements }) => elements.id));
  const unseen = plain.filter(({ id, tca }) => !found.has(key(id, tca)) && !stays.has(id)).length;
  const pairs = plain.flatMap((one) => {
    const other = found.get(key(one.id, one.tca));
    return other === undefined
      ? []
      : [{ dt: Math.abs(one.tca - other.tca), dr: Math.abs(one.missDistance - other.missDistance) }];
  });
  printFigure({
    what: "approaches that only the plain search found",
    measured: unseen,
    unit: "",
    goal: ["at most", 0],
  });
  printFigure({ what: "approaches that it did not find", measured: approaches.length - pairs.length, unit: "" });
  const worst = (of: (pair: (typeof pairs)[number]) => number) =>
    pairs.reduce((most, pair) => Math.max(most, of(pair)), 0);
  printFigure({
    what: "largest difference in time",
    measured: 1000 * worst(({ dt }) => dt),
    unit: "ms",
    goal: ["at most", 1],
  });
  printFigure({ what: "… in miss distance", measured: worst(({ dr }) => dr), unit: "m", goal: ["at most", 3] });
}
