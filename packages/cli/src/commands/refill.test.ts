import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { hullwatch, objects, root } from "../testing.ts";

const iss = ["refill", "--station", "iss-2018-08-30"];
const from = (pressure: number, ppO2: number, to: number) => [
  "--pressure",
  `${pressure}mmHg`,
  "--ppO2",
  `${ppO2}mmHg`,
  "--to",
  `${to}mmHg`,
];
const nitrogen = ["--add-supply", "id=airlock-n2,gas=n2,mass=80kg,module=quest,rate=5kg/h"];

const near = (found: unknown, expected: number, tolerance: number) =>
  assert.ok(Math.abs(Number(found) - expected) <= tolerance, `${found} is not ${expected} ± ${tolerance}`);

interface Air {
  readonly pressure_mmHg: number;
  readonly ppO2_mmHg: number;
  readonly o2_fraction: number;
  readonly worst: { readonly module: string; readonly ppO2_mmHg: number; readonly o2_fraction: number };
}
interface Answer {
  readonly steps: readonly {
    readonly supply: string;
    readonly mass_kg: number;
    readonly rate_kg_per_h: number;
    readonly minutes: number;
    readonly after: Air;
  }[];
  readonly final: Air;
  readonly remaining: Readonly<Record<string, number>>;
  readonly [field: string]: unknown;
}
const answerOf = (stdout: string) => objects(stdout)[0] as unknown as Answer;

test("MS-09's top-up: 10 mmHg from Progress, every module within its limits after every step", () => {
  const { stdout, stderr, status } = hullwatch([...iss, ...from(740, 155, 750), "--oxygen-made", "--json"]);
  assert.deepEqual([status, stderr], [0, ""]);
  const answer = answerOf(stdout);
  near(answer.let_in_kg, 14, 0.1);
  near(answer.remaining["progress-o2"], 38, 0.1);
  near(answer.final.pressure_mmHg, 750, 0.05);
  assert.equal(answer.stopped_by, null);
  for (const { after, mass_kg, rate_kg_per_h, minutes } of answer.steps) {
    near(mass_kg, (rate_kg_per_h * minutes) / 60, 1e-6);
    assert.ok(after.worst.ppO2_mmHg <= 178 && after.worst.o2_fraction <= 0.241 && after.pressure_mmHg <= 770);
  }
  near(
    answer.steps.reduce((sum, s) => sum + s.mass_kg, 0),
    Number(answer.let_in_kg),
    1e-6,
  );
});

test("after a loss of 60 mmHg: status 1 and what is lacking, or a plan with nitrogen that the file does not have", () => {
  const alone = hullwatch([...iss, ...from(690, 146, 750), "--json"]);
  assert.equal(alone.status, 1);
  assert.match(
    alone.stderr,
    /^hullwatch: refill: found 750\.0 mmHg out of reach by \d+\.\d, stopped by .*; nearest safe state 7\d\d\.\d mmHg.*; lacking at least \d+\.\d kg of nitrogen\n$/,
  );
  const found = answerOf(alone.stdout);
  assert.deepEqual(
    (found.lacking as { gas: string }[]).map((l) => l.gas),
    ["n2"],
  );
  near(Number(found.short_mmHg) + found.final.pressure_mmHg, 750, 1e-6);
  const { stdout, status } = hullwatch([...iss, ...from(690, 146, 750), ...nitrogen]);
  assert.equal(status, 0);
  assert.match(stdout, /^From 690\.0 to 750\.0 mmHg: 807 m3, 23 modules\n {3}1 {2}at 0 min: oxygen from progress-o2/);
  assert.match(stdout, /: nitrogen from airlock-n2 into quest: 56\.\d kg at 5\.00 kg\/h for 11\.\d h\n/);
  assert.match(stdout, /where it comes in; kibo-elm .*, the slowest to mix\n/);
  assert.match(stdout, /\nAfter 3\d\.\d h: 750\.0 mmHg, ppO2 160\.0, 21\.3 % O2\n/);
  assert.match(stdout, /\n {2}nitrogen {4}80\.0 +23\.\d +0 +0 +unlimited\n/);
});

test("with a leak it is called feeding a leak, and what that buys is said", () => {
  const leaking = [...iss, ...from(740, 155, 745), "--leak", "0.2mmHg/h", "--supply", "progress-o2=40kg"];
  const { stdout, status } = hullwatch(leaking);
  assert.equal(status, 0);
  assert.match(
    stdout,
    /feeding a leak of 0\.200 mmHg\/h: \d+\.\d+ kg of the \d+\.\d kg let in leave through the hole\n/,
  );
  assert.match(stdout, /reserve to 490\.0 mmHg: 63\.6 d before, 64\.6 d after: 36\.3 h bought\n/);
  const answer = answerOf(hullwatch([...leaking, "--json"]).stdout);
  // tau ln(745/740), tau 740/0.2 h.
  near(Number(answer.reserve_after_h) - Number(answer.reserve_before_h), 3700 * Math.log(745 / 740), 0.5);
  near(answer.remaining["progress-o2"], 40 - Number(answer.let_in_kg), 1e-6);
});

test("a state beyond a limit that no gas here mends is not called safe", () => {
  const { stderr, status } = hullwatch([...iss, ...from(740, 200, 750), "--oxygen-made"]);
  assert.equal(status, 1);
  assert.match(stderr, /; nearest state, with too much oxygen, 740\.0 mmHg, ppO2 200\.0/);
});

test("hatches and supplies that do not stand as filed", () => {
  const shut = hullwatch([...iss, ...from(740, 155, 750), "--hatch", "pirs-progress=closed", "--json"]);
  assert.equal(shut.status, 1);
  assert.deepEqual(answerOf(shut.stdout).out_of_reach, ["progress-o2"]);
  const late = hullwatch([...iss, ...from(740, 155, 750), "--within", "6h"]);
  assert.equal(late.status, 1);
  assert.match(
    late.stderr,
    /stopped by the time: longer than 6\.00 h, the rate held by ppO2_max in progress-ms-09; nearest/,
  );
});

test("what cannot be asked is refused with what can be, on one line", () => {
  const asked = [...iss, ...from(740, 155, 750)];
  for (const [args, said] of [
    [iss, /^hullwatch: refill: found no --pressure, expected --pressure <P>: pressure now/],
    [
      [...iss, "--pressure", "740", "--ppO2", "1mmHg", "--to", "750mmHg"],
      /--pressure: found "740", expected a pressure with/,
    ],
    [[...iss, ...from(740, 155, 730)], /found --to below --pressure, expected a pressure to fill up to/],
    [[...iss, ...from(740, 741, 750)], /found --ppO2 of no less than --pressure, expected less/],
    [[...iss, ...from(740, 739, 750), "--ppCO2", "3mmHg"], /found --ppO2 and --ppCO2 together of no less/],
    [[...asked, "--supply", "progress-o2"], /--supply: found "progress-o2", expected a supply and what is left in it/],
    [[...asked, "--supply", "progress-o2=40"], /--supply: found "40", expected a mass with its unit/],
    [[...asked, "--supply", "progress=40kg"], /--supply: found "progress", expected .*progress-o2/],
    [[...asked, "--supply", "progress-o2=-1kg"], /--supply: found "-1kg", expected 0 or more/],
    [
      [...asked, "--hatch", "pirs-progress=ajar"],
      /--hatch: found "pirs-progress=ajar", expected a hatch and how it stands/,
    ],
    [[...asked, "--hatch", "pirs-progres=open"], /--hatch: found "pirs-progres", expected .*pirs-progress/],
    [
      [...asked, "--add-supply", "id=x,gas=n2"],
      /--add-supply: found "id=x,gas=n2", expected id, gas, mass, module, rate/,
    ],
    [
      [...asked, "--add-supply", "id=x,gas=he,mass=1kg,module=quest,rate=1kg/h"],
      /--add-supply: found "he", expected a gas/,
    ],
    [[...asked, "--add-supply", "id=x,gas=n2,mass=1kg,module=qest,rate=1kg/h"], /found "qest", expected .*quest/],
    [
      [...asked, "--add-supply", "id=x,gas=n2,mass=1kg,module=quest,rate=0kg/h"],
      /found "0kg\/h", expected more than 0/,
    ],
    [
      [...asked, "--add-supply", "id=progress-o2,gas=n2,mass=1kg,module=quest,rate=1kg/h"],
      /found "progress-o2", expected an id that no supply has yet/,
    ],
    [[...asked, ...nitrogen, ...nitrogen], /found "airlock-n2", expected an id that no supply has yet/],
  ] as [string[], RegExp][]) {
    const { status, stderr, stdout } = hullwatch(args);
    assert.equal(status, 2, `${args.join(" ")}: ${stderr}`);
    assert.match(stderr, said);
    assert.equal(stderr.trimEnd().split("\n").length, 1);
    assert.equal(stdout, "");
  }
});

test("docs/refill.md names every field", () => {
  const page = readFileSync(join(root, "docs/refill.md"), "utf8");
  const { stdout } = hullwatch([...iss, ...from(690, 146, 750), "--json"]);
  const fields = new Set<string>();
  const gather = (value: unknown, isMap = false) => {
    if (Array.isArray(value)) for (const item of value) gather(item);
    else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (!isMap) fields.add(key);
        gather(inner, key === "remaining");
      }
    }
  };
  gather(answerOf(stdout));
  for (const field of fields) assert.ok(page.includes(`\`${field}\``), `docs/refill.md does not name ${field}`);
});
