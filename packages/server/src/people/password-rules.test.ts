import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { passwordFault } from "./password-rules.ts";

const fault = (password: string) => passwordFault(password, 15, ["gerst", "Alexander Gerst"]);

test("what everybody tries first is refused", () => {
  const refused = [
    ...["passwordpassword", "Password12345678", "1234567890123456", "aaaaaaaaaaaaaaaa", "abcabcabcabcabcabc"],
    ...["qwertyuiopasdfgh", "zyxwvutsrqponmlk", "hullwatchhullwatch", "Hullwatch!!!!!!!!", "correcthorsebatterystaple"],
    ...["gerstgerstgerst", "Alexander Gerst", "alexander gerst 2018!", "12345678password", "ПАРОЛЬпарольпароль"],
  ];
  for (const password of refused) assert.ok(fault(password), password);
});

test("length is counted in characters, not in bytes or code units", () => {
  assert.match(fault("fourteen chars") ?? "", /at least 15/);
  assert.match(fault("🚀🛰🌍🌕⭐🪐☄🌌") ?? "", /at least 15/);
  assert.match(fault("x7 ".repeat(200)) ?? "", /at most 256/);
});

test("long phrases in any script are taken, without rules on what they are made of", () => {
  for (const phrase of [
    "the green hatch of the lab",
    "зелёный люк модуля наука",
    "緑のハッチはきぼうの中にあるよね",
    "kq3-vv9-xw2-tt1",
  ]) {
    assert.equal(fault(phrase), undefined, phrase);
  }
});

test("random passwords are taken", () => {
  const letters = fc.string({
    unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789-_"),
    minLength: 30,
    maxLength: 60,
  });
  fc.assert(
    fc.property(letters, (text) => {
      fc.pre(new Set(text.toLowerCase()).size > 12);
      assert.equal(fault(text), undefined);
    }),
  );
});
