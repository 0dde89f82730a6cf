/**
 * The hold tests of Zvezda's transfer chamber: 730 to 620 mmHg in 18 h on 27 December 2020 (ordonews, Sputnik), 730 to 678 mmHg in
 * 11.5 h on 13 March 2021 (1newsday). ln(730/620) and ln(730/678) make time constants of 110 h and 155 h.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { leakSeen } from "./check.ts";
import { betterBy, type Opening, openingOf, repairText, timeConstantOf } from "./hold.ts";
import { hour, play, volumeOf } from "./testing.ts";

const tunnel = volumeOf(7, { silence: 12 * hour });
function hold(to: number, hours: number, seed: number): Opening {
  const tau_h = hours / Math.log(730 / to);
  const check = play({ checked: tunnel, tau_h, hours, sigma: 0.5, period: 2 * hour, pressure: 730, seed });
  assert.equal(check.verdict, "leaking");
  return openingOf(leakSeen(check), check.first);
}

test("both time constants come out within 5 %, read by hand every 2 h, whatever the noise", () => {
  for (let seed = 1; seed <= 20; seed++) {
    for (const [to, hours, tau] of [
      [620, 18, 110.2],
      [678, 11.5, 155.6],
    ]) {
      const found = timeConstantOf(hold(to, hours, seed), 7);
      assert.ok(found !== null && Math.abs(found.value / hour / tau - 1) < 0.05, `${found?.value}`);
      assert.ok(found.low < found.value && found.value < found.high);
    }
  }
});

test("the repair of March is worth about 30 %, and is told not to be one", () => {
  const better = betterBy(hold(620, 18, 21), hold(678, 11.5, 22));
  assert.ok(better.low < 0.292 && better.high > 0.292 && better.high - better.low < 0.1, JSON.stringify(better));
  assert.match(repairText(better, true), /^(2[6-9]|3[0-3]) % \(\d+ to \d+ %\) better, still leaking$/);
});
