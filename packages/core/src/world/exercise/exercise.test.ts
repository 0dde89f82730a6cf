import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentError } from "../../document/index.ts";
import { second } from "../../quantity/index.ts";
import { parseScenario } from "../scenario/index.ts";
import { simulate } from "../simulate.ts";
import { repositoryFile, shippedStation } from "../testing.ts";
import { InjectionError } from "./errors.ts";
import { Exercise } from "./exercise.ts";
import type { Piece } from "./piece.ts";

const station = shippedStation("iss-2018-08-30");
const night = { text: repositoryFile("scenarios/soyuz-ms-09.yaml"), name: "soyuz-ms-09" };
const minute = 60;

/** Plays in pieces of some length, with what is injected at its minute; gives every row. */
function played(
  exercise: Exercise,
  plan: readonly (readonly [minute: number, act: (e: Exercise) => void])[],
  end: number,
  by = 70,
) {
  const { start } = exercise.scenario;
  const rows = [];
  const left = [...plan];
  for (let at = 0; at < end * minute; ) {
    while (left.length > 0 && left[0][0] * minute <= at) left.shift()![1](exercise);
    at = Math.min(at + by, left.length > 0 ? left[0][0] * minute : end * minute);
    rows.push(...exercise.playTo(second(start + at)));
  }
  return rows;
}
const inject = (piece: Piece) => (e: Exercise) => void e.inject(piece);
const read = (rows: readonly { time: number; parameter: string; value: string }[], id: string, after: number) =>
  Number(rows.find((row) => row.parameter === id && row.time >= after)?.value);

/** Everything that the panel of an instructor offers. */
const everything: readonly (readonly [number, (e: Exercise) => void])[] = [
  [10, inject({ leak: { module: "destiny", area: "20mm2", grows: { by: "5mm2", over: "30min" } } })],
  [12, inject({ fault: { sensors: ["LAB-P"], kind: "freeze" } })],
  [13, inject({ fault: { sensors: ["FGB-P"], kind: "drift", by: "1mmHg", per: "1h", for: "20min" } })],
  [14, inject({ fault: { sensors: ["SM-P"], kind: "bias", by: "2mmHg" } })],
  [15, inject({ fault: { sensors: ["SM-P"], kind: "spikes", by: "5mmHg", every: "2min" } })],
  [16, inject({ gap: { for: "7min", deliver: "later" } })],
  [17, inject({ happening: { kind: "release", gas: "n2", module: "zarya", rate: "3kg/h", for: "15min" } })],
  [18, inject({ happening: { kind: "jam", hatch: "zarya-pma1", state: "stuck" } })],
  [19, (e) => e.obey({ kind: "hatch", hatch: "zarya-pma1", to: "closed" })],
  [20, inject({ happening: { kind: "temperature", change: "-1K", over: "20min", modules: ["destiny"] } })],
  [22, inject({ happening: { kind: "jam", hatch: "zarya-pma1", state: "free" } })],
  [23, (e) => e.obey({ kind: "hatch", hatch: "zarya-pma1", to: "closed" })],
  [24, (e) => e.obey({ kind: "gauge", module: "zarya" })],
  [26, inject({ patch: { leak: "injected-1", left: 0.4 } })],
  [30, inject({ happening: { kind: "undock", modules: ["ms09-om", "ms09-dm"] } })],
  [34, inject({ happening: { kind: "dock", modules: ["ms09-om", "ms09-dm"], pressure: "700mmHg" } })],
  [35, inject({ happening: { kind: "hatch", hatch: "rassvet-ms09", to: "open" } })],
  [36, (e) => e.work("destiny", 0.1)],
  [37, inject({ happening: { kind: "airlock", module: "pirs", into: "zvezda-pkho", depress: "10min", hold: "5min" } })],
  [38, inject({ outage: { of: "oxygen", for: "10min" } })],
  [38, inject({ outage: { of: "co2", for: "5min" } })],
  [39, inject({ clock: { by: "-20s" } })],
  [40, inject({ stop: { fault: 2 } })],
  [45, inject({ stop: { leak: "injected-1" } })],
];

test("however it is cut up, the same pieces give the same rows, and its file gives them once more", () => {
  const once = new Exercise(night, station, 7);
  const rows = played(once, everything, 80);
  assert.deepEqual(played(new Exercise(night, station, 7), everything, 80, 10), rows);
  const again = parseScenario(once.text(), "exercise.yaml", station);
  const all = [...simulate(again, station, 7)];
  // What people did is in the file as reported by them; in the exercise they report it themselves.
  const told = (row: { parameter: string; value: string }) => row.parameter === "hatch:zarya-pma1";
  assert.ok(rows.length > 4000, `${rows.length}`);
  assert.deepEqual(rows, all.filter((row) => !told(row)).slice(0, rows.length));
  assert.equal(all.filter((row) => told(row)).length, 2);
});

test("stopped in the middle it is gone on with from its file, as if it had never stopped", () => {
  const whole = new Exercise(night, station, 7);
  const rows = played(whole, everything, 50);
  for (const stop of [13.5, 25, 37]) {
    const first = new Exercise(night, station, 7);
    const before = played(
      first,
      everything.filter(([at]) => at < stop),
      stop,
    );
    const file = { text: first.text(), name: "stopped" };
    const again = new Exercise(file, station, 7, first.injections);
    again.playTo(first.time);
    assert.equal(again.text(), first.text());
    assert.deepEqual(again.truth(), first.truth());
    const after = [];
    for (const [at, act] of everything.filter(([at]) => at >= stop && at < 50)) {
      after.push(...again.playTo(second(again.scenario.start + at * minute)));
      act(again);
    }
    after.push(...again.playTo(second(again.scenario.start + 50 * minute)));
    assert.deepEqual([...before, ...after], rows, `${stop}`);
    assert.equal(again.text(), whole.text());
  }
});

test("machines stand still where a scenario left them to themselves, and its file says so", () => {
  const quiet = { text: repositoryFile("scenarios/mir-1997.yaml"), name: "mir-1997" };
  const mir = shippedStation("mir-1997");
  const plan = [[5, inject({ outage: { of: "co2", for: "2h" } })]] as const;
  const [still, works] = [new Exercise(quiet, mir, 1), new Exercise(quiet, mir, 1)];
  const rows = played(still, plan, 125);
  const again = parseScenario(still.text(), "exercise.yaml", mir);
  assert.deepEqual([...simulate(again, mir, 1)].slice(0, rows.length), rows);
  assert.notDeepEqual(rows, played(works, [], 125));
  const bare = { text: `${quiet.text}life_support: {oxygen: []}\n`, name: "bare" };
  assert.throws(() => new Exercise(bare, mir, 1).inject({ outage: { of: "oxygen", for: "1h" } }), InjectionError);
});

test("a leak that is injected drains, and is in the truth; patched it drains less, stopped not at all", () => {
  const exercise = new Exercise(night, station, 1);
  exercise.playTo(second(exercise.scenario.start + 600));
  const { piece } = exercise.inject({ leak: { module: "destiny", diameter: "10mm", cd: 0.6 } });
  assert.deepEqual(piece, { leak: { id: "injected-1", module: "destiny", diameter: "10mm", cd: 0.6 } });
  exercise.playTo(second(exercise.time + 600));
  const rate = () => exercise.truth().rate_kg_per_day;
  const whole = rate();
  assert.deepEqual(
    exercise.truth().leaks.map(({ id, module }) => [id, module]),
    [["injected-1", "destiny"]],
  );
  assert.ok(whole > 500, `${whole}`);
  exercise.inject({ patch: { leak: "injected-1", left: 0.5 } });
  exercise.playTo(second(exercise.time + 60));
  assert.ok(Math.abs(rate() / whole - 0.5) < 0.02, `${rate()}`);
  exercise.inject({ stop: { leak: "injected-1" } });
  assert.equal(rate(), 0);
});

test("a hatch that is stuck does not move, whatever people say", () => {
  const exercise = new Exercise(night, station, 1);
  exercise.inject({ happening: { kind: "jam", hatch: "zarya-pma1", state: "stuck" } });
  exercise.obey({ kind: "hatch", hatch: "zarya-pma1", to: "closed" });
  exercise.playTo(second(exercise.time + 60));
  const joined = () =>
    exercise.truth().volumes.some(({ modules }) => modules.includes("zarya") && modules.includes("pma-1"));
  assert.ok(joined());
  exercise.inject({ happening: { kind: "jam", hatch: "zarya-pma1", state: "free" } });
  exercise.obey({ kind: "hatch", hatch: "zarya-pma1", to: "closed" });
  exercise.playTo(second(exercise.time + 60));
  assert.ok(!joined());
});

test("signals: a loss of signal holds rows back, a fault that is stopped is over", () => {
  const rows = played(
    new Exercise(night, station, 1),
    [
      [5, inject({ fault: { sensors: ["LAB-P"], kind: "bias", by: "10mmHg" } })],
      [10, inject({ stop: { fault: 1 } })],
      [15, inject({ gap: { sensors: ["FGB-P"], for: "10min", deliver: "never" } })],
    ],
    30,
  );
  const start = rows[0].time;
  const lab = (after: number) => read(rows, "LAB-P", start + after * minute);
  assert.ok(lab(7) - lab(2) > 9 && lab(12) - lab(2) < 1, `${lab(2)} ${lab(7)} ${lab(12)}`);
  const gone = rows.filter(
    ({ parameter, time }) => parameter === "FGB-P" && time >= start + 900 && time < start + 1500,
  );
  assert.deepEqual(gone, []);
});

test("what cannot be is refused, and changes nothing", () => {
  const exercise = new Exercise(night, station, 1);
  exercise.playTo(second(exercise.time + 60));
  const before = exercise.text();
  const refused = (piece: Piece, kind: typeof InjectionError | typeof DocumentError, text: RegExp) =>
    assert.throws(
      () => exercise.inject(piece),
      (error: unknown) => error instanceof kind && text.test(error.message),
    );
  refused({ leak: { module: "attic", area: "1mm2" } }, DocumentError, /attic/);
  refused({ leak: { module: "destiny", area: "1" } }, DocumentError, /unit|mm2/);
  refused({ leak: { module: "destiny", area: "1mm2", from: "+1h" } }, InjectionError, /begins now/);
  refused({ fault: { sensors: ["LAB-P"], kind: "freeze", for: "soon" } }, InjectionError, /20min/);
  refused({ patch: { leak: "hole", left: 0.5 } }, InjectionError, /none does/);
  refused({ stop: { fault: 3 } }, InjectionError, /fault 3/);
  refused({ happening: { kind: "dock", modules: ["pirs"] } }, InjectionError, /pirs, which is docked/);
  refused({ happening: { kind: "temperature", change: "1K", over: "0s" } }, InjectionError, /above 0/);
  assert.equal(exercise.text(), before);
  assert.deepEqual(exercise.injections, []);
});

for (const [name, of] of [
  ["soyuz-ms-09", "iss-2018-08-30"],
  ["mir-1997", "mir-1997"],
  ["lab-hose-2004", "iss-2004-01"],
] as const) {
  test(`${name} can be trained: its leak stays, what people did is left to do`, () => {
    const exercise = new Exercise({ text: repositoryFile(`scenarios/${name}.yaml`), name }, shippedStation(of), 1);
    assert.equal(exercise.leaks.length, 1);
    assert.deepEqual(exercise.leaks[0].patches, []);
    assert.ok(exercise.scenario.happenings.every(({ kind }) => !["hatch", "crew", "gauge", "supply"].includes(kind)));
  });
}
