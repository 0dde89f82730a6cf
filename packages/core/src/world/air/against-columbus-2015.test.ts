import assert from "node:assert/strict";
import { test } from "node:test";
import { parseScenario } from "../scenario/index.ts";
import { repositoryFile, shippedStation } from "../testing.ts";
import { World } from "./world.ts";

const mmHg = 133.322387415;

/** The ISS with its fans and nothing else going on, and 6.9 kg of oxygen let in over 70 min somewhere else. */
function repressed(): { total: number[]; columbus: number[] } {
  const station = { ...shippedStation("iss-2018-08-30"), crew: [], crewCount: 0 };
  const ventilation = /^ventilation:\n(?: .*\n)+/m.exec(repositoryFile("scenarios/soyuz-ms-09.yaml"))?.[0];
  const text = `hullwatch: scenario/1
id: repress
name: Repress
station: none
start: 2015-01-01T14:00:00Z
duration: 10h
weather: {temperature: 0, gas: 0, crew: 0, sensors: 0}
life_support: {oxygen: [], co2: [], humidity: off}
${ventilation}happenings: [{at: +0h, kind: supply, supply: progress-o2, rate: 5.14kg/h, for: 70min}]
`;
  const world = new World(parseScenario(text, "repress.yaml", station), station, 1);
  const columbus = world.cabin.index("columbus");
  const result: { total: number[]; columbus: number[] } = { total: [], columbus: [] };
  for (const h of world.scenario.happenings) world.happen(h, () => {});
  for (let minute = 0; minute < 600; minute++) {
    const time = world.scenario.start + 60 * minute;
    result.total.push(world.cabin.pressure(columbus) / mmHg);
    result.columbus.push(world.cabin.partial(columbus, 0) / mmHg);
    world.finish(time, () => {});
    world.beginTick(time);
    world.step(time, 60);
  }
  return result;
}

test("an oxygen repress raises the total in Columbus at once and its ppO2 hours later, as flown in 2015", () => {
  // Flight plot: total +4.3 mmHg in the 70 min of the repress; ppO2 in Columbus 63 % of the way at about 2.3 h.
  const { total, columbus } = repressed();
  const rise = (series: readonly number[], minute: number) => series[minute] - series[0];
  const end = rise(total, 599);
  assert.ok(end > 4 && end < 4.6, `${end}`);
  assert.ok(Math.abs(rise(total, 72) - end) < 0.05);
  assert.ok(rise(columbus, 72) < 0.4 * end, `${rise(columbus, 72)}`);
  assert.ok(rise(columbus, 599) > 0.9 * end, `${rise(columbus, 599)}`);
  const lag = columbus.findIndex((p) => p - columbus[0] > 0.63 * end) / 60;
  assert.ok(lag > 1.4 && lag < 3.5, `63 % after ${lag} h`);
});
