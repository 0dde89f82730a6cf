import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { CauseAnswer, RiskAnswer } from "@hullwatch/core/cause";
import { person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

const file = readFileSync(join(import.meta.dirname, "../../../../stations/iss-2018-08-30.yaml"), "utf8");
const of = "/api/v1/stations/iss-2018-08-30";

async function open(t: TestContext) {
  const server = await testServer(t);
  await server.stations.put("iss-2018-08-30", file, "test");
  await server.stations.put("cabin", cabinFile, "test");
  const engineer = await person(server, "engineer", "engineer");
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await engineer.ask(method, path, { body });
    return { status: answer.status, said: (await answer.json()) as Record<string, unknown> };
  };
  const risk = async (query: string) => (await ask("GET", `${of}/risk?${query}`)).said as unknown as RiskAnswer;
  return { server, engineer, ask, risk };
}

test("risk: as the command line says it, less the longer; a station without shields has no module; refused outside validity", async (t) => {
  const { ask, risk } = await open(t);
  const [short, long] = [await risk("days=85&year=2018"), await risk("days=3652&year=2011")];
  assert.deepEqual([short.most_exposed, short.modules.length], ["progress-ms-09", 26]);
  assert.ok(long.pnp.value < short.pnp.value && Math.abs(long.pnp.value - 0.7116) < 1e-3);
  assert.deepEqual(short.accuracy.map(({ shots }) => shots).toSorted(), [1135, 1135, 1135, 167]);
  assert.deepEqual((await ask("GET", "/api/v1/stations/cabin/risk")).said.modules, []);
  const { status, said } = await ask("GET", `${of}/risk?year=2050`);
  assert.deepEqual([status, said.code], [422, "HW_FLUX_RANGE"]);
  assert.match(String(said.detail), /found a year \(AD\) of 2050, expected 1990 to 2035/);
});

test("one's own fluxes take the place of those that are built in, by name; faults of the table by line", async (t) => {
  const { ask } = await open(t);
  const table =
    "population,diameter_cm,flux_per_m2_yr,basis,source\ndebris,0.01,2,surface,Our run\ndebris,10,1e-9,surface,\n";
  const { said } = await ask("POST", `${of}/what-if/risk`, { days: 85, year: 2018, flux: table });
  assert.equal((said as unknown as RiskAnswer).flux[0].source, "Our run");
  const wrong = await ask("POST", `${of}/what-if/risk`, { flux: table.replace("0.01", "small") });
  assert.equal(wrong.status, 422, JSON.stringify(wrong.said));
  assert.match(String(wrong.said.detail), /flux:2:8: diameter_cm: found "?small/);
});

const evidence = (found: string) => `hullwatch: evidence/1
name: Our hole
known_at: 2018-08-30T18:00:00Z
module: ms09-om
exposure_days: 85
evidence:
  - {kind: rim, found: ${found}, source: photo 3, by: Ann}
`;

test("cause: weighed, entered once with its evidence in an incident, there for whoever reads the log; faults by line", async (t) => {
  const { server, ask } = await open(t);
  const flight = await person(server, "flight", "flight-director");
  const opened = { key: "i", kind: "incident-opened", incident: "hole", body: { title: "A hole" } };
  await flight.ask("POST", `${of}/log`, { body: opened });
  const weighed = await ask("POST", `${of}/what-if/cause`, { evidence: evidence("machined") });
  const { posterior } = weighed.said as unknown as CauseAnswer;
  assert.ok(posterior.drilled.value > 0.9);
  const entered = { evidence: evidence("machined"), key: "c", incident: "hole" };
  const [first, second] = [await ask("POST", `${of}/causes`, entered), await ask("POST", `${of}/causes`, entered)];
  assert.deepEqual([first.status, first.said.id], [201, second.said.id]);
  const read = await flight.ask("GET", `${of}/log?kinds=cause-weighed&incident=hole`);
  const { entries } = (await read.json()) as { entries: { entry: { body: Record<string, unknown> } }[] };
  assert.equal(entries.length, 1);
  const { body } = entries[0].entry;
  assert.deepEqual([body.evidence, (body.answer as CauseAnswer).posterior], [entered.evidence, posterior]);
  assert.match(
    String(body.text),
    /^A hole in ms09-om: debris .* %, meteoroid .* %, drilled .* %, crack .* %, seal .* %$/,
  );
  const wrong = await ask("POST", `${of}/causes`, { evidence: evidence("shiny"), key: "d" });
  assert.deepEqual([wrong.status, wrong.said.code], [422, "HW_DOCUMENT"]);
  assert.match(String(wrong.said.detail), /evidence:7:\d+: .*found.*shiny/);
});
