import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

/** A server whose seconds pass as a test says, and who looks often. */
async function set(t: TestContext, feeds: readonly string[] = []) {
  let ahead = 0;
  const clock = {
    now: () => Date.now() + ahead,
    sleep: async (ms: number, signal?: AbortSignal) => {
      await setTimeout(ms / 50, undefined, { ref: false, ...(signal && { signal }) }).catch(() => {});
    },
  };
  const server = await testServer(t, { clock }, undefined, [`feeds=${JSON.stringify(feeds)}`]);
  await server.stations.put("cabin", cabinFile, "test");
  const eve = await person(server, "eve", "engineer");
  return {
    pass: (seconds: number) => {
      ahead += seconds * 1000;
    },
    /** Sends a row so many seconds old. */
    async row(age: number) {
      const rows = [{ time: new Date(clock.now() - age * 1000).toISOString(), parameter: "P1", value: 745 }];
      assert.equal((await eve.ask("POST", "/api/v1/stations/cabin/rows", { body: { rows } })).status, 200);
    },
    async alarms() {
      const got = (await (await eve.ask("GET", "/api/v1/stations/cabin/alarms?all=true")).json()) as {
        alarms: { id: string; type: string; text: string; severity: string; in_alarm: boolean }[];
      };
      return got.alarms.filter(({ id }) => id === "no-telemetry");
    },
  };
}

async function until<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let left = 200; ; left--) {
    const value = await ask();
    if (holds(value)) return value;
    assert.ok(left > 0, `waited in vain; it is ${JSON.stringify(value)}`);
    await setTimeout(25);
  }
}

test("a station that was heard live and falls silent is told stale, once, until it is heard again", async (t) => {
  const { pass, row, alarms } = await set(t);
  await row(1);
  pass(50);
  await setTimeout(100);
  assert.deepEqual(await alarms(), []);
  pass(20);
  const [alarm] = await until(alarms, ([one]) => one?.in_alarm === true);
  assert.partialDeepStrictEqual(alarm, { type: "stale", severity: "WATCH" });
  assert.match(alarm.text, /^Stale: nothing live has come for [67]\d s\. The newest row is of 20\S+Z, onboard time\./);
  await row(3600);
  await setTimeout(100);
  assert.ok((await alarms())[0].in_alarm, "a row of an hour ago is no life");
  await row(1);
  await until(alarms, ([one]) => one.in_alarm === false);
});

test("a recording of the past that somebody uploads makes nobody expect more", async (t) => {
  const { pass, row, alarms } = await set(t);
  await row(3600);
  pass(3600);
  await setTimeout(150);
  assert.deepEqual(await alarms(), []);
});

test("a feed that never stands is told, by its name and state", async (t) => {
  const { pass, alarms } = await set(t, ["nats:url=nats://127.0.0.1:4,subject=cabin"]);
  pass(70);
  const [alarm] = await until(alarms, ([one]) => one?.in_alarm === true);
  assert.match(alarm.text, /Nothing was ever heard\. Feeds: nats: (?:down|connecting)\./);
});
