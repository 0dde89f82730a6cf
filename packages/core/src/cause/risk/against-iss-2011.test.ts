/**
 * The shipped ISS against what NASA has said of it: a through-hole in 10 years "about 50/50, a little worse" (Long-Term ISS Risk Reduction,
 * 2011), 55 % (IISTF, 2007). The value is 0.71; what stands between the two is held here, figure by figure, as PHYSICS.md states it.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { metre, second } from "../../quantity/index.ts";
import { parseStation } from "../../station/index.ts";
import { assessRisk } from "./assess.ts";

const file = readFileSync(join(import.meta.dirname, "../../../../../stations/iss-2018-08-30.yaml"), "utf8");
const orbit = { altitude: metre(400e3), inclination: (51.6 * Math.PI) / 180, year: 2011 };

/** Penetrations in 10 years by debris and by meteoroids. */
function tenYears(text: string) {
  const { debris, meteoroid } = assessRisk(parseStation(text, "iss"), { orbit, duration: second(3652.5 * 86400) });
  return { d: debris.value, m: meteoroid.value };
}
/** The printed flux as per surface: twice the geometric mean of both readings; per cross-section: half of it. */
const readings = ({ d, m }: { d: number; m: number }) => ({
  surface: Math.exp(-2 * d - m),
  value: Math.exp(-d - m),
  "cross-section": Math.exp(-d / 2 - m),
});
const near = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) < 0.005, `${found}, ${expected}`);

/** Which way the long side of each module lies: what it turns to the flight. */
const sides = {
  x: ["port", "starboard", "zenith", "nadir"],
  y: ["ram", "aft", "zenith", "nadir"],
  z: ["ram", "aft", "port", "starboard"],
};
const lies: Readonly<Record<string, keyof typeof sides>> = {
  ...{ "zvezda-ro": "x", "zvezda-pkho": "x", "zvezda-prk": "x", zarya: "x", unity: "x", destiny: "x", harmony: "x" },
  ...{ "pma-1": "x", "pma-2": "x", quest: "y", columbus: "y", kibo: "y", tranquility: "y", leonardo: "y" },
  ...{ pirs: "z", "progress-ms-09": "z", poisk: "z", "ms08-om": "z", "ms08-dm": "z", rassvet: "z", "ms09-om": "z" },
  ...{ "ms09-dm": "z", "kibo-elm": "z", cupola: "z" },
};
/** Every module as it lies, in place of turned at random. */
function asItLies(text: string): string {
  let module = "";
  return text
    .split("\n")
    .map((line) => {
      module = /^ {2}- id: (\S+)/.exec(line)?.[1] ?? module;
      const faces = sides[lies[module]];
      if (faces === undefined) return line;
      return line.replace(/area_m2: ([\d.]+)/, (_, area) => {
        return `faces_m2: {${faces.map((face) => `${face}: ${Number(area) / 4}`).join(", ")}}`;
      });
    })
    .join("\n");
}

test("what the printed flux is per moves the value most: 0.56 per surface, 0.80 per cross-section", () => {
  const { surface, value, "cross-section": cross } = readings(tenYears(file));
  near(value, 0.712);
  near(surface, 0.563);
  near(cross, 0.8);
});

test("so does what hides what: nothing hidden is 0.57, and 0.38 with the flux per surface; the print lies between", () => {
  const open = readings(tenYears(file.replaceAll("exposed: 0.6", "exposed: 1")));
  near(open.value, 0.567);
  near(open.surface, 0.384);
  near(readings(tenYears(file.replaceAll("exposed: 0.6", "exposed: 0.75"))).surface, 0.488);
});

test("how the modules lie moves it little: 0.70", () => {
  const turned = asItLies(file);
  assert.equal(turned.split("faces_m2").length - file.split("faces_m2").length, 28);
  near(readings(tenYears(turned)).value, 0.696);
});

test("no one reading meets both prints: what brings the ISS to 0.47 brings the Soyuz below its 0.900", () => {
  const { d, m } = tenYears(file);
  const wanted = -Math.log(0.475) / (d + m);
  const soyuz = assessRisk(parseStation(file, "iss"), {
    orbit: { ...orbit, year: 2008 },
    duration: second(15 * 365.25 * 86400),
  }).vehicles.find(({ vehicle }) => vehicle === "soyuz-ms-09")!;
  assert.ok(Math.abs(wanted - 2.19) < 0.05, `${wanted}`);
  const needed = -Math.log(0.9) / soyuz.all.value;
  near(needed, 1.28);
  near(Math.exp(-wanted * soyuz.all.value), 0.835);
});
