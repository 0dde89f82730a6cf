import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { systemClock } from "../clock/index.ts";
import { type Person, person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

const start = Math.floor(Date.now() / 1000) - 250;

/** From the hundredth second on the pressure falls by 6 mmHg a minute, for a minute. */
const rows = (t: number) =>
  ["P1", "P2"].map((parameter) => ({
    time: second(start + t),
    parameter,
    value: (750 - Math.min(6, Math.max(0, t - 100) * 0.1) + 0.02 * Math.sin(t)).toFixed(3),
  }));

const alarms = "/api/v1/stations/cabin/alarms";

interface View {
  readonly id: string;
  readonly type: string;
  readonly severity: string;
  readonly text: string;
  readonly state: string;
  readonly states: Record<string, string>;
  readonly in_alarm: boolean;
}

async function read(who: Person, query = ""): Promise<View[]> {
  return ((await (await who.ask("GET", `${alarms}${query}`)).json()) as { alarms: View[] }).alarms;
}
const act = async (who: Person, id: string, what: string, body: object = {}) => {
  const response = await who.ask("POST", `${alarms}/${id}/${what}`, { body });
  return { status: response.status, alarm: (await response.json()) as View };
};

test("an alarm is acknowledged, shelved and reset by each centre for itself", async (t) => {
  let ahead = 0;
  const server = await testServer(t, { clock: { ...systemClock, now: () => systemClock.now() + ahead } });
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const houston = await person(server, "ada", "controller", "*", "houston");
  const moscow = await person(server, "boris", "controller", "*", "moscow");
  for (let s = 0; s < 160; s += 10) await run.accept(rows(s));
  await run.idle();

  const [alarm] = (await read(houston)).filter(({ type }) => type === "rapid-depress");
  assert.equal(alarm.severity, "SEVERE");
  assert.equal(alarm.state, "UNACK_ALARM");
  // Value, threshold, time basis.
  assert.match(alarm.text, /[\d.]+ mmHg\/min.*limit 1 mmHg\/min.*\[as of \d{4}-.*Z, onboard time\]/);

  const { alarm: known } = await act(houston, alarm.id, "acknowledge", { comment: "seen" });
  assert.equal(known.state, "ACK_ALARM");
  assert.equal((await read(moscow)).find(({ id }) => id === alarm.id)?.state, "UNACK_ALARM");
  const { alarm: both } = await act(moscow, alarm.id, "acknowledge", { key: "once" });
  assert.deepEqual([both.states.houston, both.states.moscow], ["ACK_ALARM", "ACK_ALARM"]);
  // The same key again does nothing more.
  const { alarm: again } = await act(moscow, alarm.id, "acknowledge", { key: "once" });
  assert.deepEqual(again, both);

  const shelved = await act(moscow, alarm.id, "shelve", { minutes: 1, reason: "known" });
  assert.equal(shelved.alarm.state, "SHELVED");
  assert.equal(shelved.alarm.states.houston, "ACK_ALARM");
  ahead = 61_000;
  assert.equal((await read(moscow)).find(({ id }) => id === alarm.id)?.state, "ACK_ALARM", "the shelving has expired");

  // The drop is over: latched, since what came back may not have been seen.
  for (let s = 160; s < 1000; s += 10) await run.accept(rows(s));
  await run.idle();
  const latched = (await read(houston, "?all=true")).find(({ id }) => id === alarm.id);
  assert.deepEqual([latched?.in_alarm, latched?.state], [false, "LATCH_ACK"]);
  const { alarm: reset } = await act(houston, alarm.id, "reset");
  assert.equal(reset.state, "NORMAL");
  assert.equal((await act(houston, "leak-99", "acknowledge")).status, 404);
});

test("an alarm opens an incident, to which what follows belongs", async (t) => {
  const server = await testServer(t);
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const ada = await person(server, "ada", "controller", "*", "houston");
  for (let s = 0; s < 160; s += 10) await run.accept(rows(s));
  await run.idle();
  const state = (await (await ada.ask("GET", "/api/v1/stations/cabin/log/state")).json()) as {
    incidents: { id: string; open: boolean }[];
    alarms: { incident: string }[];
  };
  assert.equal(state.incidents.length, 1);
  assert.equal(state.incidents[0].open, true);
  assert.ok(state.alarms.every(({ incident }) => incident === state.incidents[0].id));
});

test("who hears of an alarm on a stream can acknowledge it at once, however slow the log is", async (t) => {
  const server = await testServer(t);
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const ada = await person(server, "ada", "controller", "*", "houston");
  const { log } = server.logbook;
  const append = log.append.bind(log);
  log.append = async (draft) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return append(draft);
  };
  for (let s = 0; s < 160; s += 10) await run.accept(rows(s));
  const raised = () => Object.values(run.view.alarms).find(({ event }) => event.kind === "rapid-depress");
  while (raised() === undefined) await new Promise((resolve) => setImmediate(resolve));
  const id = String(raised()?.event.id);
  assert.ok(!server.logbook.state.alarms.some((alarm) => alarm.id === id), "not in the log yet");
  assert.equal((await act(ada, id, "acknowledge")).alarm.state, "ACK_ALARM");
});

test("each role of a centre sees whether it has acknowledged an alarm itself", async (t) => {
  const server = await testServer(t);
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const ada = await person(server, "ada", "controller", "*", "houston");
  for (let s = 0; s < 160; s += 10) await run.accept(rows(s));
  await run.idle();
  const [{ id }] = await read(ada);
  await act(ada, id, "acknowledge");
  const seenBy = async (role: string) => (await read(ada, `?role=${role}&all=true`)).find((alarm) => alarm.id === id);
  assert.equal((await seenBy("controller"))?.state, "ACK_ALARM");
  assert.equal((await seenBy("flight-director"))?.state, "UNACK_ALARM");
});
