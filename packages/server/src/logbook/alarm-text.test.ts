import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { systemClock } from "../clock/index.ts";
import { testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

const start = 1_535_580_000;

test("the alarm of a sensor that fell silent names what it read, how long it may be silent, and when that was", async (t) => {
  let now = start * 1000;
  const server = await testServer(t, { clock: { ...systemClock, now: () => now } });
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  for (let s = 0; s < 1980; s += 10) {
    now = (start + s) * 1000;
    const speaking = s < 1200 ? ["P1", "P2"] : ["P1"];
    const value = (750 + 0.05 * Math.sin(s)).toFixed(3);
    await run.accept(speaking.map((parameter) => ({ time: second(start + s), parameter, value })));
  }
  await run.idle();
  const [alarm] = server.logbook.state.alarms.filter(({ type }) => type === "stale");
  assert.match(
    alarm.text,
    /^P2 silent for \d+ min, limit 5 min; it should speak every 10 s; last reading 7[45]\d\.\d+ mmHg at 20\S+Z \[as of 20\S+Z, onboard time\]/,
  );
});
