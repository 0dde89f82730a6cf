import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { stationBuilder } from "../../station/index.ts";
import { type Cdm, parseCdm } from "../message/cdm.ts";
import { assessCdm } from "./assess.ts";
import { actionFor, levelOf, shelterFor, shelters } from "./rule.ts";
import { trendsOf } from "./trend.ts";
import type { Doubt } from "./validity.ts";
import { pcWire } from "./wire.ts";

const text = readFileSync(join(import.meta.dirname, "../message/testdata/CDMExample1.txt"), "utf8");
const cdm = parseCdm(text, "a.cdm");

test("the hard-body radius: as given, else as the message says of both or of each, else that of the ISS", () => {
  const of = (one: Cdm, given?: number) => {
    const { radius, radiusFrom } = assessCdm(one, given);
    return [radius, radiusFrom];
  };
  assert.deepEqual(of(cdm), [60, "assumed"]);
  assert.deepEqual(of({ ...cdm, hardBody: 15 }), [15, "message"]);
  assert.deepEqual(of({ ...cdm, hardBody: 15 }, 20), [20, "option"]);
  const [a, b] = cdm.objects;
  assert.deepEqual(
    of({
      ...cdm,
      objects: [
        { ...a, hardBody: 55 },
        { ...b, hardBody: 2 },
      ],
    }),
    [57, "message"],
  );
});

test("a stated probability is compared with the shape that it was made with", () => {
  const { probability } = assessCdm(cdm, 20);
  for (const shape of ["circle", "square", "square-along-miss"] as const) {
    assert.equal(assessCdm({ ...cdm, probability: probability![shape] * 1.001 }, 20).statedShape, shape);
  }
  assert.equal(assessCdm({ ...cdm, probability: 4.835e-5 }, 20).statedShape, null);
});

test("a state in ITRF is judged in axes that do not turn: an error of 16 % and more otherwise", () => {
  const objects = cdm.objects.map(({ velocity, position, ...rest }) => {
    const [x, y] = position;
    const [u, v, w] = velocity;
    const rate = 7.292115e-5;
    return { ...rest, position, frame: "ITRF" as const, velocity: [u + rate * y, v - rate * x, w] as const };
  });
  const fixed = { ...cdm, objects: objects as unknown as Cdm["objects"] };
  const [inertial, itrf] = [cdm, fixed].map((one) => assessCdm(one, 20).probability!.circle);
  assert.ok(Math.abs(itrf / inertial - 1) < 1e-9);
  const unturned = objects.map((object) => ({ ...object, frame: "EME2000" as const }));
  const wrong = assessCdm({ ...cdm, objects: unturned as unknown as Cdm["objects"] }, 20).probability!.circle;
  assert.ok(Math.abs(wrong / inertial - 1) > 0.1);
});

test("the most that the covariance gives when made larger or smaller is no less than what it gives", () => {
  const { greatest, probability, bound } = assessCdm(cdm, 20);
  assert.ok(greatest!.probability > probability!.circle && greatest!.scale > 1);
  assert.ok(bound! > 0 && bound! < 1);
});

test("yellow above 1e-5, red above 1e-4, and what there is still time for", () => {
  assert.deepEqual([1e-5, 1.01e-5, 1e-4, 1.01e-4].map(levelOf), ["green", "yellow", "yellow", "red"]);
  assert.match(actionFor("red", 40 * 3600), /unless that adds risk.*tailored manoeuvre \(about 30 h\) or/);
  assert.match(actionFor("yellow", 6 * 3600), /if mission objectives allow.*not for a tailored/);
  assert.match(actionFor("red", 3600), /too late.*shelters in its return craft/);
  assert.match(actionFor("green", 3600), /no manoeuvre/);
  assert.match(actionFor("green", 3600, true), /doubtful: not known to be safe/);
  assert.equal(actionFor("red", -1), "closest approach is past");
});

const later = (hours: number, sigma: number, id: string): Cdm => ({
  ...cdm,
  id,
  created: cdm.created + hours * 3600,
  objects: cdm.objects.map((object) => ({
    ...object,
    covariance: object.covariance.map((row) => row.map((x) => x * sigma ** 2)),
  })) as unknown as Cdm["objects"],
});

test("successive messages of one approach, in any order: the trend and when the next is due", () => {
  const messages = [later(16, 1, "c"), later(0, 2, "a"), later(7, 1.5, "b")].map((one) => assessCdm(one, 60));
  const [trend, ...others] = trendsOf(messages);
  assert.deepEqual(others, []);
  assert.deepEqual(
    trend.assessments.map(({ cdm: { id } }) => id),
    ["a", "b", "c"],
  );
  assert.equal(trend.newest.cdm.id, "c");
  assert.equal(trend.direction, "falling");
  assert.ok(trend.ratio! < 1 && trend.decadesPerDay! < 0);
  assert.deepEqual([trend.interval / 3600, trend.intervalFrom], [9, "seen"]);
  assert.equal(trend.nextDue, null, "the next would come after closest approach");
});

test("a message that is given twice counts once", () => {
  const messages = ["a", "b", "b", "a"].map((id, i) => assessCdm(later(id === "a" ? 0 : 8, i === 0 ? 2 : 1, id)));
  const [trend] = trendsOf(messages);
  assert.deepEqual(
    trend.assessments.map((one) => one.cdm.id),
    ["a", "b"],
  );
});

test("one message: no trend, the next 8 h later; another object or another pass is another approach", () => {
  const [alone] = trendsOf([assessCdm(cdm)]);
  assert.deepEqual([alone.direction, alone.ratio, alone.decadesPerDay], ["unknown", null, null]);
  assert.equal(alone.nextDue, cdm.created + 8 * 3600);
  const nextPass = { ...cdm, tca: cdm.tca + 5560 };
  assert.equal(trendsOf([assessCdm(nextPass), assessCdm(cdm)]).length, 2);
});

test("shelter is advised where a manoeuvre is asked for and there is no time for one", () => {
  assert.deepEqual(
    [
      shelters("red", 4 * 3600),
      shelters("yellow", 4 * 3600),
      shelters("red", 6 * 3600),
      shelters("green", 60),
      shelters("red", -1),
      shelters(null, 60),
    ],
    [true, true, false, false, false, false],
  );
});

const whole = parseCdm(readFileSync(join(import.meta.dirname, "../message/testdata/CDMExample2.txt"), "utf8"), "b.cdm");
const told = (doubts: readonly Doubt[]) => doubts.map(({ code, text }) => ({ code, text }));
const inFrame = (frame: "ITRF" | "EME2000") =>
  ({ ...whole, objects: whole.objects.map((object) => ({ ...object, frame })) }) as unknown as Cdm;

test("the full example of the standard has states of ITRF called EME2000: told, and right when read so", () => {
  assert.deepEqual(told(assessCdm(whole).doubts), [
    {
      code: "not-as-stated",
      text: "the stated relative position (27.4, -70.2, 711.8) m is by the states in EME2000 (27.4, -93.7, 709.1) m; read as ITRF they agree, and the probability is 5.88e-8: the frame may be named wrongly",
    },
  ]);
  const { doubts, seen, probability } = assessCdm(inFrame("ITRF"));
  assert.deepEqual(doubts, []);
  for (const [i, value] of whole.relativePosition!.entries()) assert.ok(Math.abs(seen!.miss[i] - value) < 0.6);
  assert.ok(Math.abs(probability!.circle / assessCdm(whole).probability!.circle - 1) > 0.1);
  const [one, two] = whole.objects.map((object) => object.covariance);
  // The radial axes of both are nearly one.
  assert.ok(Math.abs(seen!.sigma[0] ** 2 / (one[0][0] + two[0][0]) - 1) < 0.01);
});

test("a miss distance that the states do not have is told", () => {
  const far = { ...inFrame("ITRF"), missDistance: 815 };
  assert.deepEqual(told(assessCdm(far).doubts), [
    { code: "not-as-stated", text: "the states pass at 715.7 m, the message states 815.0 m" },
  ]);
});

test("who shelters where", () => {
  const station = stationBuilder()
    .module("lab", 100)
    .module("ship", 4)
    .hatch("door", "lab", "ship")
    .vehicle("soyuz", ["ship"])
    .crew("anna", "soyuz", "lab")
    .build();
  assert.deepEqual(shelterFor(station, 10_000), [
    {
      vehicle: "soyuz",
      module: "ship",
      crew: ["anna"],
      seats: 3,
      elsewhere: [{ who: "anna", at: "lab", cut_off: false }],
      from: 9400,
      until: 10_300,
    },
  ]);
  const elsewhere = (at: string, hatch: "open" | "closed") =>
    shelterFor(station, 10_000, { positions: () => at, hatches: () => hatch })[0].elsewhere;
  assert.deepEqual(elsewhere("ship", "closed"), []);
  assert.deepEqual(elsewhere("lab", "closed"), [{ who: "anna", at: "lab", cut_off: true }]);
});

test("a covariance that is not positive is no all-clear: doubtful, nothing is called safe, and no most is told", () => {
  const broken = parseCdm(text.replaceAll(/^CT_R .*/gm, "CT_R = 1e9 [m**2]"), "a.cdm");
  const [trend] = trendsOf([assessCdm(broken)]);
  const { level, doubts, greatest } = trend.newest;
  assert.deepEqual([level, doubts.map(({ code }) => code), greatest], ["green", ["covariance"], null]);
  assert.match(pcWire(trend, { now: broken.created, fileOf: () => "" }).action, /doubtful: not known to be safe/);
});

test("whatever numbers a message may have, the probability is one, from 0 to 1", () => {
  const variance = fc.oneof(fc.constantFrom(0, 1e18), fc.double({ min: 0, max: 1e18, noNaN: true }));
  const speed = fc.double({ min: -50, max: 50, noNaN: true });
  fc.assert(
    fc.property(variance, variance, variance, speed, (r, t, n, v) => {
      const odd = text
        .replaceAll(/^C([RTN])_\1 .*/gm, (_, axis: string) => `C${axis}_${axis} = ${{ R: r, T: t, N: n }[axis]}`)
        .replace(/^X_DOT .*/m, `X_DOT = ${v}`);
      const { probability, level } = assessCdm(parseCdm(odd, "a.cdm"));
      assert.ok(probability !== null && level !== null);
      for (const pc of Object.values(probability)) assert.ok(pc >= 0 && pc <= 1, String(pc));
    }),
    { numRuns: 60 },
  );
});
