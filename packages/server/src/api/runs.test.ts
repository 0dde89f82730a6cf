import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { type Person, person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

const station = "/api/v1/stations/cabin";
const procedure = (limit: string) => `hullwatch: procedure/1
id: vent
title: {en: Vent}
steps:
  - {id: measure, text: {en: Read the gauge}, who: [crew, controller], confirm: 2, shows: pressure(P1) < ${limit}}
  - {id: close, text: {en: Close the valve}, who: [crew]}
`;

interface Run {
  readonly steps: readonly {
    readonly id: string;
    readonly state: string;
    readonly shows: { readonly is: string } | null;
  }[];
  readonly deviations: readonly { readonly step: string; readonly text: string; readonly by: string }[];
  readonly faults?: readonly { readonly objection: string }[];
}

async function ask(who: Person, method: string, path: string, body?: object) {
  const response = await who.ask(method, `${station}${path}`, { body });
  return { status: response.status, run: (await response.json()) as Run };
}
const states = ({ steps }: Run) => steps.map(({ state }) => state);

test("two people run a procedure: telemetry must show what a step says, and what is done otherwise is in the log", async (t) => {
  const server = await testServer(t);
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const engineer = await person(server, "engineer", "engineer");
  const crew = await person(server, "ann", "crew");
  const ground = await person(server, "ada", "controller");
  const put = async (text: string) => {
    const asked = { body: text, type: "application/yaml" };
    const response = await engineer.ask("PUT", `${station}/procedures/vent`, asked);
    return { status: response.status, ...((await response.json()) as { hash: string }) };
  };
  assert.equal((await put(procedure("nothing"))).status, 422);
  const first = await put(procedure("700mmHg"));
  const { hash } = await put(procedure("745mmHg"));
  assert.notEqual(first.hash, hash);
  const listed = (await (await ground.ask("GET", `${station}/procedures`)).json()) as {
    procedures: { hash: string }[];
  };
  assert.deepEqual(
    listed.procedures.map((one) => one.hash),
    [hash, first.hash],
    "every version is there, the newest first",
  );

  assert.equal((await ask(ground, "POST", "/runs", { key: "1", run: "r", hash })).status, 201);
  const read = async (value: string) => {
    await run.accept([{ time: second(Math.floor(Date.now() / 1000)), parameter: "P1", value }]);
    await run.idle();
  };
  await read("750");
  const early = await ask(ground, "POST", "/runs/r/steps/measure", { key: "2" });
  assert.equal(early.status, 409);
  assert.match(early.run.faults?.[0].objection ?? "", /pressure\(P1\)/);
  await read("740");
  const one = await ask(ground, "POST", "/runs/r/steps/measure", { key: "3" });
  assert.deepEqual([one.run.steps[0].shows?.is, ...states(one.run)], ["yes", "confirming", "waiting"]);
  const both = await ask(crew, "POST", "/runs/r/steps/measure", { key: "4" });
  assert.deepEqual(states(both.run), ["done", "ready"]);

  assert.equal((await ask(ground, "POST", "/runs/r/steps/close", { key: "5" })).status, 409, "it is the crew's");
  const other = await ask(ground, "POST", "/runs/r/steps/close", { key: "6", despite: "crew has no free hand" });
  assert.deepEqual(states(other.run), ["done", "ready"], "it is logged, and does not count");
  const done = await ask(crew, "POST", "/runs/r/steps/close", { key: "7" });
  assert.deepEqual(states(done.run), ["done", "done"]);
  assert.ok(done.run.deviations.some(({ step, by }) => step === "close" && by === "ada"));

  // A step that telemetry does not bear out is done by who says why.
  await ask(ground, "POST", "/runs", { key: "8", run: "s", hash });
  await read("750");
  const despite = { key: "9", despite: "the gauge is stuck" };
  await ask(ground, "POST", "/runs/s/steps/measure", despite);
  const measured = await ask(crew, "POST", "/runs/s/steps/measure", { ...despite, key: "10" });
  assert.deepEqual(states(measured.run), ["done", "ready"]);
  assert.ok(measured.run.deviations.some(({ text, by }) => text === despite.despite && by === "ann"));
  const again = await ask(crew, "POST", "/runs/s/steps/measure", { ...despite, key: "10" });
  assert.deepEqual(again.run, measured.run, "sent again with its key it is done once");
});
