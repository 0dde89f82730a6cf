import assert from "node:assert/strict";
import { test } from "node:test";
import { runFaults } from "./faults/run.ts";

test("a fleet whose processes and NATS leader are killed under load: no sample lost, every event once and as one machine says it", async () => {
  const told: string[] = [];
  const found = await runFaults({ kills: 6, seed: 20_261_123, nodes: 3, more: false, say: (line) => told.push(line) });
  const { samples, samplesLost, samplesDoubled, events, eventsWrong, servedWrong } = found;
  assert.ok(samples > 100 && events > 6, told.join("\n"));
  assert.deepEqual(
    { samplesLost, samplesDoubled, eventsWrong, servedWrong },
    { samplesLost: 0, samplesDoubled: 0, eventsWrong: 0, servedWrong: 0 },
    told.join("\n"),
  );
});
