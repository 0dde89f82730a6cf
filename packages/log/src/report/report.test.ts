import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { type Entry, kindNames } from "../entry/index.ts";
import { type IncidentExport, openLog, stateOf } from "../index.ts";
import { author, draft, IDS, Pen } from "../testing.ts";
import { newLog, type TestLog, temporaryFolder } from "../testing-disk.ts";
import { escapeHtml } from "./html.ts";
import { exportIncident, importIncident, incidentReport, readExport, sentenceOf, verifyExport } from "./index.ts";

const { INCIDENT: incident, STATION: station, ALARM: alarm, POLL: poll } = IDS;
const here = { incident };
const hostile = `"><script>alert('x')</script>&<img src=x onerror=alert(1)>\u0007`;
const bytes = async function* (content: Uint8Array) {
  yield content;
};

/** An incident with two centres, other matters in between, a picture, a broken one, and a correction filed elsewhere. */
async function incidentLog({ log }: TestLog): Promise<void> {
  const say = (...args: Parameters<typeof draft>) => log.append(draft(...args));
  await say("note", { text: "another matter" });
  await say("incident-opened", { title: "Leak in MS-09" }, here);
  await say(
    "alarm-raised",
    { alarm, type: "leak", severity: "WARNING", text: "1.3 mmHg/h", value: { value: 1.3, unit: "mmHg/h" } },
    here,
  );
  await say("note", { text: "a secret of the crew" });
  await say("alarm-acknowledged", { alarm }, { ...here, author: author("Boris", "flight-director", "moscow") });
  await say("note", { text: hostile }, { ...here, author: author(`Eve${hostile}`) });
  await say("hatch-moved", { hatch: "h1", state: "closed" }, here);
  await say("correction", { of: "houston:7", reason: "it was h2", body: { hatch: "h2", state: "closed" } });
  await say("poll-opened", { poll, question: "Sealant?", asked: [{ role: "FLIGHT" }] }, here);
  await say("poll-voted", { poll, vote: "GO" }, { ...here, author: author("Gene", "FLIGHT") });
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "red" } })
    .jpeg()
    .toBuffer();
  for (const [content, name] of [
    [photo, hostile],
    [photo.subarray(0, 200), "broken.jpg"],
  ] as const) {
    const { fault: _, ...file } = await log.files.put(bytes(content), { name });
    await say("file", { ...file, caption: "the hole" }, here);
  }
  const pen = new Pen("moscow");
  pen.write("note", { text: "наше" });
  pen.write("decision", { text: "Заделать" }, here);
  await log.takeIn(pen.written);
  await say("note", { text: "another matter, after it" });
}
async function exported(test: TestLog): Promise<IncidentExport> {
  await incidentLog(test);
  return exportIncident(test.log, { station, incident }, test.clock.now());
}

test("an incident goes out as JSON, is checked by itself, and comes in again as it was", async (t) => {
  const from = await newLog(t);
  const json = JSON.stringify(await exported(from));
  const read = readExport(json);
  assert.deepEqual([read.entries.length, read.between.length], [11, 2]);
  assert.deepEqual(
    read.heads.map(({ centre, seq }) => [centre, seq]),
    [
      ["houston", 13],
      ["moscow", 2],
    ],
  );
  const { sound, entries } = verifyExport(read, await from.log.heads());
  assert.deepEqual([sound, entries], [true, 13]);
  assert.ok(!json.includes("secret"), "other matters stay where they are");
  const to = await openLog({ folder: await temporaryFolder(t), centre: "tsukuba", clock: from.clock });
  t.after(() => to.close());
  const first = await importIncident(to, read);
  assert.deepEqual([first.taken.length, first.refused, first.verification.sound], [11, [], true]);
  assert.equal((await importIncident(to, read)).known, 11);
  const again = (await to.list({ limit: 1000 })).entries.map(({ entry }) => entry);
  assert.deepEqual(again, read.entries);
  assert.deepEqual(stateOf(again), stateOf(read.entries));
  assert.equal((await to.search({ text: "заделали" })).hits.length, 0);
  assert.equal((await to.search({ text: "заделать" })).hits.length, 1);
});

test("what was done to an exported incident is found and named", async (t) => {
  const sound = await exported(await newLog(t));
  const found = (change: (one: IncidentExport) => void) => {
    const copy = structuredClone(sound);
    change(copy);
    return verifyExport(copy).faults.map(({ what, centre, seq }) => `${centre}:${seq} ${what}`);
  };
  const entry = (of: IncidentExport, seq: number) =>
    of.entries.find((one) => one.centre === "houston" && one.seq === seq) as Entry;
  assert.deepEqual(
    found(() => undefined),
    [],
  );
  assert.deepEqual(
    found((of) => {
      entry(of, 3).body.text = "0.1 mmHg/h";
    }),
    ["houston:3 changed"],
  );
  assert.deepEqual(
    found((of) => {
      of.entries.splice(of.entries.indexOf(entry(of, 5)), 1);
    }),
    ["houston:5 missing"],
  );
  assert.deepEqual(
    found((of) => {
      of.between.splice(0, 1);
    }),
    ["houston:4 missing"],
  );
  assert.deepEqual(
    found((of) => {
      of.between[0].digest = "0".repeat(64);
    }),
    ["houston:4 changed"],
  );
  assert.deepEqual(
    found((of) => {
      of.entries.push(entry(of, 5));
    }),
    ["houston:5 doubled"],
  );
  assert.deepEqual(
    found((of) => {
      of.between = of.between.filter(({ seq }) => seq < 13);
    }),
    ["houston:13 missing"],
  );
  const kept = { centre: "houston", seq: 12, hash: "0".repeat(64) };
  assert.equal(verifyExport(sound, [kept]).sound, false);
  assert.equal(
    verifyExport(sound, [{ ...kept, seq: 99 }]).sound,
    true,
    "a head that the file does not reach says nothing",
  );
});

test("what is no exported incident is refused by name", async (t) => {
  const { log, clock } = await newLog(t);
  for (const text of [
    "",
    "{",
    "[]",
    "null",
    '{"hullwatch":"station/1"}',
    '{"hullwatch":"incident/1","entries":[{}]}',
  ]) {
    assert.throws(() => readExport(text), { code: "HW_LOG_EXPORT" }, text);
  }
  await assert.rejects(exportIncident(log, { station, incident: "none" }, clock.now()), { code: "HW_LOG_QUERY" });
});

test("the report is one page that needs nothing else, shows everything as text, and runs nothing", async (t) => {
  const from = await newLog(t);
  const page = await incidentReport(await exported(from), from.log.files);
  // Every < begins a tag; nothing but the picture has an address, and no element could fetch or run.
  const tags = [...page.matchAll(/<(?:!doctype|\/?([a-z][a-z0-9]*))((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g)];
  assert.equal(tags.length, page.split("<").length - 1);
  const attributes = tags.flatMap(([, , all]) =>
    [...all.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value]),
  );
  assert.deepEqual(
    attributes
      .filter(([name]) => ["src", "href", "style", "srcset", "data", "action"].includes(name) || name.startsWith("on"))
      .map(([name, value]) => [name, value.slice(0, 23)]),
    [["src", "data:image/webp;base64,"]],
  );
  const elements = new Set(tags.map(([, name]) => name));
  for (const name of ["script", "iframe", "object", "embed", "link", "base", "form"])
    assert.ok(!elements.has(name), name);
  assert.doesNotMatch(page, /https?:|@import|url\(/);
  assert.match(page, /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:;/);
  const shown = (text: string) => assert.ok(page.includes(text), text);
  shown(escapeHtml(hostile));
  shown("Verified: every entry is what was written");
  shown("<del>h1 closed</del>");
  shown("it was h2 Now: h2 closed");
  shown("Boris, flight-director, moscow");
  shown("Заделать");
  shown("No picture: found a picture that cannot be shown");
  shown("(houston:8)");
  for (const { hash } of (await exportIncident(from.log, { station, incident }, 0)).entries) shown(hash);
  assert.ok(!page.includes("secret"));
});

test("a report of entries that were changed says so first", async (t) => {
  const from = await newLog(t);
  const changed = await exported(from);
  changed.entries[2].body = { text: "x" };
  const page = await incidentReport(changed, from.log.files);
  assert.match(page, /<div class="fault">Not sound\. <br>houston:\d+ changed/);
});

test("every kind has a sentence, and one that is not known shows what is in it", () => {
  const pen = new Pen("houston");
  const bodies: Readonly<Record<string, Entry["body"]>> = {
    "alarm-raised": {
      alarm,
      type: "leak",
      severity: "WATCH",
      text: "x",
      threshold: { value: 1, low: 0, high: 2, unit: "mmHg/h" },
    },
    "step-done": { run: "r", step: "s", branch: "b", shown: "no", telemetry: "dpdt 0.6", comment: "c" },
    "alarm-shelved": { alarm, until: "2018-08-30T03:00:00Z", reason: "x" },
    deviation: { run: "r", step: "s", skip: true, text: "x" },
    file: { sha256: "0".repeat(64), name: "a", type: "text/plain", bytes: 3 },
  };
  const sentence = (kind: string) => sentenceOf(pen.writeAny(kind, bodies[kind]));
  assert.equal(sentence("alarm-raised"), "leak-1 WATCH: x; threshold 1.00 (0 to 2.00) mmHg/h");
  assert.equal(sentence("step-done"), "r: s, goes on to b: c; telemetry shows it: no (dpdt 0.6)");
  assert.equal(sentence("alarm-shelved"), "leak-1 until 2018-08-30T03:00:00Z: x");
  assert.equal(sentence("deviation"), "r: s skipped: x");
  assert.match(sentence("file"), /^a \(text\/plain, 3 bytes\) SHA-256 0000/);
  assert.equal(sentenceOf(pen.writeAny("thruster-test", { jets: 4 })), '{"jets":4}');
  for (const kind of kindNames) assert.equal(sentenceOf({ kind, body: { odd: 1 } }), '{"odd":1}');
});
