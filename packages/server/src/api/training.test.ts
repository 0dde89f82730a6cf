import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { parseStation } from "@hullwatch/core/station";
import { parseScenario, simulate } from "@hullwatch/core/world";
import { type Person, person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

const scenario = `hullwatch: scenario/1
id: quiet
name: A quiet cabin
station: none
start: 2026-01-01T00:00:00Z
duration: 12h
happenings:
  - {at: +1h, kind: note, who: ann, text: said on the day}
`;
const scenarios = [{ id: "quiet", text: scenario, station: { text: cabinFile, name: "cabin" } }];

// biome-ignore lint/suspicious/noExplicitAny: a test holds every field that it reads against what it expects
type Answer = any;

/** Asks until the answer is as it should be. */
async function until(who: Person, path: string, isThere: (body: Answer) => boolean): Promise<Answer> {
  for (let tries = 0; tries < 200; tries++) {
    const body = (await (await who.ask("GET", `/api/v1${path}`)).json()) as Answer;
    if (isThere(body)) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${path} is not as it should be`);
}

const post = async (who: Person, path: string, body: object = {}) => {
  const response = await who.ask("POST", `/api/v1${path}`, { body });
  return { status: response.status, body: (await response.json()) as Answer };
};

test("a training from its beginning to its debrief", { timeout: 300_000 }, async (t) => {
  const server = await testServer(t, { scenarios });
  await server.stations.put("cabin", cabinFile, "test");
  const teacher = await person(server, "eve", "instructor", "cabin", "houston");
  const flight = await person(server, "ada", "flight-director", "cabin", "houston");
  const wish = { scenario: "quiet", title: "Tuesday's drill", speed: 600, from: "+4h" };
  assert.equal((await post(flight, "/training", wish)).status, 403);
  assert.equal((await post(teacher, "/training", { ...wish, scenario: "loud" })).status, 404);
  assert.equal((await post(teacher, "/training", { ...wish, from: "+13h" })).status, 422);
  const begun = await post(teacher, "/training", wish);
  assert.equal(begun.status, 201, JSON.stringify(begun.body));
  const { id } = begun.body;
  assert.equal(id, "training-1-cabin");

  // A live station like any other, plainly a training, in its own time.
  const { name } = await until(flight, `/stations/${id}`, () => true);
  assert.equal(name, "TRAINING 1: A cabin with one gauge");
  const isFed = (state: Answer) => state.newest > "2026-01-01T04:00" && state.age_s < 200;
  const state = await until(flight, `/stations/${id}/state`, isFed);
  assert.equal(state.station, id);
  const log = await until(flight, `/stations/${id}/log`, ({ entries }) => entries.length > 0);
  assert.match(log.entries[0].entry.body.text, /^TRAINING: nothing here is real/);
  assert.match(log.entries[0].entry.time, /^2026-01-01T04:00/);

  // What is true is the instructor's alone.
  const leak = await post(teacher, `/training/${id}/injections`, { leak: { module: "lab", area: "40mm2" } });
  assert.equal(leak.status, 201, JSON.stringify(leak.body));
  assert.equal(
    (await post(teacher, `/training/${id}/injections`, { leak: { module: "attic", area: "1mm2" } })).status,
    422,
  );
  const fault = { fault: { sensors: ["P2"], kind: "freeze", for: "5min" } };
  assert.equal((await post(flight, `/training/${id}/injections`, fault)).status, 403);
  assert.equal((await post(teacher, `/training/${id}/injections`, fault)).status, 201);
  for (const secret of ["truth", "debrief", "scenario"])
    assert.equal((await flight.ask("GET", `/api/v1/training/${id}/${secret}`)).status, 403, secret);
  const listed = await until(flight, "/training", () => true);
  assert.deepEqual([listed.trainings[0].scenario, listed.scenarios], [null, []]);
  const truth = await until(teacher, `/training/${id}/truth`, ({ state }) => state.rate_kg_per_day > 0);
  assert.deepEqual(
    truth.leaks.map((one: Answer) => one.id),
    ["injected-1"],
  );
  assert.equal(truth.injected.length, 2);

  // Trainees see what the engine says, and acknowledge in the training alone.
  const isLeak = ({ type }: Answer) => type === "leak" || type === "rapid-depress";
  const { alarms } = await until(flight, `/stations/${id}/alarms`, (body) => body.alarms.some(isLeak));
  const alarm = alarms.find(isLeak);
  const acknowledged = await post(flight, `/stations/${id}/alarms/${alarm.id}/acknowledge`);
  assert.equal(acknowledged.status, 200);
  const patch = { text: "a patch", parameter: "patch:lab", value: "tape" };
  const written = await post(flight, `/stations/${id}/log`, { key: "1", kind: "action", body: patch });
  assert.equal(written.status, 201, JSON.stringify(written.body));
  assert.match(written.body.entry.time, /^2026-01-01T0/);
  const twice = await post(flight, `/stations/${id}/log`, { key: "1", kind: "action", body: patch });
  assert.deepEqual([twice.status, twice.body.id], [201, written.body.id]);
  await until(teacher, `/training/${id}/truth`, ({ leaks }) => leaks[0].patches[0]?.left === 0.2);
  const { alarms: real } = await until(flight, "/stations/cabin/alarms", () => true);
  assert.deepEqual(real, []);

  // Paused it stands still.
  await post(teacher, `/training/${id}/pace`, { paused: true });
  const { now } = await until(flight, `/stations/${id}/state`, () => true);
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal((await until(flight, `/stations/${id}/state`, () => true)).now, now);
  await post(teacher, `/training/${id}/pace`, { paused: false, speed: 60 });

  assert.equal((await post(teacher, `/training/${id}/end`)).body.state, "ended");
  assert.equal((await post(teacher, `/training/${id}/end`)).status, 409);
  const debrief = await until(flight, `/training/${id}/debrief`, () => true);
  const [told] = debrief.leaks;
  assert.equal(debrief.training.scenario, "quiet");
  assert.ok(told.alarm.after_min > 0 && told.acknowledged.after_min >= told.alarm.after_min, JSON.stringify(told));
  assert.equal(told.acknowledged.by, "ada");
  // The world goes on in steps of ten seconds.
  assert.ok(told.patched.after_min >= told.acknowledged.after_min - 0.3);
  assert.deepEqual(
    debrief.injected.map((one: Answer) => one.by),
    ["eve", "eve"],
  );

  // Any moment of it stands as it stood then.
  const moment = (ms: number) => new Date(Date.parse(told.from) + ms).toISOString();
  const then = async (ms: number) => {
    const [state, { alarms }, log] = await Promise.all(
      ["state", "alarms", "log/state"].map(async (what) => {
        return (await (await flight.ask("GET", `/api/v1/stations/${id}/${what}?at=${moment(ms)}`)).json()) as Answer;
      }),
    );
    return { state, alarms, log };
  };
  const calm = await then(-1000);
  assert.deepEqual([calm.state.alarms, calm.state.estimate, calm.alarms, calm.log.incidents], [[], null, [], []]);
  assert.ok(calm.state.newest <= moment(-1000) && calm.state.newest > moment(-12_000), calm.state.newest);
  const raised = await then(Date.parse(told.alarm.time) - Date.parse(told.from));
  assert.ok(raised.state.alarms.some(({ kind }: Answer) => kind === "leak" || kind === "rapid-depress"));
  assert.equal(raised.log.incidents.length, 1);
  assert.deepEqual(raised.alarms[0].acknowledgements, []);
  const later = await then(Date.parse(told.acknowledged.time) - Date.parse(told.from));
  assert.equal(later.alarms.find((one: Answer) => one.id === alarm.id).acknowledgements.length, 1);
  assert.ok(Number(later.state.parameters[0].value) < Number(calm.state.parameters[0].value));

  // Its file plays it once more.
  const { had, played } = await readings(flight, id);
  assert.ok(had.length > 1440, `${had.length}`);
  assert.deepEqual(had, played);
});

test("nothing of a training gets out of it, and no real reading in", { timeout: 300_000 }, async (t) => {
  const server = await testServer(t, { scenarios });
  await server.stations.put("cabin", cabinFile, "test");
  const teacher = await person(server, "eve", "instructor");
  const flight = await person(server, "ada", "flight-director");
  const admin = await person(server, "root", "administrator");
  const { id } = (await post(teacher, "/training", { scenario: "quiet", title: "x" })).body;
  const refused = async (who: Person, path: string, body: object | string, method = "POST") => {
    const type = typeof body === "string" ? "application/yaml" : "application/json";
    const response = await who.ask(method, `/api/v1/stations/${id}${path}`, { body, type });
    const answer = (await response.json()) as Answer;
    assert.equal(answer.code, "HW_TRAINING", path);
  };
  const release = { key: "1", title: "All is well", text: "Nothing happened" };
  await refused(flight, "/releases", release);
  await refused(flight, "/log", { key: "2", kind: "release", body: { title: "All is well", text: "x" } });
  await refused(admin, "/rows", { rows: [{ time: "2026-01-01T05:00:00Z", parameter: "P1", value: 700 }] });
  await refused(admin, "", cabinFile.replace("id: cabin", `id: ${id}`), "PUT");
  assert.equal(
    (await post(teacher, `/stations/${id}/log`, { key: "3", kind: "note", body: { text: "x" } })).status,
    403,
  );
});

/** The readings of P1 that the archive has, and as the file of the training plays them. */
async function readings(who: Person, id: string) {
  const text = await (await who.ask("GET", `/api/v1/training/${id}/scenario`)).text();
  const station = parseStation(cabinFile, "cabin");
  const again = simulate(parseScenario(text, "again", station), station, Number(/--seed (\d+)/.exec(text)?.[1]));
  const archived = await (await who.ask("GET", `/api/v1/stations/${id}/export?parameters=P1`)).text();
  const had = archived.trim().split("\n").slice(1);
  const all = [...again].filter((row) => row.parameter === "P1").slice(0, had.length);
  return { had: had.map((line) => Number(line.split(",")[2])), played: all.map((row) => Number(row.value)) };
}

test("a server that begins anew goes on with its trainings where they were", { timeout: 300_000 }, async (t) => {
  const first = await testServer(t, { scenarios });
  await first.stations.put("cabin", cabinFile, "test");
  const eve = await person(first, "eve", "instructor");
  const { id } = (await post(eve, "/training", { scenario: "quiet", title: "x", speed: 60 })).body;
  await until(eve, `/training/${id}/truth`, ({ state }) => state.time > "2026-01-01T00:00:30");
  assert.equal((await post(eve, `/training/${id}/injections`, { leak: { module: "lab", area: "1mm2" } })).status, 201);
  const { state } = await until(eve, `/training/${id}/truth`, ({ leaks }) => leaks.length === 1);
  await first.stop();
  const next = await testServer(t, { scenarios }, first.folder);
  const ann = await person(next, "ann", "instructor");
  await post(ann, `/training/${id}/pace`, { speed: 600 });
  const on = await until(ann, `/training/${id}/truth`, (truth) => truth.state.time > "2026-01-01T00:03");
  assert.ok(state.time < "2026-01-01T00:02", state.time);
  assert.deepEqual([on.state.leaks[0].id, on.injected.length], ["injected-1", 1]);
  assert.equal((await post(ann, `/training/${id}/injections`, { stop: { leak: "injected-1" } })).body.number, 2);
  await until(ann, `/training/${id}/truth`, (truth) => truth.state.leaks.length === 0);
  const { entries } = await until(ann, `/stations/${id}/log`, () => true);
  assert.ok(entries.some(({ entry }: Answer) => entry.body.says?.code === "training-goes-on"));
  assert.equal((await post(ann, `/training/${id}/end`)).body.broken_off, false);
  const { had, played } = await readings(ann, id);
  assert.ok(had.length > 12, `${had.length}`);
  assert.deepEqual(had, played);
  await next.stop();
});

test("one that cannot be gone on with is over, and what there is to say of it is kept", {
  timeout: 300_000,
}, async (t) => {
  const first = await testServer(t, { scenarios });
  await first.stations.put("cabin", cabinFile, "test");
  const eve = await person(first, "eve", "instructor");
  const { id } = (await post(eve, "/training", { scenario: "quiet", title: "x" })).body;
  await post(eve, `/training/${id}/pace`, { paused: true });
  await first.stop();
  const db = new DatabaseSync(join(first.folder, "data", "records.db"));
  db.exec("UPDATE training SET body = json_set(body, '$.text', 'no scenario')");
  db.close();
  const next = await testServer(t, { scenarios }, first.folder);
  const viewer = await person(next, "vic", "viewer");
  const { training } = await until(viewer, `/training/${id}/debrief`, () => true);
  assert.deepEqual([training.state, training.broken_off], ["ended", true]);
  const state = await until(viewer, `/stations/${id}/state`, () => true);
  assert.equal(state.now, training.now);
  await next.stop();
});
