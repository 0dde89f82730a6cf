import assert from "node:assert/strict";
import { test } from "node:test";
import { hullwatch, objects } from "../testing.ts";

const soyuz = ["check", "--station", "iss-2018-08-30", "--module", "ms09-om", "--hatch", "rassvet-ms09=closed"];
const plan = (...args: string[]) => {
  const { status, stdout, stderr } = hullwatch([...args, "--json"]);
  assert.deepEqual([status, stderr], [0, ""]);
  // biome-ignore lint/suspicious/noExplicitAny: the fields are what is tested.
  return objects(stdout)[0] as any;
};

test("Soyuz MS-09 shut off: an hour or so for 0.27 kg a day, minutes for ten times that, and the sequential test is the shorter", () => {
  const { modules, volume_m3, gross, fine, gauges } = plan(...soyuz);
  assert.deepEqual([modules, gauges], [["ms09-om", "ms09-dm"], ["MS09-P"]]);
  assert.ok(Math.abs(volume_m3 - 10.3) < 1e-9);
  assert.equal(fine.residual_kg_per_day, 0.27);
  assert.ok(fine.expected_min > 30 && fine.expected_min < 120, `${fine.expected_min}`);
  assert.ok(fine.expected_min < 0.8 * fine.fixed_length_min);
  assert.ok(gross.expected_min < 15 && Math.abs(gross.residual_kg_per_day - 2.7) < 1e-9);
});

test("the vestibule rule says what it proves there: far more than the residual", () => {
  const [rule] = plan(...soyuz).rules;
  assert.deepEqual([rule.name, rule.minutes, rule.read_every_min, Math.round(rule.most_mmHg)], ["vestibule", 30, 5, 1]);
  assert.ok(rule.limit_alone_kg_per_day > 0.7 && rule.limit_alone_kg_per_day < 0.85);
  assert.ok(rule.proves_kg_per_day > rule.limit_alone_kg_per_day);
});

test("a larger leak to be seen takes less time, a smaller residual more, and the whole station by pressure alone too much", () => {
  const { fine } = plan(...soyuz, "--residual", "0.1kg/day", "--see", "1kg/day");
  assert.ok(fine.seen_min < fine.proven_min);
  assert.ok(fine.proven_min > plan(...soyuz).fine.proven_min);
  const whole = plan("check", "--station", "iss-2018-08-30", "--module", "ms09-om");
  assert.deepEqual([whole.people, whole.fine.expected_min], [6, null]);
});

test("sealant that cures makes it longer; hatches may be named in one go or one by one", () => {
  const small = [...soyuz, "--residual", "0.05kg/day"];
  const fresh = plan(...small, "--curing", "3");
  assert.equal(fresh.curing_layers, 3);
  assert.ok(fresh.fine.expected_min > 1.02 * plan(...small).fine.expected_min);
  const base = ["check", "--station", "iss-2018-08-30", "--module", "ms09-om"];
  const [a, b] = ["rassvet-ms09=closed", "ms09-om-dm=closed"];
  assert.deepEqual(plan(...base, "--hatch", a, b), plan(...base, "--hatch", a, "--hatch", b));
});

test("where no gauge speaks by itself it counts on people, and the report says so", () => {
  const tunnel = ["check", "--station", "iss-2018-08-30", "--module", "zvezda-prk", "--hatch", "ro-prk=closed"];
  const [hourly, often] = ["1h", "10min"].map((every) => plan(...tunnel, "--by-hand", every));
  assert.equal(hourly.read_by_hand_every_min, 60);
  assert.ok(often.fine.expected_min < hourly.fine.expected_min);
  const { stdout } = hullwatch(tunnel);
  assert.match(
    stdout,
    /^Leak check of zvezda-prk: 7 m3, nobody inside; no gauge of its own: read by hand every 30 min/,
  );
  assert.match(stdout, /\nrule "vestibule" {2}30 min read every 5, passes at 1 mmHg: proves less than /);
});

test("a hatch or a module that is not there, or a limit without its unit, is refused in one line", () => {
  for (const [args, said] of [
    [[...soyuz.slice(0, 4), "nowhere"], /^hullwatch: check: found --module "nowhere", expected one of zvezda-ro, /],
    [
      [...soyuz.slice(0, 6), "rassvet-ms09"],
      /^hullwatch: --hatch: found "rassvet-ms09", expected a hatch and how it stands/,
    ],
    [[...soyuz.slice(0, 6), "h9=open"], /^hullwatch: --hatch: found "h9", expected .* hatch/],
    [[...soyuz, "--residual", "0.1"], /^hullwatch: --residual: found "0\.1", expected a mass flow with its unit/],
    [["check", "--module", "x"], /^hullwatch: check: found no --station/],
  ] as [string[], RegExp][]) {
    const { status, stderr, stdout } = hullwatch(args);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, said);
    assert.equal(stderr.trimEnd().split("\n").length, 1);
  }
});
