import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept } from "./kept.ts";

test("an answer is worked out once, one that failed again, and the oldest of many are let go", async () => {
  const kept = new Kept<number>();
  let worked = 0;
  const ask = (question: string) => kept.of(question, async () => ++worked);
  assert.deepEqual(await Promise.all([ask("a"), ask("a")]), [1, 1]);
  await assert.rejects(kept.of("b", () => Promise.reject(new Error("no"))));
  assert.equal(await ask("b"), 2);
  for (let i = 0; i < 64; i++) await ask(`c${i}`);
  assert.equal(await ask("c63"), 66);
  assert.equal(await ask("a"), 67);
});
