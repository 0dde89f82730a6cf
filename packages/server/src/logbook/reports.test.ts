import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { person, testServer } from "../server/testing.ts";

const station = `hullwatch: station/1
id: two
name: Two modules
modules: [{id: a, name: A, volume_m3: 50}, {id: b, name: B, volume_m3: 50}]
hatches: [{id: ab, between: [a, b]}]
vehicles: [{id: ship, modules: [a], seat: a, seats: 3}]
crew: [{id: ann, vehicle: ship, at: a}]
sensors: [{id: P1, quantity: pressure, module: a, unit: mmHg, sigma: 0.05, step: 0, period_s: 10}]
`;

interface LogState {
  readonly hatches: {
    readonly hatch: string;
    readonly state: string;
    readonly by: { readonly name: string };
    readonly earlier: readonly unknown[];
  }[];
  readonly crew: { readonly who: string; readonly module: string }[];
}

test("what people report in the log the engine is told, and what a feed reports is in the log, once each", async (t) => {
  const server = await testServer(t);
  const { run } = await server.stations.put("two", station, "test");
  const crew = await person(server, "ann", "crew");
  const log = "/api/v1/stations/two/log";
  const now = Math.floor(Date.now() / 1000);
  const moved = { key: "1", kind: "hatch-moved", body: { hatch: "ab", state: "closed" } };
  assert.equal((await crew.ask("POST", log, { body: moved })).status, 201);
  await server.logbook.reported();
  await run.idle();
  assert.equal(run.view.latest["hatch:ab"]?.[1], "closed");

  await run.accept([{ time: second(now), parameter: "crew:ann", value: "b" }]);
  await run.accept([{ time: second(now), parameter: "crew:ann", value: "b" }]);
  await run.idle();
  const state = (await (await crew.ask("GET", `${log}/state`)).json()) as LogState;
  assert.deepEqual(
    state.hatches.map(({ hatch, state, by, earlier }) => [hatch, state, by.name, earlier.length]),
    [["ab", "closed", "ann", 0]],
  );
  assert.deepEqual(
    state.crew.map(({ who, module }) => [who, module]),
    [["ann", "b"]],
  );
  const { entries } = (await (await crew.ask("GET", log)).json()) as { entries: unknown[] };
  assert.equal(entries.length, 2);
});
