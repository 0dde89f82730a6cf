import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { RouteOptions } from "fastify";
import { may } from "./may.ts";
import { everyPermission, everyRole, isPermission, permissions } from "./permissions.ts";
import { everywhereAs, testServer } from "./testing.ts";

const path = (permission: string) =>
  permissions[permission as keyof typeof permissions].reach === "station"
    ? `/try/${permission}/:station`
    : `/try/${permission}`;

/** A server with one more route for each permission. */
const walked = () =>
  testServer({
    routes: (app) => {
      for (const needs of everyPermission) {
        const config = permissions[needs].reach === "station" ? { needs, station: "station" } : { needs };
        app.get(path(needs), { config }, async () => needs);
      }
    },
  });

test("a route that does not say what it needs stops the start, and so does one that says it wrongly", async () => {
  const wrong: [RouteOptions["config"], RegExp][] = [
    [undefined, /found config.needs undefined/],
    [{ needs: "everything" as never }, /found config.needs everything/],
    [{ needs: "read-telemetry" }, /found config.station undefined, expected a parameter/],
    [
      { needs: "read-telemetry", station: "centre" },
      /found config.station "centre", expected a parameter of the route/,
    ],
    [{ needs: "backup", station: "station" }, /expected none/],
    [{ needs: "public", station: "any" }, /expected none/],
  ];
  for (const [config, message] of wrong) {
    const routes: Parameters<typeof testServer>[0] = {
      routes: (app) => {
        app.get("/late/:station", { ...(config && { config }) }, async () => "open");
      },
    };
    await assert.rejects(testServer(routes), (error: Error & { code: string }) => {
      assert.equal(error.code, "HW_UNDECLARED_ROUTE");
      assert.match(error.message, message);
      return true;
    });
  }
});

test("every route and every role: let in exactly who may, 403 for the others, 401 for nobody", async () => {
  const { app, person, browser } = await walked();
  for (const role of everyRole) {
    await person(role, everywhereAs(role));
    const one = await browser(role);
    for (const { method, url, needs } of app.declaredRoutes) {
      if (!isPermission(needs)) continue;
      const response = await one.ask(url.replace(":station", "iss").replace(/:\w+/g, "abc"), {
        method: method as "GET",
      });
      const caller = { grants: [everywhereAs(role)], credential: { kind: "session" }, mustChangePassword: false };
      const allowed = may(caller as never, needs);
      assert.equal(
        response.statusCode !== 403,
        allowed,
        `${role} ${method} ${url}: ${response.statusCode} ${response.body}`,
      );
    }
  }
  for (const { method, url, needs } of app.declaredRoutes) {
    const { statusCode } = await app.inject({ method: method as "GET", url: url.replace(/:\w+/g, "abc") });
    assert.equal(statusCode === 401, needs !== "public", `${method} ${url}: ${statusCode}`);
  }
});

test("a role at one station is none at another, and a station that is not there tells nothing", async () => {
  const { person, browser } = await testServer();
  await person("serova", { role: "viewer", station: "iss", centre: "moscow" });
  const serova = await browser("serova");
  assert.equal((await serova.ask("/stations/iss/telemetry")).statusCode, 200);
  const [other, unknown] = [await serova.ask("/stations/mir/telemetry"), await serova.ask("/stations/none/telemetry")];
  assert.equal(other.statusCode, 403);
  assert.deepEqual(other.json().code, unknown.json().code);
  assert.equal(unknown.statusCode, 403);
});

test("a station that the request names elsewhere is found by a function; where none is named it must be all", async () => {
  const { person, browser } = await testServer({
    routes: (app) => {
      const station = (request: { query: unknown }) => (request.query as { station?: string }).station;
      app.get("/incidents", { config: { needs: "read-log", station } }, async () => "incidents");
      app.get("/list", { config: { needs: "read-log", station: "any" } }, async () => "list");
    },
  });
  await person("serova", { role: "viewer", station: "iss", centre: "moscow" });
  const serova = await browser("serova");
  const statuses = [];
  for (const url of ["/incidents?station=iss", "/incidents?station=mir", "/incidents", "/list"]) {
    statuses.push((await serova.ask(url)).statusCode);
  }
  assert.deepEqual(statuses, [200, 403, 403, 200]);
});

test("every refusal is in the audit and the log, with who, where and why", async () => {
  const lines: string[] = [];
  const { app, person, browser, people } = await testServer({
    logger: { stream: { write: (line) => lines.push(line) } },
  });
  const id = await person("gerst");
  const gerst = await browser("gerst");
  await app.inject("/stations/iss/telemetry?key=hidden");
  await gerst.ask("/stations/iss/telemetry");
  await gerst.ask("/stations/iss/notes", { method: "POST", headers: { "x-csrf-token": "no" } });
  await app.inject({ url: "/api/me", headers: { authorization: "Bearer hw_000000000000_hidden" } });
  const rows = people.audit.list().filter(({ kind }) => kind === "refused");
  assert.deepEqual(
    rows.map(({ code, person, route }) => [code, person, route]),
    [
      ["HW_TOKEN", null, "/api/me"],
      ["HW_CSRF", id, "/stations/:station/notes"],
      ["HW_FORBIDDEN", id, "/stations/:station/telemetry"],
      ["HW_NOT_SIGNED_IN", null, "/stations/:station/telemetry"],
    ],
  );
  const logged = lines.map((line) => JSON.parse(line)).filter(({ audit }) => audit?.kind === "refused");
  assert.equal(logged.length, 4);
  assert.ok(!JSON.stringify(rows).includes("hidden") && !lines.join("").includes("hidden"));
});

test("a flood of one refusal is one row a minute, with its count", async () => {
  const { app, people, clock } = await testServer();
  for (let i = 0; i < 90; i++) {
    await app.inject("/api/me");
    clock.pass(1);
  }
  const counts = people.audit.list().map(({ count }) => count);
  assert.deepEqual(counts, [30, 60]);
});

test("what goes wrong inside says nothing of itself", async () => {
  const { app } = await testServer();
  const broken = await app.inject("/broken");
  assert.equal(broken.statusCode, 500);
  assert.match(String(broken.headers["content-type"]), /^application\/problem\+json/);
  assert.ok(!/passwd|secret|\.ts|at /.test(broken.json().detail), broken.body);
  const missing = await app.inject("/nowhere?key=1");
  assert.deepEqual(missing.json(), {
    type: "about:blank",
    title: "Not Found",
    status: 404,
    detail: "There is no GET /nowhere.",
    code: "HW_NOT_FOUND",
  });
});

test("a body that does not fit is 400, and one that cannot be read too", async () => {
  const { app } = await testServer();
  const post = (payload: string, type: string) =>
    app.inject({ method: "POST", url: "/api/sign-in", payload, headers: { "content-type": type } });
  for (const [payload, type, status, code] of [
    ['{"name":"gerst"}', "application/json", 400, "HW_VALIDATION"],
    ['{"name":"gerst","password":"x","role":"administrator"}', "application/json", 400, "HW_VALIDATION"],
    ['{"name":', "application/json", 400, "FST_ERR_CTP_INVALID_JSON_BODY"],
    ["name=gerst&password=x", "application/x-www-form-urlencoded", 415, "FST_ERR_CTP_INVALID_MEDIA_TYPE"],
  ] as const) {
    const response = await post(payload, type);
    assert.equal(response.statusCode, status, payload);
    assert.equal(response.json().code, code);
    assert.match(String(response.headers["content-type"]), /^application\/problem\+json/);
  }
});

test("whatever an administrator sends to whatever route, nothing breaks inside", async () => {
  const { app, person, browser } = await testServer({ guard: { limits: { address: 1e6, person: 1e6, token: 1e6 } } });
  await person("walters", everywhereAs("administrator"));
  await person("deputy", everywhereAs("administrator"));
  const walters = await browser("walters");
  const kept = new Set(["/api/sign-out", "/broken", "/api/me/password"]);
  const routes = app.declaredRoutes.filter(({ url }) => !kept.has(url));
  const query = fc.option(fc.webQueryParameters(), { nil: "" });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      fc.webSegment(),
      query,
      fc.jsonValue(),
      async (route, id, query, value) => {
        const url = `${route.url.replace(/:\w+/g, id || "x")}?${query}`;
        const body = typeof value === "object" && value !== null ? { body: value } : {};
        const { statusCode, body: answer } = await walters.ask(url, { method: route.method as "GET", ...body });
        assert.ok(statusCode < 500, `${route.method} ${url} ${statusCode} ${answer}`);
      },
    ),
    { numRuns: 400, seed: 5 },
  );
});
