import assert from "node:assert/strict";
import { test } from "node:test";
import { everywhereAs, secretOf, testServer, tokenOf } from "./testing.ts";

const note = "/stations/iss/notes";

async function server(publicUrl?: string) {
  const made = await testServer({ guard: { publicUrl } });
  await made.person("gerst", everywhereAs("crew"));
  await made.person("prokopyev", everywhereAs("crew"));
  return { ...made, gerst: await made.browser("gerst") };
}

test("writing by cookie wants the token of this session", async () => {
  const { gerst, browser } = await server();
  const post = (headers: Record<string, string>) => gerst.ask(note, { method: "POST", headers });
  assert.equal((await post({})).statusCode, 200);
  const other = await browser("prokopyev");
  for (const token of ["", "x", other.csrf, gerst.csrf.slice(0, -1), `${gerst.csrf}a`]) {
    const refused = await post({ "x-csrf-token": token });
    assert.equal(refused.statusCode, 403, token);
    assert.equal(refused.json().code, "HW_CSRF");
  }
});

test("every unsafe method is held to it, reading is not", async () => {
  const { app, gerst } = await server();
  const headers = { cookie: gerst.cookie };
  for (const { method, url, needs } of app.declaredRoutes) {
    const path = url.replace(/:\w+/g, "abc");
    const response = await app.inject({ method: method as "GET", url: path, headers });
    const unsafe = !["GET", "HEAD"].includes(method);
    if (unsafe && needs !== "public") assert.equal(response.json().code, "HW_CSRF", `${method} ${url}`);
    else assert.ok(!response.body.includes("HW_CSRF"), `${method} ${url}`);
  }
});

test("the token is got anew with who am I, another text each time", async () => {
  const { gerst } = await server();
  const { csrf_token } = (await gerst.ask("/api/me")).json();
  assert.notEqual(csrf_token, gerst.csrf);
  assert.equal((await gerst.ask(note, { method: "POST", headers: { "x-csrf-token": csrf_token } })).statusCode, 200);
});

test("another site may not write, not even with the token, and may not sign anybody in", async () => {
  const { app, gerst } = await server();
  const foreign = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];
  for (const headers of foreign) {
    const refused = await gerst.ask(note, { method: "POST", headers });
    assert.equal(refused.statusCode, 403);
    assert.equal(refused.json().code, "HW_FOREIGN_ORIGIN");
    const payload = { name: "gerst", password: secretOf("gerst") };
    assert.equal((await app.inject({ method: "POST", url: "/api/sign-in", payload, headers })).statusCode, 403);
  }
  for (const headers of [
    { origin: "http://localhost" },
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
  ]) {
    assert.equal((await gerst.ask(note, { method: "POST", headers })).statusCode, 200, JSON.stringify(headers));
  }
});

test("another site may not open a socket with the cookie", async () => {
  const { gerst } = await server();
  const open = (origin: string) =>
    gerst.ask("/api/me", { headers: { origin, connection: "upgrade", upgrade: "websocket" } });
  assert.equal((await open("https://evil.example")).json().code, "HW_FOREIGN_ORIGIN");
  assert.equal((await open("http://localhost")).statusCode, 200);
});

test("where the public address is configured, no other name of the server will do", async () => {
  const { gerst } = await server("https://hullwatch.example");
  const from = async (origin: string) => (await gerst.ask(note, { method: "POST", headers: { origin } })).statusCode;
  assert.equal(await from("https://hullwatch.example"), 200);
  assert.equal(await from("http://hullwatch.example"), 403);
  assert.equal(await from("http://localhost"), 403);
});

test("an API token needs no CSRF token", async () => {
  const { app, gerst } = await server();
  const token = await tokenOf(gerst, ["write-log"]);
  const response = await app.inject({ method: "POST", url: note, headers: { authorization: `Bearer ${token}` } });
  assert.equal(response.statusCode, 200);
});
