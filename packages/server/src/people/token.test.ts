import assert from "node:assert/strict";
import { test } from "node:test";
import { at, everywhereAs, testServer, tokenOf } from "./testing.ts";

const day = 86_400;
const telemetry = "/stations/iss/telemetry";

async function server() {
  const made = await testServer();
  const id = await made.person("gerst", everywhereAs("crew"));
  const gerst = await made.browser("gerst");
  const by = (token: string, url: string, method: "GET" | "POST" = "GET") =>
    made.app.inject({ method, url, headers: { authorization: `Bearer ${token}` } });
  return { ...made, id, gerst, by };
}

test("a token opens what its scopes name and nothing else", async () => {
  const { gerst, by } = await server();
  const token = await tokenOf(gerst, ["read-telemetry"]);
  assert.equal((await by(token, telemetry)).statusCode, 200);
  assert.equal((await by(token, "/stations/iss/notes", "POST")).statusCode, 403);
  const me = (await by(token, "/api/me")).json();
  assert.equal(me.credential, "token");
  assert.deepEqual(
    me.may.map((one: { permission: string }) => one.permission),
    ["read-telemetry"],
  );
  assert.equal(me.csrf_token, null);
});

test("a token for one station is none for another", async () => {
  const { gerst, by } = await server();
  const token = await tokenOf(gerst, ["read-telemetry"], { station: "iss" });
  assert.equal((await by(token, telemetry)).statusCode, 200);
  assert.equal((await by(token, "/stations/mir/telemetry")).statusCode, 403);
});

test("nobody makes a token for what they may not do", async () => {
  const { gerst, person, browser } = await server();
  const body = { name: "x", scopes: ["read-telemetry", "decide"], station: "*", days: 1 };
  const refused = await gerst.ask("/api/me/tokens", { method: "POST", body });
  assert.equal(refused.statusCode, 403);
  assert.match(refused.json().detail, /may not decide yourself/);
  await person("serova", at("crew", "iss", "moscow"));
  const serova = await browser("serova");
  await assert.rejects(tokenOf(serova, ["read-telemetry"], { station: "mir" }));
});

test("a token loses what its owner loses", async () => {
  const { gerst, by, people, id } = await server();
  const token = await tokenOf(gerst, ["read-telemetry"]);
  people.accounts.withdraw(id, people.accounts.byId(id)!.grants[0].id);
  assert.equal((await by(token, telemetry)).statusCode, 403);
  people.accounts.grant(id, everywhereAs("viewer"));
  assert.equal((await by(token, telemetry)).statusCode, 200);
  people.accounts.setDisabled(id, true);
  assert.equal((await by(token, telemetry)).statusCode, 401);
});

test("a token expires, is revoked, and tells when it was used", async () => {
  const { gerst, by, clock, browser } = await server();
  const token = await tokenOf(gerst, ["read-telemetry"], { days: 2 });
  const list = async () => (await (await browser("gerst")).ask("/api/me/tokens")).json().tokens;
  assert.equal((await list())[0].used, null);
  await by(token, telemetry);
  const [shown] = await list();
  assert.equal(shown.used, new Date(clock.now()).toISOString());
  assert.ok(token.startsWith(`${shown.id}_`));
  clock.pass(2 * day);
  const late = await by(token, telemetry);
  assert.equal(late.statusCode, 401);
  assert.match(String(late.headers["www-authenticate"]), /invalid_token/);

  const again = await browser("gerst");
  const second = await tokenOf(again, ["read-telemetry"]);
  const { id } = (await again.ask("/api/me/tokens")).json().tokens[1];
  assert.equal((await again.ask(`/api/me/tokens/${id}`, { method: "DELETE" })).statusCode, 204);
  assert.equal((await by(second, telemetry)).statusCode, 401);
});

test("a token is kept as its digest alone, and shown once", async () => {
  const { gerst, people } = await server();
  const token = await tokenOf(gerst, ["read-telemetry"]);
  const secret = token.split("_").slice(2).join("_");
  assert.equal(Buffer.from(secret, "base64url").length, 32);
  assert.ok(!(await gerst.ask("/api/me/tokens")).body.includes(secret));
  assert.ok(!JSON.stringify(people.audit.list()).includes(secret));
});

test("what is nearly a token is none", async () => {
  const { gerst, by } = await server();
  const token = await tokenOf(gerst, ["read-telemetry"]);
  for (const wrong of [
    token.slice(0, -1),
    `${token}A`,
    token.slice(0, 15),
    token.toUpperCase(),
    "hw_",
    "x",
    gerst.cookie.split("=")[1],
  ]) {
    assert.equal((await by(wrong, telemetry)).statusCode, 401, wrong);
  }
});

test("with a token that is none the cookie does not help, and a token is no session", async () => {
  const { gerst, by } = await server();
  assert.equal((await gerst.ask(telemetry, { headers: { authorization: "Bearer hw_none" } })).statusCode, 401);
  assert.equal((await gerst.ask(telemetry, { headers: { authorization: "Basic Z2Vyc3Q6eA==" } })).statusCode, 401);
  const token = await tokenOf(gerst, ["read-telemetry"]);
  for (const [url, method] of [
    ["/api/me/tokens", "GET"],
    ["/api/me/tokens", "POST"],
    ["/api/me/password", "POST"],
  ] as const) {
    const refused = await by(token, url, method);
    assert.equal(refused.json().code, "HW_SESSION_NEEDED");
  }
});

test("a life beyond what is configured is refused, and so is one token too many", async () => {
  const { gerst } = await server();
  await assert.rejects(tokenOf(gerst, ["read-log"], { days: 366 }), /HW_VALIDATION/);
  for (let i = 0; i < 50; i++) await tokenOf(gerst, ["read-log"]);
  await assert.rejects(tokenOf(gerst, ["read-log"]), /HW_TOKENS/);
});
