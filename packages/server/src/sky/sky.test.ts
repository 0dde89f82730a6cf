import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { systemClock } from "../clock/index.ts";
import { type Person, person, type TestServer, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";
import type { SkyView } from "./sky.ts";
import { checked, messageOf, type Pass, tle } from "./testing.ts";

const hour = 3_600_000;
const tca = Date.UTC(2018, 7, 30, 12, 30);
const file = `${cabinFile}norad_id: 25544\n`;
const of = "/api/v1/stations/cabin";

/** A server whose time is a test's. */
class Place {
  now = tca - 30 * hour;
  readonly clock = { ...systemClock, now: () => this.now };
  server!: TestServer;
  engineer!: Person;
  flight!: Person;

  async open(t: TestContext, folder?: string, own: readonly string[] = []): Promise<this> {
    this.server = await testServer(t, { clock: this.clock }, folder, own);
    await this.server.stations.put("cabin", file, "test");
    return this;
  }

  async staff(): Promise<this> {
    this.engineer = await person(this.server, "engineer", "engineer");
    this.flight = await person(this.server, "flight", "flight-director");
    return this;
  }

  give(text: string, name = "approach.cdm") {
    return this.engineer.ask("POST", `${of}/conjunctions?name=${name}`, { body: text, type: "text/plain" });
  }

  pass = (miss: number, sigma: number, more: Partial<Pass> = {}) =>
    messageOf({ tca, created: this.now, miss, sigma, ...more });

  async view(): Promise<SkyView> {
    return (await (await this.engineer.ask("GET", `${of}/conjunctions`)).json()) as SkyView;
  }

  /** Alarms of the log as they stand: type, severity, whether they stand. */
  alarms = () =>
    this.server.logbook.state.alarms.map(({ id, severity, inAlarm }) => `${id} ${severity}${inAlarm ? "" : " over"}`);

  events = () =>
    this.server.events.list({ after: 0, limit: 1000, types: ["alarm", "conjunction"] }).map(({ event }) => event);

  /** What follows from the time now, told. */
  looked = () => this.server.sky.looked();
}

test("green, yellow, red, and past: alarms in the log and in the stream, acknowledged each for itself", async (t) => {
  const place = await (await new Place().open(t)).staff();
  assert.equal((await place.give(place.pass(1500, 150))).status, 201);
  assert.deepEqual(place.alarms(), []);
  const [{ id, level, trend }] = (await place.view()).approaches;
  assert.deepEqual([id, level, trend.overdue], ["45678:20180830T1230Z", "green", false]);

  place.now += 8 * hour;
  assert.equal((await place.give(place.pass(700, 120))).status, 201);
  const yellow = `conjunction:yellow:${id}`;
  assert.deepEqual(place.alarms(), [`${yellow} WARNING`]);
  const path = `${of}/alarms/${encodeURIComponent(yellow)}/acknowledge`;
  assert.equal((await place.flight.ask("POST", path, { body: { key: "1" } })).status, 200);

  place.now += 8 * hour;
  await place.give(place.pass(700, 150));
  const red = `conjunction:red:${id}`;
  assert.deepEqual(place.alarms(), [`${yellow} WARNING over`, `${red} CRITICAL`]);
  const { alarms } = (await (await place.flight.ask("GET", `${of}/alarms`)).json()) as {
    alarms: { id: string; type: string; state: string }[];
  };
  assert.deepEqual(
    alarms.map((one) => [one.id, one.type, one.state]),
    [[red, "conjunction", "UNACK_ALARM"]],
  );
  const [{ messages, shelter, shelter_advised, manoeuvre_possible, thresholds, valid }] = (await place.view())
    .approaches;
  assert.deepEqual(
    messages.map((one) => one.level),
    ["green", "yellow", "red"],
  );
  assert.deepEqual([shelter_advised, manoeuvre_possible, valid], [false, "predetermined", true]);
  assert.deepEqual(thresholds, { yellow: 1e-5, red: 1e-4 });
  assert.deepEqual([shelter[0].vehicle, shelter[0].minutes], ["ship", 15]);

  place.now = tca - 2 * hour;
  assert.equal((await place.view()).approaches[0].shelter_advised, true);
  await place.looked();
  await place.looked();
  const { text = "" } = place.server.logbook.state.alarms.find((one) => one.id === red) ?? {};
  assert.match(
    text,
    /the crew shelters\. Inside, hatch closed, by 2018-08-30 12:20 UTC, until 2018-08-30 12:35 UTC: ship \(ann\)\.$/,
  );
  place.now = tca + 60_000;
  await place.looked();
  const late = `conjunction:late:${id}`;
  assert.deepEqual(place.alarms(), [`${yellow} WARNING over`, `${red} CRITICAL over`, `${late} WATCH over`]);
  const told = place
    .events()
    .map(({ type, kind, state, level }) => [type, kind, state, level].filter(Boolean).join(" "));
  assert.deepEqual(told, [
    "conjunction green",
    "conjunction yellow",
    "alarm conjunction raised yellow",
    "conjunction red",
    "alarm conjunction cleared",
    "alarm conjunction raised red",
    "conjunction red",
    "alarm conjunction-late raised red",
    "alarm conjunction cleared",
    "alarm conjunction-late cleared",
  ]);
});

test("a message that is late is told of while the approach is not green, until it comes", async (t) => {
  const place = await (await new Place().open(t)).staff();
  await place.give(place.pass(700, 120));
  place.now += 9 * hour;
  await place.looked();
  const late = "conjunction:late:45678:20180830T1230Z WATCH";
  assert.ok(place.alarms().includes(late));
  assert.equal((await place.view()).approaches[0].trend.overdue, true);
  await place.give(place.pass(5000, 100));
  assert.deepEqual(place.alarms().toSorted(), [
    "conjunction:late:45678:20180830T1230Z WATCH over",
    "conjunction:yellow:45678:20180830T1230Z WARNING over",
  ]);
});

test("what cannot be used is refused by line and field, and kept", async (t) => {
  const place = await (await new Place().open(t)).staff();
  const broken = place.pass(700, 150).replace(/^TCA = .*/m, "TCA = soon");
  const refused = await place.give(broken, "broken.cdm");
  const { code, detail, faults } = (await refused.json()) as {
    code: string;
    detail: string;
    faults: { line: number; path: string; found: string }[];
  };
  assert.deepEqual([refused.status, code], [422, "HW_MESSAGE"]);
  assert.match(detail, /broken\.cdm:5:7: TCA: found "?soon"?, expected .* Kept in the log as main:1\./s);
  assert.deepEqual([faults[0].line, faults[0].path], [5, "TCA"]);
  const others = await place.give(place.pass(700, 150, { station: "11111" }), "others.cdm");
  assert.match(((await others.json()) as { detail: string }).detail, /found 11111 and 45678, expected 25544 as one of/);
  const view = await place.view();
  assert.deepEqual(
    view.refused.map(({ name, entry }) => [name, entry]),
    [
      ["others.cdm", "main:2"],
      ["broken.cdm", "main:1"],
    ],
  );
  assert.deepEqual([view.approaches.length, place.alarms().length], [0, 0]);
  const kept = await place.engineer.ask("GET", `${of}/log/entries/main:1`);
  assert.equal(((await kept.json()) as { entry: { body: { message: string } } }).entry.body.message, broken);
});

test("given twice it is one message; after a restart everything is as it was, and nothing told again", async (t) => {
  const place = await (await new Place().open(t)).staff();
  const text = place.pass(700, 150);
  const answers = [await place.give(text), await place.give(text)];
  const entries = await Promise.all(answers.map(async (one) => ((await one.json()) as { entry: string }).entry));
  assert.equal(entries[0], entries[1]);
  const before = [place.events(), place.alarms(), place.server.logbook.last];
  await place.server.stop();
  const again = new Place();
  again.now = place.now;
  await again.open(t, place.server.folder);
  await again.looked();
  assert.deepEqual([again.events(), again.alarms(), again.server.logbook.last], before);
  await again.server.stop();
  const later = new Place();
  later.now = tca + 9 * 24 * hour;
  await later.open(t, place.server.folder);
  await later.looked();
  assert.match(later.alarms()[0], / over$/);
});

test("docs/conjunctions.md names every field of an alarm and of what a message is told as", async (t) => {
  const place = await (await new Place().open(t)).staff();
  await place.give(place.pass(700, 150));
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/conjunctions.md"), "utf8");
  const common = ["type", "time", "kind", "state", "id", "text"];
  for (const event of place.events()) {
    for (const field of Object.keys(event).filter((one) => !common.includes(one)))
      assert.ok(new RegExp(`\\| .*\`${field}[\`.[]`).test(page), `${event.type} ${field}`);
  }
});

test("element sets: screened, kept, never a probability; a broken file changes nothing", async (t) => {
  const place = await (await new Place().open(t)).staff();
  place.now = Date.UTC(2018, 7, 30);
  const near = tle.replace("ISS (ZARYA)", "NEIGHBOUR").replaceAll("25544", "40000").replace("270.0000", "270.0200");
  const answer = await place.give(checked(`${tle}\n${near}`), "gp.tle");
  const said = (await answer.json()) as { kind: string; objects: number };
  assert.deepEqual([answer.status, said.kind, said.objects], [201, "elements", 2], JSON.stringify(said));
  await place.server.sky.screened();
  const { elements } = await place.view();
  assert.equal(elements?.state, "done", String(elements?.why));
  assert.equal(elements?.screening?.pc, null);
  assert.match(String(elements?.screening?.pc_why), /no probability of collision near 1e-4 follows/);
  assert.deepEqual(
    elements?.screening?.companions.map(({ name }) => name),
    ["NEIGHBOUR"],
  );
  const from = elements?.screening?.from;
  place.now += 25 * hour;
  await place.looked();
  await place.server.sky.screened();
  assert.equal(Date.parse((await place.view()).elements?.screening?.from ?? "") - Date.parse(from ?? ""), 25 * hour);
  const broken = await place.give(checked(near), "alone.tle");
  assert.equal(((await broken.json()) as { code: string }).code, "HW_ELEMENTS");
  assert.equal((await place.give("[{", "cut.json")).status, 422);
  assert.equal((await place.view()).elements?.name, "gp.tle");
});

test("a folder is watched: messages and element sets that are put into it are taken, faults told", async (t) => {
  const place = new Place();
  const spool = mkdtempSync(join(tmpdir(), "hullwatch-spool-"));
  t.after(() => rmSync(spool, { recursive: true }));
  await place.open(t, undefined, [`conjunctions=["cabin=${spool}"]`]);
  writeFileSync(join(spool, "one.cdm"), place.pass(700, 150));
  writeFileSync(join(spool, "two.cdm"), "CCSDS_CDM_VERS = 1.0\nTCA = never\n");
  for (let i = 0; i < 3; i++) await place.server.sky.watched();
  assert.equal(place.server.sky.view("cabin").approaches[0].level, "red");
  assert.deepEqual(
    place.server.sky.view("cabin").refused.map(({ name, by }) => [name, by]),
    [["two.cdm", "Hullwatch"]],
  );
  assert.ok(place.server.lines.some((line) => line.includes("two.cdm")));
});
