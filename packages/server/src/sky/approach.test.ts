import assert from "node:assert/strict";
import { test } from "node:test";
import { hour, Place, tca } from "./testing-place.ts";

test("the order in which messages come changes neither the name of an approach nor what is known of it", async (t) => {
  const place = await (await new Place().open(t)).staff();
  const older = place.pass(700, 120);
  place.now += 8 * hour;
  const newer = place.pass(700, 150, { tca: tca + 90_000, other: "045678" });
  const known = async () => {
    const { id, level, messages } = (await place.view()).approaches[0];
    return [id, level, messages.map(({ message_id }) => message_id)];
  };
  await place.give(newer);
  assert.deepEqual(place.alarms(), ["conjunction:red:45678:20180830T1231Z CRITICAL"]);
  await place.give(older);
  // Who had the older one first has called it so all the time.
  const first = await known();
  assert.deepEqual(first.slice(0, 2), ["45678:20180830T1230Z", "red"]);
  assert.deepEqual(place.alarms(), [
    "conjunction:red:45678:20180830T1231Z CRITICAL over",
    "conjunction:red:45678:20180830T1230Z CRITICAL",
  ]);
  const said = place.events().find(({ state }) => state === "cleared");
  assert.equal(said?.text, "An older message has come: goes on as conjunction:red:45678:20180830T1230Z");

  const other = await (await new Place().open(t)).staff();
  await other.give(older);
  await other.give(newer);
  const { id, level, messages } = (await other.view()).approaches[0];
  assert.deepEqual([id, level, messages.map(({ message_id }) => message_id)], first);
});
