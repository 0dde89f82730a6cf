import assert from "node:assert/strict";
import { test } from "node:test";
import { at, browserOf, everywhereAs, secretOf, testServer, tokenOf } from "./testing.ts";

const fresh = "a console in building 30";

async function server() {
  const made = await testServer();
  const root = await made.person("walters", everywhereAs("administrator"));
  const walters = await made.browser("walters");
  const signIn = (name: string, password: string) =>
    made.app.inject({ method: "POST", url: "/api/sign-in", payload: { name, password } });
  return { ...made, root, walters, signIn };
}

test("an administrator makes an account, whose owner changes the password before anything else", async () => {
  const { app, walters, signIn } = await server();
  const body = {
    name: "Gerst",
    display_name: "Alexander Gerst",
    password: fresh,
    grants: [{ role: "crew", station: "iss" }],
  };
  const made = await walters.ask("/api/people", { method: "POST", body });
  assert.equal(made.statusCode, 201);
  assert.deepEqual(
    made.json().grants.map(({ role, station, centre }: Record<string, string>) => [role, station, centre]),
    [["crew", "iss", "*"]],
  );
  assert.equal(
    (await walters.ask("/api/people", { method: "POST", body: { ...body, name: "gERST" } })).json().code,
    "HW_NAME_TAKEN",
  );

  const gerst = browserOf(app, await signIn("gerst", fresh));
  assert.equal((await gerst.ask("/stations/iss/telemetry")).json().code, "HW_CHANGE_PASSWORD");
  const change = { present: fresh, new: "the red hatch of the lab" };
  const changed = browserOf(app, await gerst.ask("/api/me/password", { method: "POST", body: change }));
  assert.equal((await changed.ask("/stations/iss/telemetry")).statusCode, 200);
});

test("a reset ends the sessions; an administrator's password is not what stays", async () => {
  const { walters, person, browser, signIn } = await server();
  const id = await person("gerst", everywhereAs("crew"));
  const gerst = await browser("gerst");
  assert.equal(
    (await walters.ask(`/api/people/${id}/password`, { method: "POST", body: { password: fresh } })).statusCode,
    204,
  );
  assert.equal((await gerst.ask("/api/me")).statusCode, 401);
  assert.equal((await signIn("gerst", secretOf("gerst"))).statusCode, 401);
  assert.equal((await signIn("gerst", fresh)).json().person.must_change_password, true);
});

test("a disabled account is out at once, with its sessions and tokens, and comes back when enabled", async () => {
  const { app, walters, person, browser, signIn } = await server();
  const id = await person("gerst", everywhereAs("crew"));
  const gerst = await browser("gerst");
  const token = await tokenOf(gerst, ["read-telemetry"]);
  const byToken = () => app.inject({ url: "/stations/iss/telemetry", headers: { authorization: `Bearer ${token}` } });
  const set = (disabled: boolean) => walters.ask(`/api/people/${id}`, { method: "PATCH", body: { disabled } });
  assert.equal((await set(true)).json().disabled, true);
  assert.equal((await gerst.ask("/api/me")).statusCode, 401);
  assert.equal((await byToken()).statusCode, 401);
  assert.equal((await signIn("gerst", secretOf("gerst"))).statusCode, 401);
  await set(false);
  assert.equal((await gerst.ask("/api/me")).statusCode, 401);
  assert.equal((await byToken()).statusCode, 200);
});

test("roles are granted and withdrawn, and hold from the next request", async () => {
  const { walters, person, browser } = await server();
  const id = await person("gerst");
  const gerst = await browser("gerst");
  assert.equal((await gerst.ask("/stations/iss/telemetry")).statusCode, 403);
  const body = { role: "crew", station: "iss", centre: "houston" };
  const granted = await walters.ask(`/api/people/${id}/grants`, { method: "POST", body });
  assert.equal(granted.statusCode, 201);
  assert.equal((await gerst.ask("/stations/iss/telemetry")).statusCode, 200);
  assert.equal((await walters.ask(`/api/people/${id}/grants`, { method: "POST", body })).json().code, "HW_GRANTED");
  const [{ id: grant }] = granted.json().grants;
  assert.equal((await walters.ask(`/api/people/${id}/grants/${grant}`, { method: "DELETE" })).statusCode, 200);
  assert.equal((await gerst.ask("/stations/iss/telemetry")).statusCode, 403);
  assert.equal((await walters.ask(`/api/people/${id}/grants/${grant}`, { method: "DELETE" })).statusCode, 404);
});

test("the last who administers everything can be neither disabled, removed nor stripped", async () => {
  const { walters, root, people, person } = await server();
  const [{ id: grant }] = people.accounts.byId(root)!.grants;
  const tries = () => [
    walters.ask(`/api/people/${root}`, { method: "PATCH", body: { disabled: true } }),
    walters.ask(`/api/people/${root}/grants/${grant}`, { method: "DELETE" }),
    walters.ask(`/api/people/${root}`, { method: "DELETE" }),
  ];
  for (const response of await Promise.all(tries())) assert.equal(response.json().code, "HW_LAST_ADMINISTRATOR");
  await person("deputy", everywhereAs("administrator"));
  assert.equal((await walters.ask(`/api/people/${root}`, { method: "DELETE" })).statusCode, 204);
  assert.equal((await walters.ask("/api/me")).statusCode, 401);
});

test("who administers one centre reaches nothing beyond it: no grant, no account, no password, no credential", async () => {
  const { root, person, browser, people } = await server();
  await person("local", at("administrator", "*", "moscow"));
  const inside = await person("serova", at("crew", "iss", "moscow"));
  const both = await person("both", at("crew", "iss", "moscow"), at("crew", "iss", "houston"));
  const local = await browser("local");
  const post = (url: string, body: object) => local.ask(url, { method: "POST", body });

  assert.equal((await post(`/api/people/${inside}/grants`, at("controller", "iss", "moscow"))).statusCode, 201);
  const name = { name: "new", display_name: "New", password: fresh };
  const beyond = [
    await post(`/api/people/${inside}/grants`, at("controller", "iss", "houston")),
    await post(`/api/people/${inside}/grants`, everywhereAs("administrator")),
    await post("/api/people", { ...name, grants: [everywhereAs("viewer")] }),
  ];
  for (const id of [root, both]) {
    beyond.push(
      await post(`/api/people/${id}/password`, { password: fresh }),
      await post(`/api/people/${id}/grants`, at("viewer", "iss", "moscow")),
      await local.ask(`/api/people/${id}`, { method: "PATCH", body: { disabled: true } }),
      await local.ask(`/api/people/${id}`, { method: "DELETE" }),
      await local.ask(`/api/people/${id}/credentials`),
      await local.ask(`/api/people/${id}/credentials/abc`, { method: "DELETE" }),
      await local.ask(`/api/people/${id}/grants/${people.accounts.byId(id)!.grants[0].id}`, { method: "DELETE" }),
    );
  }
  for (const response of beyond) assert.equal(response.json().code, "HW_BEYOND");
  assert.equal((await local.ask("/api/audit")).statusCode, 403);
});

test("another's sessions and tokens are seen without their secrets, and ended", async () => {
  const { walters, person, browser } = await server();
  const id = await person("gerst", everywhereAs("crew"));
  const gerst = await browser("gerst");
  await tokenOf(gerst, ["read-log"]);
  const seen = await walters.ask(`/api/people/${id}/credentials`);
  const { sessions, tokens } = seen.json();
  assert.ok(!seen.body.includes(gerst.cookie.split("=")[1]));
  const end = (credential: string) => walters.ask(`/api/people/${id}/credentials/${credential}`, { method: "DELETE" });
  assert.equal((await end(tokens[0].id)).statusCode, 204);
  assert.equal((await end(sessions[0].id)).statusCode, 204);
  assert.equal((await end(sessions[0].id)).statusCode, 404);
  assert.equal((await gerst.ask("/api/me")).statusCode, 401);
});

test("what administrators do is in the audit, the newest first, page by page", async () => {
  const { walters, root, person, clock } = await server();
  const id = await person("gerst");
  for (const role of ["crew", "viewer", "engineer"]) {
    await walters.ask(`/api/people/${id}/grants`, { method: "POST", body: { role } });
    clock.pass(1);
  }
  const { rows } = (await walters.ask("/api/audit?limit=2")).json();
  assert.deepEqual(
    rows.map(({ kind, code, person, detail }: Record<string, string>) => [kind, code, person, detail]),
    [
      ["changed", "granted", root, `${id} engineer station * centre *`],
      ["changed", "granted", root, `${id} viewer station * centre *`],
    ],
  );
  const next = (await walters.ask(`/api/audit?limit=2&before=${rows[1].id}`)).json().rows;
  assert.deepEqual(
    next.map(({ code }: { code: string }) => code),
    ["granted", "password"],
  );
});

test("nobody who does not exist is changed, and no odd text is an id or a name", async () => {
  const { walters } = await server();
  assert.equal((await walters.ask("/api/people/00", { method: "PATCH", body: { disabled: true } })).statusCode, 404);
  const body = { name: "x", display_name: "X", password: fresh, grants: [] };
  for (const wrong of [
    { name: "a b" },
    { name: "" },
    { name: "../x" },
    { display_name: " x" },
    { grants: [{ role: "root" }] },
    { grants: [{ role: "crew", station: "A B" }] },
  ]) {
    assert.equal(
      (await walters.ask("/api/people", { method: "POST", body: { ...body, ...wrong } })).statusCode,
      400,
      JSON.stringify(wrong),
    );
  }
});
