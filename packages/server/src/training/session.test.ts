import assert from "node:assert/strict";
import { test } from "node:test";
import type { Row } from "@hullwatch/archive";
import { parseStation } from "@hullwatch/core/station";
import { Exercise } from "@hullwatch/core/world";
import { pino } from "pino";
import type { StationRun } from "../stations/index.ts";
import { cabinFile } from "../stations/testing.ts";
import { TrainingClock } from "./clock.ts";
import type { TrainingRecord } from "./record.ts";
import { Session } from "./session.ts";

const station = parseStation(cabinFile, "cabin");
const scenario = `hullwatch: scenario/1
id: quiet
name: Quiet
station: none
start: 2026-01-01T00:00:00Z
duration: 1h
`;
const start = Date.parse("2026-01-01T00:00:00Z");

/** A training of an hour on a machine whose time goes on as often as somebody waits for it. */
function begin(accept: (rows: readonly Row[]) => void, heard: number | null = null) {
  const machine = {
    time: 0,
    now: () => machine.time,
    async sleep(ms: number) {
      machine.time += ms;
    },
  };
  const exercise = new Exercise({ text: scenario, name: "quiet" }, station, 1);
  const record = {
    ...{ id: "training-1-cabin", from: new Date(start + 600_000).toISOString(), now: "", speed: 60, state: "starting" },
    ...{ injected: [], leaks: [], truths: [], text: "" },
  } as unknown as TrainingRecord;
  const saved: string[] = [];
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const session = new Session({
    ...{ exercise, machine, record, clock: new TrainingClock(machine, start + 600_000) },
    run: {
      station,
      view: { newest: heard, events: { advice: { observe: ["gauge:lab"] } } },
      accept: async (rows: readonly Row[]) => accept(rows),
      idle: async () => {},
    } as unknown as StationRun,
    save: ({ state }) => void saved.push(state),
    onEnd: async () => resolve(),
    logger: pino({ level: "silent" }),
  });
  return { session, saved, ended, machine };
}

test("it is played to its end, what was before people came at once; the crew reads the dials that are asked for", async () => {
  const rows: Row[] = [];
  const { session, saved, ended, machine } = begin((some) => void rows.push(...some));
  await ended;
  assert.equal(rows.filter(({ parameter }) => parameter === "P1").length, 360);
  const dials = rows.filter(({ parameter }) => parameter === "gauge:lab");
  assert.ok(dials.length >= 45 && dials.length <= 50, `${dials.length}`);
  assert.ok(dials[0].time >= start / 1000 + 600);
  // 50 min at 60 times as fast.
  assert.ok(machine.time >= 50_000 && machine.time < 52_000, `${machine.time}`);
  assert.equal(session.record.now, "2026-01-01T01:00:00.000Z");
  assert.equal(session.record.truths.length, 6);
  assert.deepEqual([saved[0], saved.at(-1)], ["starting", "ended"]);
});

test("one whose station takes nothing any more is over, and kept", async () => {
  let count = 0;
  const { saved, ended, session } = begin(() => {
    if (count++ > 10) throw new Error("no room");
  });
  await ended;
  assert.equal(saved.at(-1), "ended");
  assert.match(session.text, /^# An exercise/);
});

test("what its station has heard from before a server was killed is not given to it again", async () => {
  const rows: Row[] = [];
  const heard = start / 1000 + 915;
  const { ended } = begin((some) => void rows.push(...some), heard);
  await ended;
  const times = rows.filter(({ parameter }) => parameter === "P1").map(({ time }) => time);
  assert.deepEqual([times[0], times.length], [start / 1000 + 920, 268]);
});
