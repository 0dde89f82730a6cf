import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Brake } from "./brake.ts";
import { TestClock } from "./testing.ts";

const settings = { free: 5, first_s: 1, most_s: 900, forget_s: 86_400 };

test("five attempts are free, then the wait doubles up to a quarter of an hour", () => {
  const clock = new TestClock();
  const brake = new Brake(settings, clock);
  const waits = Array.from({ length: 17 }, () => {
    const wait = brake.take("gerst");
    clock.pass(wait);
    if (wait > 0) assert.equal(brake.take("gerst"), 0);
    return wait;
  });
  assert.deepEqual(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
});

test("guessing without pause gets at most a hundred and ten guesses in the first day, and is never shut out", () => {
  const clock = new TestClock();
  const brake = new Brake(settings, clock);
  let guesses = 0;
  for (let second = 0; second < 86_400; second++) {
    if (brake.take("gerst") === 0) guesses++;
    clock.pass(1);
  }
  assert.ok(guesses > 90 && guesses <= 110, String(guesses));
});

test("what is refused for being too soon does not make the wait longer", () => {
  const clock = new TestClock();
  const brake = new Brake(settings, clock);
  for (let i = 0; i < 6; i++) clock.pass(brake.take("a"));
  assert.equal(brake.take("a"), 0);
  for (let i = 0; i < 100; i++) assert.equal(brake.take("a"), 2);
});

test("a right attempt begins anew; a day of quiet too; keys do not touch each other", () => {
  const clock = new TestClock();
  const brake = new Brake(settings, clock);
  const tire = (key: string) => {
    while (brake.take(key) === 0);
  };
  tire("a");
  assert.equal(brake.take("b"), 0);
  brake.clear("a");
  assert.equal(brake.take("a"), 0);
  tire("a");
  clock.pass(86_400);
  assert.equal(brake.take("a"), 0);
});

test("keys beyond twenty thousand push the least lately tried out, never the one tried now", () => {
  const brake = new Brake(settings, new TestClock());
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), (rounds) => {
      for (let i = 0; i < rounds * 8000; i++) brake.take(`key ${rounds} ${i}`);
      for (let i = 0; i < 5; i++) brake.take("tried");
      assert.ok(brake.take("tried") > 0);
      brake.clear("tried");
    }),
    { numRuns: 3 },
  );
});
