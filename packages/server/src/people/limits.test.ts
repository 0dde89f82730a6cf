import assert from "node:assert/strict";
import { test } from "node:test";
import { everywhereAs, testServer, tokenOf } from "./testing.ts";

const limits = { address: 10, person: 20, token: 30 };

test("an address without sign-in has its requests a minute, and the next minute anew", async () => {
  const { app, clock, people } = await testServer({ guard: { limits } });
  const get = (remoteAddress: string) => app.inject({ url: "/status", remoteAddress });
  for (let i = 0; i < 10; i++) assert.equal((await get("192.0.2.1")).statusCode, 200);
  clock.pass(20);
  const refused = await get("192.0.2.1");
  assert.equal(refused.statusCode, 429);
  assert.equal(refused.headers["retry-after"], "40");
  assert.equal(refused.json().code, "HW_TOO_MANY_REQUESTS");
  assert.equal((await get("192.0.2.2")).statusCode, 200);
  assert.equal(people.audit.list()[0].code, "HW_TOO_MANY_REQUESTS");
  clock.pass(40);
  assert.equal((await get("192.0.2.1")).statusCode, 200);
});

test("of IPv6 a whole /64 is one address", async () => {
  const { app } = await testServer({ guard: { limits } });
  const statuses = [];
  for (let i = 0; i < 11; i++)
    statuses.push((await app.inject({ url: "/status", remoteAddress: `2001:db8::${i}` })).statusCode);
  assert.deepEqual(statuses, [...Array(10).fill(200), 429]);
  assert.equal((await app.inject({ url: "/status", remoteAddress: "2001:db8:0:1::1" })).statusCode, 200);
});

test("people, in all of their sessions, and tokens have limits of their own, wherever they come from", async () => {
  const { app, person, browser } = await testServer({ guard: { limits } });
  await person("gerst", everywhereAs("crew"));
  const gerst = await browser("gerst");
  const token = await tokenOf(gerst, ["read-telemetry"]);
  const statuses = [];
  const again = await browser("gerst");
  for (let i = 0; i < 20; i++) statuses.push((await (i % 2 === 0 ? gerst : again).ask("/api/me")).statusCode);
  assert.deepEqual(statuses, [...Array(19).fill(200), 429]);
  const byToken = [];
  for (let i = 0; i < 31; i++) {
    const headers = { authorization: `Bearer ${token}` };
    byToken.push((await app.inject({ url: "/api/me", headers, remoteAddress: `192.0.2.${i}` })).statusCode);
  }
  assert.deepEqual(byToken, [...Array(30).fill(200), 429]);
});

test("what does not exist and what is no token count as well", async () => {
  const { app } = await testServer({ guard: { limits } });
  for (let i = 0; i < 5; i++) {
    assert.equal((await app.inject("/nowhere")).statusCode, 404);
    assert.equal((await app.inject({ url: "/api/me", headers: { authorization: "Bearer x" } })).statusCode, 401);
  }
  assert.equal((await app.inject("/nowhere")).statusCode, 429);
  assert.equal((await app.inject({ url: "/api/me", headers: { authorization: "Bearer x" } })).statusCode, 429);
});
