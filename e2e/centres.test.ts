import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer } from "../packages/cli/src/testing-serve.ts";
import { startHosts, withoutHosts } from "./testing-centres.ts";
import { cutAndJoin } from "./testing-cuts.ts";

test("two centres on hosts of their own, cut off four times while both write: one log, one state, nothing lost", {
  skip: withoutHosts(),
}, async (t) => {
  const hosts = await startHosts(t, ["houston", "moscow"]);
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const outcome = await cutAndJoin(hosts, { cuts: 4, cut: [200, 1400], joined: [50, 300], random });
  const { lost, doubled, differing, faults, apart, written, whileCut, state } = outcome;
  assert.deepEqual(
    { lost, doubled, differing, faults, apart },
    { lost: 0, doubled: 0, differing: [], faults: 0, apart: 4 },
  );
  assert.ok(whileCut > 20 && written > whileCut, `${written} written, ${whileCut} of them while cut off`);
  const centresOf = (marks: readonly Answer[]) => [...new Set(marks.map(({ by }) => by.centre))].sort();
  const [alarm] = state.alarms.filter((one: Answer) => one.acknowledgements.length > 0);
  assert.deepEqual(centresOf(alarm.acknowledgements), ["houston", "moscow"]);
  assert.deepEqual(centresOf(state.polls[0].votes), ["houston", "moscow"]);
  assert.deepEqual(centresOf([state.hatches[0], ...state.hatches[0].earlier]), ["houston", "moscow"]);
});
