import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../entry/index.ts";
import { author, IDS, Pen, START } from "../testing.ts";
import { type AlarmState, acknowledgementOf, alarmStateOf, stateOf } from "./index.ts";

const { ALARM: alarm } = IDS;
const houston = { centre: "houston" };
const moscow = { centre: "moscow" };
const later = START + 86_400_000;
const raised = { alarm, type: "leak", severity: "WARNING", text: "1.3 mmHg/h since 18:09" } as const;
const boris = author("Boris", "flight-director", "moscow");

/** Everything that may happen to an alarm, by one centre. */
const acts = {
  raise: (pen: Pen) => pen.write("alarm-raised", raised),
  "raise latching": (pen: Pen) => pen.write("alarm-raised", { ...raised, latching: true }),
  worsen: (pen: Pen) => pen.write("alarm-updated", { alarm, severity: "SEVERE", text: "80 mmHg/h" }),
  clear: (pen: Pen) => pen.write("alarm-cleared", { alarm, text: "back" }),
  acknowledge: (pen: Pen) => pen.write("alarm-acknowledged", { alarm }),
  shelve: (pen: Pen) => pen.write("alarm-shelved", { alarm, until: "2030-01-01T00:00:00Z", reason: "test" }),
  unshelve: (pen: Pen) => pen.write("alarm-unshelved", { alarm }),
  latch: (pen: Pen) => pen.write("alarm-latched", { alarm, latching: true }),
  unlatch: (pen: Pen) => pen.write("alarm-latched", { alarm, latching: false }),
  reset: (pen: Pen) => pen.write("alarm-reset", { alarm }),
};
type Act = keyof typeof acts;

function after(...names: readonly Act[]) {
  const pen = new Pen("houston");
  return stateOf(names.map((name) => acts[name](pen)))?.alarms[0];
}

test("every ISA-18.2 state is reached, by every way there is, and from each there is a way to NORMAL", () => {
  // Breadth first over what an alarm can be; two ways that end alike go on alike.
  const found = new Map<string, { names: Act[]; state: AlarmState }>();
  const next = new Map<string, Set<string>>();
  const queue: Act[][] = [["raise"], ["raise latching"]];
  const keyOf = (names: Act[]) => {
    const one = after(...names);
    const holds = acknowledgementOf(one, houston) !== null;
    const { inAlarm, latching, latched, severity, shelvings } = one;
    return {
      key: JSON.stringify([inAlarm, latching, latched, severity, holds, shelvings.length]),
      state: alarmStateOf(one, houston, START),
    };
  };
  for (const names of queue) {
    const { key, state } = keyOf(names);
    if (found.has(key)) continue;
    found.set(key, { names, state });
    const ways = (Object.keys(acts) as Act[]).map((act) => [...names, act]);
    next.set(key, new Set(ways.map((way) => keyOf(way).key)));
    queue.push(...ways);
  }
  const states = new Set([...found.values()].map(({ state }) => state));
  assert.deepEqual([...states].sort(), [
    "ACK_ALARM",
    "LATCH_ACK",
    "LATCH_UNACK",
    "NORMAL",
    "RTN_UNACK",
    "SHELVED",
    "UNACK_ALARM",
  ]);
  // Which can come to NORMAL, backwards.
  const good = new Set([...found].filter(([, { state }]) => state === "NORMAL").map(([key]) => key));
  for (let grows = true; grows; ) {
    const more = [...next].filter(([key, to]) => !good.has(key) && [...to].some((one) => good.has(one)));
    for (const [key] of more) good.add(key);
    grows = more.length > 0;
  }
  assert.equal(good.size, found.size);
});

test("each centre acknowledges for itself, and the role is told", () => {
  const [h, m] = [new Pen("houston"), new Pen("moscow", START + 1)];
  const [one] = stateOf([
    h.write("alarm-raised", raised),
    m.write("alarm-acknowledged", { alarm, comment: "we see it" }, { author: boris, after: h.written }),
  ]).alarms;
  assert.equal(alarmStateOf(one, moscow, later), "ACK_ALARM");
  assert.equal(alarmStateOf(one, houston, later), "UNACK_ALARM");
  assert.equal(alarmStateOf(one, { ...moscow, role: "flight-director" }, later), "ACK_ALARM");
  assert.equal(alarmStateOf(one, { ...moscow, role: "controller" }, later), "UNACK_ALARM");
  assert.equal(acknowledgementOf(one, moscow)?.comment, "we see it");
});

test("who acknowledged a WARNING is asked again when it becomes SEVERE, also where the two crossed on the way", () => {
  assert.equal(alarmStateOf(after("raise", "acknowledge", "worsen"), houston, later), "UNACK_ALARM");
  assert.equal(alarmStateOf(after("raise", "worsen", "acknowledge"), houston, later), "ACK_ALARM");
  const [h, m] = [new Pen("houston"), new Pen("moscow", START + 60_000)];
  const entries = [acts.raise(h), acts.worsen(h)];
  const crossed = m.write("alarm-acknowledged", { alarm, severity: "WARNING" }, { author: boris });
  const [one] = stateOf([...entries, crossed]).alarms;
  assert.equal(one.acknowledgements[0].holds, false);
  assert.equal(alarmStateOf(one, moscow, later), "UNACK_ALARM");
});

test("raised again after it was over, it is unacknowledged; what was said of the first time stays", () => {
  const one = after("raise", "acknowledge", "clear", "raise");
  assert.equal(one.occurrence, 2);
  assert.equal(alarmStateOf(one, houston, later), "UNACK_ALARM");
  assert.equal(one.acknowledgements.length, 1);
});

test("a reset ends a latch, and does nothing to an alarm that stands", () => {
  assert.equal(after("raise latching", "reset").reset, null);
  const one = after("raise latching", "reset", "clear");
  assert.equal(alarmStateOf(one, houston, later), "LATCH_UNACK");
  assert.equal(after("raise latching", "clear", "reset").reset?.entry, "houston:3");
});

test("shelving ends by itself, and is one centre's alone", () => {
  const pen = new Pen("houston");
  const entries: Entry[] = [
    acts.raise(pen),
    pen.write("alarm-shelved", { alarm, until: "2018-08-30T05:00:00+02:00", reason: "sensor is being changed" }),
  ];
  const [one] = stateOf(entries).alarms;
  const end = Date.parse("2018-08-30T03:00:00Z");
  assert.equal(alarmStateOf(one, houston, end - 1), "SHELVED");
  assert.equal(alarmStateOf(one, houston, end), "UNACK_ALARM");
  assert.equal(alarmStateOf(one, moscow, end - 1), "UNACK_ALARM");
});

test("an alarm that two centres raise is over when neither says that it stands", () => {
  const [h, m] = [new Pen("houston"), new Pen("moscow", START + 1)];
  const entries: Entry[] = [acts.raise(h), m.write("alarm-raised", { ...raised, severity: "CRITICAL" })];
  entries.push(acts.clear(h));
  let [one] = stateOf(entries).alarms;
  assert.equal(one.inAlarm, true);
  assert.equal(one.severity, "CRITICAL");
  assert.equal(one.occurrence, 1);
  // The other centre's engine has been taken over.
  entries.push(h.write("alarm-cleared", { alarm, text: "back", raisedBy: "moscow" }));
  [one] = stateOf(entries).alarms;
  assert.equal(one.inAlarm, false);
  assert.equal(one.raisings.length, 2);
});
