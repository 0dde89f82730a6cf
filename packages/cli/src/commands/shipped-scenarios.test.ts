/** What the watch says of the scenarios that ship, through the command. The thresholds were tuned on other seeds (1 to 16). */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { folderFor, hullwatch, objects } from "../testing.ts";

type Event = Record<string, unknown> & { readonly time: string };

function alarmsOf(folder: string, scenario: string, station: string, seed: number): Event[] {
  const recording = join(folder, `${scenario}.csv`);
  assert.equal(hullwatch(["simulate", scenario, "--seed", String(seed), "-o", recording]).status, 0);
  const { status, stdout } = hullwatch(["replay", recording, "--station", station, "--json"]);
  assert.equal(status, 0);
  return objects(stdout).filter((e) => e.type === "alarm" && e.state === "raised") as Event[];
}

const of = (alarms: readonly Event[], kind: string) => alarms.filter((a) => a.kind === kind);

test("a quiet month raises no leak alarm, and names the gauge that was dead for a night", (t) => {
  const alarms = alarmsOf(folderFor(t), "quiet-month", "iss-2018-08-30", 51);
  assert.deepEqual([...of(alarms, "leak"), ...of(alarms, "rapid-depress")], []);
  assert.deepEqual(
    of(alarms, "stale").map((a) => a.sensor),
    ["MRM1-P"],
  );
});

for (const seed of [51, 52, 53]) {
  test(`a cold snap that looks like 0.6 mmHg/h raises no leak alarm (seed ${seed})`, (t) => {
    assert.deepEqual(of(alarmsOf(folderFor(t), "cold-snap", "iss-2018-08-30", seed), "leak"), []);
  });
}

/** The last word on the place of the leak. */
function placeOf(folder: string, scenario: string, station: string, seed: number): Event {
  const recording = join(folder, `${scenario}.csv`);
  assert.equal(hullwatch(["simulate", scenario, "--seed", String(seed), "-o", recording]).status, 0);
  const { stdout } = hullwatch(["replay", recording, "--station", station, "--json"]);
  return objects(stdout).findLast((e) => e.type === "location") as Event;
}

for (const seed of [51, 52, 53]) {
  test(`Soyuz MS-09: by the hatches that the scenario closes the leak is in its orbital module (seed ${seed})`, (t) => {
    const place = placeOf(folderFor(t), "soyuz-ms-09", "iss-2018-08-30", seed);
    assert.deepEqual([place.verdict, place.modules], ["module", ["ms09-om"]]);
  });
}

test("Mir 1997: once its hatch is shut, Spektr", (t) => {
  const place = placeOf(folderFor(t), "mir-1997", "mir-1997", 51);
  assert.deepEqual([place.verdict, place.modules], ["module", ["spektr"]]);
  assert.ok(Date.parse(place.time) - Date.parse("1997-06-25T09:24:36Z") < 180e3, place.time);
});

test("Mir 1997: a gross drop at once, the leak within five minutes, and that the reserve is short", (t) => {
  const alarms = alarmsOf(folderFor(t), "mir-1997", "mir-1997", 51);
  const after = (kind: string) => (Date.parse(of(alarms, kind)[0].time) - Date.parse("1997-06-25T09:18:00Z")) / 60_000;
  assert.ok(after("rapid-depress") <= 1, `rapid-depress after ${after("rapid-depress")} min`);
  assert.ok(after("leak") <= 5, `leak after ${after("leak")} min`);
  assert.ok(after("reserve-short") <= 5, `reserve-short after ${after("reserve-short")} min`);
});

test("lab hose 2004: a leak of 2 mmHg a day, noticed after 7 to 11 days then, within two days", (t) => {
  const [leak] = of(alarmsOf(folderFor(t), "lab-hose-2004", "iss-2004-01", 51), "leak");
  const days = (Date.parse(leak.time) - Date.parse("2003-12-22T06:00:00Z")) / 86_400_000;
  assert.ok(days > 0 && days < 2, `after ${days} days`);
});
