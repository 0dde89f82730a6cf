import assert from "node:assert/strict";
import { test } from "node:test";
import { Passwords } from "./password.ts";
import { cheap } from "./testing.ts";

test("a password fits its hash alone, and two hashes of one password differ", async () => {
  const passwords = new Passwords(cheap);
  const [a, b] = await Promise.all([passwords.hash("one small step"), passwords.hash("one small step")]);
  assert.notEqual(a, b);
  assert.deepEqual(await passwords.check("one small step", a), { right: true, outdated: false });
  assert.deepEqual(await passwords.check("one small stop", a), { right: false, outdated: false });
});

test("the same letters from another keyboard are the same password", async () => {
  const passwords = new Passwords(cheap);
  const composed = await passwords.hash("caf\u00e9 \ufb01nal approach");
  assert.ok((await passwords.check("cafe\u0301 final approach", composed)).right);
});

test("a hash made at another cost is told as outdated, once the password is right", async () => {
  const before = await new Passwords(cheap).hash("one small step");
  const now = new Passwords({ ...cheap, passes: 2 });
  assert.deepEqual(await now.check("one small step", before), { right: true, outdated: true });
  assert.deepEqual(await now.check("another step", before), { right: false, outdated: false });
});

test("nobody's password is wrong, whatever is tried", async () => {
  const passwords = new Passwords(cheap);
  for (const guess of ["", "password", "one small step"]) {
    assert.deepEqual(await passwords.check(guess, null), { right: false, outdated: false });
  }
});

test("beyond a hundred that wait, one more is sent away, and the others come to their turn", async () => {
  const passwords = new Passwords(cheap);
  const all = await Promise.allSettled(Array.from({ length: 110 }, () => passwords.hash("one small step")));
  const sentAway = all.filter((one) => one.status === "rejected");
  assert.equal(sentAway.length, 8);
  assert.equal(sentAway[0].reason.code, "HW_BUSY");
  assert.match(await passwords.hash("and again"), /^\$argon2id/);
});
