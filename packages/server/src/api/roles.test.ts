import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { everyRole, type Role } from "../people/index.ts";
import { everybody, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";
import { type Asked, operationsOf, payloadOf, requestsOf } from "./testing-openapi.ts";

type Allowed = "public" | readonly Role[];

const [viewer, crew, engineer, controller, flight, admin, instructor] = everyRole;
const all = everyRole;

/** Who may use which operation: written by hand, and held against what the server does. */
const table: Readonly<Record<string, Allowed>> = {
  health: "public",
  ready: "public",
  metrics: [admin],
  demo: "public",
  statusPage: "public",
  statusFeed: "public",
  statusStyle: "public",
  listStations: all,
  getStation: all,
  getStationFile: all,
  putStation: [admin],
  getState: all,
  sendRows: [engineer, admin],
  listEvents: all,
  streamStation: all,
  streamAll: all,
  listParameters: all,
  getHistory: all,
  exportRows: all,
  listAlarms: all,
  acknowledgeAlarm: [crew, controller, flight],
  shelveAlarm: [controller, flight],
  unshelveAlarm: [controller, flight],
  resetAlarm: [controller, flight],
  // Who may write which kind of entry is below.
  readLog: all,
  readLogSince: all,
  searchLog: all,
  logState: all,
  getEntry: all,
  verifyLog: [admin],
  uploadFile: [crew, engineer, controller, flight],
  downloadFile: all,
  fileThumbnail: all,
  exportIncident: all,
  listProcedures: all,
  getProcedure: all,
  checkProcedure: [engineer, flight],
  putProcedure: [engineer, flight],
  listRuns: all,
  getRun: all,
  startRun: [crew, engineer, controller, flight],
  doStep: [crew, engineer, controller, flight],
  deviate: [crew, engineer, controller, flight],
  endRun: [crew, engineer, controller, flight],
  listConjunctions: all,
  giveConjunctions: [engineer, admin],
  hullRisk: all,
  hullRiskWithFlux: all,
  weighCause: all,
  enterCause: [crew, engineer, controller, flight],
  planSearch: all,
  planRefill: all,
  reserveTime: all,
  listTrainings: all,
  beginTraining: [instructor],
  paceTraining: [instructor],
  injectIntoTraining: [instructor],
  endTraining: [instructor],
  trainingTruth: [instructor],
  debriefTraining: all,
  trainingScenario: all,
  draftRelease: [flight],
  release: [flight],
  makeBackup: [admin],
  openapi: "public",
  waysToSignIn: "public",
  setUp: "public",
  signIn: "public",
  signOut: all,
  whoAmI: all,
  changePassword: all,
  ownSessions: all,
  endOwnSession: all,
  ownTokens: all,
  makeToken: all,
  revokeOwnToken: all,
  people: [admin],
  makePerson: [admin],
  changePerson: [admin],
  removePerson: [admin],
  resetPassword: [admin],
  grant: [admin],
  withdraw: [admin],
  credentialsOf: [admin],
  revoke: [admin],
  audit: [admin],
};

/** Kinds of entries, by who may write them. */
const kinds: Readonly<Record<string, readonly Role[]>> = {
  note: [crew, engineer, controller, flight],
  action: [crew, engineer, controller, flight],
  correction: [crew, engineer, controller, flight],
  "hatch-moved": [crew, controller, flight],
  "crew-moved": [crew, controller, flight],
  "poll-voted": [crew, engineer, controller, flight],
  "poll-opened": [flight],
  "poll-closed": [flight],
  decision: [flight],
  "incident-opened": [flight],
  "incident-closed": [flight],
  handover: [controller, flight],
  "handover-accepted": [controller, flight],
  release: [flight],
  "alarm-acknowledged": [crew, controller, flight],
  "alarm-shelved": [controller, flight],
  "alarm-unshelved": [controller, flight],
  "alarm-latched": [controller, flight],
  "alarm-reset": [controller, flight],
};

/** Whether the guard, and not the handler for a reason of its own, has said no. */
async function isRefused(response: Response): Promise<boolean> {
  if (response.status !== 401 && response.status !== 403) return false;
  const { code } = (await response.json()) as { code: string };
  return ["HW_FORBIDDEN", "HW_NOT_SIGNED_IN", "HW_SESSION_NEEDED"].includes(code);
}

/** Bodies of those whose handler may refuse what a role does not hold. */
const plain: Readonly<Record<string, unknown>> = {
  makeToken: { name: "feed", scopes: ["read-telemetry"], station: "*", days: 1 },
};

/** Without a wish to speak as somebody whom the caller is not. */
function asThemselves({ url, ...rest }: Asked): Asked {
  const [path, query = ""] = url.split("?");
  const said = new URLSearchParams(query);
  for (const name of ["role", "centre"]) said.delete(name);
  const asked: Asked = { ...rest, url: said.size > 0 ? `${path}?${said}` : path };
  if (typeof asked.body !== "object" || asked.body === null || asked.type === "application/yaml") return asked;
  const { role: _, centre: __, ...body } = asked.body as Record<string, unknown>;
  return { ...asked, body };
}

test("every route, with every role and with nobody: allowed or refused as the table says", async (t) => {
  const server = await testServer(t);
  await server.stations.put("cabin", cabinFile, "test");
  const people = await everybody(server);
  const operations = operationsOf(server.app.swagger());
  const ours = operations.filter(({ operationId }) => operationId in table || operationId === "writeLog");
  assert.deepEqual(
    operations.filter((one) => !ours.includes(one)),
    [],
  );
  const gone = Object.keys(table).filter(
    (id) => id !== "openapi" && !ours.some(({ operationId }) => operationId === id),
  );
  assert.deepEqual(gone, []);
  for (const operation of ours) {
    const { operationId, method } = operation;
    if (operationId === "writeLog") continue;
    const [sample] = fc.sample(requestsOf(operation, { station: "cabin" }), { numRuns: 1, seed: 1 });
    const asked = asThemselves(operationId in plain ? { ...sample, body: plain[operationId] } : sample);
    const allowed = table[operationId];
    for (const role of everyRole) {
      const stop = new AbortController();
      const response = await people[role].ask(method, asked.url, {
        body: payloadOf(asked),
        type: asked.type,
        signal: stop.signal,
      });
      const refused = await isRefused(response);
      assert.equal(
        refused,
        allowed !== "public" && !allowed.includes(role),
        `${role}: ${method} ${asked.url} ${response.status}`,
      );
      stop.abort();
    }
    const stop = new AbortController();
    const anybody = await fetch(server.address + asked.url, {
      method,
      signal: stop.signal,
      ...(asked.type !== null && { body: payloadOf(asked) as string }),
      ...(asked.type !== null && asked.type !== "multipart/form-data" && { headers: { "content-type": asked.type } }),
    });
    assert.equal(await isRefused(anybody), allowed !== "public", `nobody: ${method} ${asked.url} ${anybody.status}`);
    stop.abort();
  }
});

test("every kind of log entry, with every role", async (t) => {
  const server = await testServer(t);
  await server.stations.put("cabin", cabinFile, "test");
  const people = await everybody(server);
  const write = operationsOf(server.app.swagger()).find(({ operationId }) => operationId === "writeLog")!;
  const { anyOf = [] } = write.body["application/json"];
  for (const schema of anyOf) {
    const kind = String(schema.properties?.kind.const ?? schema.properties?.kind.enum?.[0]);
    if (!(kind in kinds)) assert.match(kind, /^(procedure-|step-done|deviation)/, kind);
    const [{ body }] = fc.sample(requestsOf({ ...write, body: { "application/json": schema } }, {}), {
      numRuns: 1,
      seed: 2,
    });
    const { as: _, ...said } = body as Record<string, unknown>;
    for (const role of everyRole) {
      const response = await people[role].ask("POST", "/api/v1/stations/cabin/log", { body: said });
      const allowed = kinds[kind] ?? [crew, engineer, controller, flight];
      const own = kind === "correction" && response.status === 404;
      assert.equal(
        own ? false : await isRefused(response),
        !allowed.includes(role),
        `${role}: ${kind} ${response.status}`,
      );
    }
  }
  assert.ok(anyOf.length >= Object.keys(kinds).length);
  assert.equal(viewer, "viewer");
});

test("a person of one station and one centre reads and speaks there alone", async (t) => {
  const server = await testServer(t);
  const { person } = await import("../server/testing.ts");
  await server.stations.put("cabin", cabinFile, "test");
  await server.stations.put("annex", cabinFile.replace("id: cabin", "id: annex"), "test");
  const moscow = await person(server, "moscow", "controller", "cabin", "moscow");
  const note = { key: "1", kind: "note", body: { text: "pressure is steady" } };
  assert.equal((await moscow.ask("GET", "/api/v1/stations/annex/state")).status, 403);
  assert.equal((await moscow.ask("POST", "/api/v1/stations/annex/log", { body: note })).status, 403);
  const { stations } = (await (await moscow.ask("GET", "/api/v1/stations")).json()) as { stations: { id: string }[] };
  assert.deepEqual(
    stations.map(({ id }) => id),
    ["cabin"],
  );
  const written = await moscow.ask("POST", "/api/v1/stations/cabin/log", { body: note });
  assert.equal(written.status, 201);
  const { entry } = (await written.json()) as { entry: { author: unknown } };
  assert.deepEqual(entry.author, { ...(entry.author as object), role: "controller", centre: "moscow" });
  const asHouston = { ...note, key: "2", as: { centre: "houston" } };
  assert.equal((await moscow.ask("POST", "/api/v1/stations/cabin/log", { body: asHouston })).status, 403);
});
