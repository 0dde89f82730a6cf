/** Collision probabilities a second, and a week of a catalogue screened, beside a plain search through all of it. On one core. */
import { circleProbability, type ElementSet, issBox, screen, type Vec3 } from "../packages/core/src/cause/index.ts";
import { bruteForce, planted, randomObject, stationAt, uniform } from "../packages/core/src/cause/screen/testing.ts";
import { printFigure } from "./figure.ts";

/** Nothing was chosen by this seed. */
const seed = 40_001;
const [objects, plants, days] = [30_000, 1000, 7];
const start = Date.UTC(2024, 2, 1) / 1000;
const end = start + days * 86400;
const random = uniform(seed);

probabilities();
screening();

function probabilities(): void {
  const count = 50_000;
  const all = Array.from({ length: count }, () => {
    const sx = 10 ** (1 + 3 * random());
    const sy = sx * 10 ** (-2 * random());
    return {
      passage: { sigma: [sx, sy], mean: [4 * sx * random(), 4 * sy * random()] } as const,
      radius: 5 + 65 * random(),
    };
  });
  const run = () => all.reduce((sum, { passage, radius }) => sum + circleProbability(passage, radius), 0);
  run();
  const begin = performance.now();
  run();
  const rate = count / ((performance.now() - begin) / 1000);
  printFigure({ what: "collision probabilities", measured: rate, unit: "a second", goal: ["at least", 10_000] });
}

function screening(): void {
  const station = stationAt(start);
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
