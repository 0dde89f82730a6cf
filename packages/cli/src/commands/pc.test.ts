import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { folderFor, hullwatch, objects } from "../testing.ts";
import { message, messageText } from "./testing-conjunctions.ts";

interface Answer {
  readonly pc: number;
  readonly messages: readonly { readonly message_id: string; readonly pc: number }[];
  readonly trend: Readonly<Record<string, unknown>>;
  readonly shelter: readonly Readonly<Record<string, unknown>>[];
  readonly doubts: readonly { readonly code: string }[];
  readonly [field: string]: unknown;
}
const answersOf = (args: readonly string[]) => {
  const { stdout, stderr, status } = hullwatch(["pc", ...args, "--json"]);
  assert.deepEqual([stderr, status], ["", 0]);
  return objects(stdout) as unknown as Answer[];
};

/** The message as its states are: in ITRF. */
const sound = messageText.replaceAll(/(REF_FRAME +=) EME2000/g, "$1 ITRF");

/** Messages of one approach, 8 h apart, covariances shrinking. */
function messagesOf(t: TestContext): readonly string[] {
  const folder = folderFor(t);
  return [0, 8, 16].map((hours, i) => {
    const created = new Date(Date.UTC(2010, 2, 12, 22, 31, 12) + hours * 3600_000).toISOString().slice(0, -1);
    const text = sound
      .replace("2010-03-12T22:31:12.000", created)
      .replace("201113719185", `M${i}`)
      .replaceAll(/^(C(?:R_R|T_R|T_T|N_R|N_T|N_N) +=) (\S+)/gm, (_, key, value) => `${key} ${Number(value) / 2 ** i}`);
    const path = join(folder, `${i}.cdm`);
    writeFileSync(path, text);
    return path;
  });
}

test("one message: probability, level, and what is assumed", (t) => {
  const path = join(folderFor(t), "a.cdm");
  writeFileSync(path, sound);
  const [answer, ...others] = answersOf([path]);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [answer.hard_body_m, answer.hard_body_from, answer.level, answer.valid, answer.pc],
    [60, "assumed", "green", true, (answer.pc_by_shape as { circle: number }).circle],
  );
  assert.deepEqual(answersOf([path, "--hbr", "20m"])[0].hard_body_m, 20);
  const text = hullwatch(["pc", path]).stdout;
  assert.match(text, /\n {2}hard body {4}60 m, assumed, as neither the message nor --hard-body says/);
  assert.match(text, /\n {2}validity {5}straight lines, constant errors/);
  assert.match(text, /\n {2}stated {7}4\.835e-5 \(FOSTER-1992\): /);
});

test("a message whose frame is named wrongly is doubtful", () => {
  const [answer] = answersOf([message]);
  assert.deepEqual([answer.valid, answer.doubts.map(({ code }) => code)], [false, ["not-as-stated"]]);
  assert.match(hullwatch(["pc", message]).stdout, /\n {2}DOUBTFUL {5}not-as-stated: (.*\n.*)+read as ITRF they agree/);
});

test("successive messages: their trend, and the next one due, then overdue", (t) => {
  const files = messagesOf(t);
  const [answer] = answersOf([...files].reverse());
  assert.deepEqual(
    answer.messages.map((m) => m.message_id),
    ["M0", "M1", "M2"],
  );
  const [, before, newest] = answer.messages.map((m) => m.pc);
  assert.equal(answer.pc, newest);
  assert.ok(Math.abs(Number(answer.trend.ratio) / (newest / before) - 1) < 1e-9);
  assert.deepEqual(
    [answer.trend.direction, answer.trend.interval_h, answer.trend.interval_from, answer.trend.next_message_due],
    ["falling", 8, "seen", "2010-03-13T22:31:12.000Z"],
  );
  assert.equal(answer.trend.overdue, false);
  const [late] = answersOf([...files, "--at", "2010-03-13T22:35:00Z"]);
  assert.deepEqual([late.trend.overdue, late.manoeuvre_possible], [true, "none"]);
  assert.match(hullwatch(["pc", ...files, "--at", "2010-03-13T22:35:00Z"]).stdout, /every 8\.0 h so far\): OVERDUE\n/);
});

test("who shelters where, when and for how long; advised where there is no time for a manoeuvre", () => {
  const args = [message, "--station", "iss-2018-08-30"];
  const [early] = answersOf(args);
  assert.deepEqual(
    [early.shelter_advised, early.shelter.map(({ vehicle, module, minutes }) => [vehicle, module, minutes])],
    [
      false,
      [
        ["soyuz-ms-08", "ms08-dm", 15],
        ["soyuz-ms-09", "ms09-dm", 15],
      ],
    ],
  );
  const late = ["--at", "2010-03-13T20:00Z"];
  assert.equal(answersOf([...args, ...late])[0].shelter_advised, true);
  assert.match(hullwatch(["pc", ...args]).stdout, /\n {2}if sheltered soyuz-ms-08 \(ms08-dm\): /);
  assert.match(hullwatch(["pc", ...args, ...late]).stdout, /\n {2}SHELTER {6}soyuz-ms-08 \(ms08-dm\): /);
});

test("what cannot be read, or has no probability", (t) => {
  const folder = folderFor(t);
  const still = join(folder, "still.cdm");
  const [one, two] = messageText.split(/^(?=OBJECT +=)/m).slice(1);
  const copied = ["X_DOT", "Y_DOT", "Z_DOT"].reduce((text, key) => {
    const pattern = new RegExp(`^${key} .*$`, "m");
    return text.replace(pattern, pattern.exec(one)?.[0] ?? "");
  }, two);
  writeFileSync(still, messageText.replace(two, copied));
  const undefinedOne = hullwatch(["pc", still, "--json"]);
  assert.equal(undefinedOne.status, 1);
  assert.match(
    undefinedOne.stderr,
    /still\.cdm: found a relative speed of 0, expected objects that move .*: the probability is undefined\n$/,
  );
  const [{ pc, level, doubts }] = objects(undefinedOne.stdout) as unknown as Answer[];
  assert.deepEqual([pc, level, doubts.map(({ code }) => code)], [null, null, ["no-relative-motion"]]);

  const bad = join(folder, "bad.cdm");
  writeFileSync(bad, messageText.replace("2570.097065", "north").replace("= 715 ", "= many "));
  const { stderr, stdout, status } = hullwatch(["pc", bad]);
  assert.deepEqual([stdout, status], ["", 2]);
  assert.match(stderr, /^hullwatch: \S+bad\.cdm:8:50: MISS_DISTANCE: found "many", expected a number of m\n/);
  assert.match(stderr, /\nhullwatch: \S+bad\.cdm:73:50: OBJECT1\.X: found "north", expected a number of km\n$/);
  const none = hullwatch(["pc"]);
  assert.deepEqual(
    [none.status, none.stderr],
    [2, "hullwatch: pc: found no file, expected a Conjunction Data Message\n"],
  );
});
