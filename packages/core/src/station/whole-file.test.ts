import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { faultsOf, soundFile } from "./testing.ts";

test("at least one module is needed", () => {
  assert.deepEqual(faultsOf("hullwatch: station/1\nid: a\nname: A\nmodules: []\n"), [
    "4:10: modules: found an empty list, expected a list of at least 1",
  ]);
});

test("twelve faults in one file are told in one pass, in the order of the file", () => {
  const text = `hullwatch: station/1
id: bad
nam: Bad
modules:
  - {id: lab, volume_m3: -97.7}
  - {id: lab, volume_m3: 62}
  - {id: ship, volume_m3: .nan}
hatches:
  - {id: h1, between: [lab, lab]}
  - {id: h2, between: [ship, ghost], state: ajar}
vehicles:
  - {id: soyuz, modules: [ship], seat: lab, seats: 3}
crew: [{id: ada, vehicle: buran, at: lab}]
sensors:
  - {id: P1, quantity: pressure, module: lab, unit: K, sigma: 0, step: 0.1, period_s: 10}
`;
  assert.equal(faultsOf(text).length, 12);
  assert.deepEqual(
    faultsOf(text).map((fault) => fault.split(": ").slice(0, 2).join(" ")),
    [
      "1:1 name",
      "3:1 nam",
      "5:26 modules[0].volume_m3",
      "6:10 modules[1].id",
      "7:27 modules[2].volume_m3",
      "9:29 hatches[0].between[1]",
      "10:30 hatches[1].between[1]",
      "10:45 hatches[1].state",
      "12:40 vehicles[0].seat",
      "13:27 crew[0].vehicle",
      "15:53 sensors[0].unit",
      "15:63 sensors[0].sigma",
    ],
  );
});

test("a file spoilt anywhere is read or refused, never anything else", () => {
  const scraps = fc.constantFrom(
    "",
    "-",
    "[",
    "}",
    ": ",
    "\n",
    "\n  ",
    "null",
    "*a",
    "&a ",
    "-1",
    "lab",
    "{}",
    "[]",
    "__proto__",
    "?",
    "\t",
  );
  const spoilt = fc
    .array(fc.tuple(fc.nat(soundFile.length), fc.nat(12), scraps), { minLength: 1, maxLength: 6 })
    .map((cuts) =>
      cuts.reduce((text, [at, length, scrap]) => text.slice(0, at) + scrap + text.slice(at + length), soundFile),
    );
  fc.assert(
    fc.property(spoilt, (text) => {
      faultsOf(text);
    }),
    { numRuns: 2000 },
  );
});
