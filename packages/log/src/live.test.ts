import assert from "node:assert/strict";
import { test } from "node:test";
import { liveState, stateOf } from "./index.ts";
import { draft, Pen } from "./testing.ts";
import { newLog } from "./testing-disk.ts";

test("the live state is that of all entries: those before, those written meanwhile, those since, those of others", async (t) => {
  const { log } = await newLog(t);
  const decide = (text: string) => log.append(draft("decision", { text }));
  for (let i = 0; i < 20; i++) await decide(`before ${i}`);
  const [live] = await Promise.all([liveState(log), ...Array.from({ length: 20 }, (_, i) => decide(`meanwhile ${i}`))]);
  await decide("since");
  await log.takeIn([new Pen("moscow").write("decision", { text: "theirs" })]);
  assert.equal(live.state.decisions.length, 42);
  const all = (await log.list({ limit: 1000 })).entries.map(({ entry }) => entry);
  assert.deepEqual(live.state, stateOf(all));
  live.close();
  await decide("after the end");
  assert.equal(live.state.decisions.length, 42);
});
