import assert from "node:assert/strict";
import { test } from "node:test";
import { cookieOf, everywhereAs, secretOf, testServer } from "./testing.ts";

const minutes = 60;
const hours = 3600;

test("the cookie is out of reach of scripts and of other sites; under TLS it is sent by TLS alone, from this host alone", async () => {
  const plain = await testServer();
  await plain.person("gerst");
  const signIn = {
    method: "POST",
    url: "/api/sign-in",
    payload: { name: "gerst", password: secretOf("gerst") },
  } as const;
  const [name, ...flags] = String((await plain.app.inject(signIn)).headers["set-cookie"]).split("; ");
  assert.match(name, /^hullwatch=[\w-]{43}$/);
  assert.deepEqual(flags, ["Path=/", "HttpOnly", "SameSite=Lax"]);

  const tls = await testServer({ https: true });
  await tls.person("gerst");
  const headers = { "x-forwarded-proto": "https" };
  const [safe, ...safeFlags] = String((await tls.app.inject({ ...signIn, headers })).headers["set-cookie"]).split("; ");
  assert.match(safe, /^__Host-hullwatch=[\w-]{43}$/);
  assert.deepEqual(safeFlags, ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"]);
});

test("a session that somebody planted before sign-in is worth nothing after it", async () => {
  const { app, person, people, browser } = await testServer();
  const victim = await person("gerst");
  const attacker = await person("stranger");
  const planted = await browser("stranger");
  const response = await app.inject({
    method: "POST",
    url: "/api/sign-in",
    payload: { name: "gerst", password: secretOf("gerst") },
    headers: { cookie: planted.cookie },
  });
  assert.equal(response.statusCode, 200);
  assert.notEqual(cookieOf(response), planted.cookie);
  assert.equal((await planted.ask("/api/me")).statusCode, 401);
  assert.equal(people.sessions.of(attacker).length, 0);
  assert.equal(people.sessions.of(victim).length, 1);
});

test("an id of the attacker's own choice never becomes a session", async () => {
  const { app, person } = await testServer();
  await person("gerst");
  const chosen = `hullwatch=${"A".repeat(43)}`;
  const response = await app.inject({
    method: "POST",
    url: "/api/sign-in",
    payload: { name: "gerst", password: secretOf("gerst") },
    headers: { cookie: chosen },
  });
  assert.notEqual(cookieOf(response), chosen);
  assert.equal((await app.inject({ url: "/api/me", headers: { cookie: chosen } })).statusCode, 401);
});

test("a session ends an hour after it was last used", async () => {
  const { person, browser, clock } = await testServer();
  await person("gerst");
  const gerst = await browser("gerst");
  for (let i = 0; i < 5; i++) {
    clock.pass(59 * minutes);
    assert.equal((await gerst.ask("/api/me")).statusCode, 200);
  }
  clock.pass(60 * minutes);
  const over = await gerst.ask("/api/me");
  assert.equal(over.statusCode, 401);
  assert.match(String(over.headers["set-cookie"]), /^hullwatch=;.*Expires=Thu, 01 Jan 1970/);
});

test("a session ends twelve hours after sign-in, whatever is done", async () => {
  const { person, browser, clock, people } = await testServer();
  const id = await person("gerst");
  const gerst = await browser("gerst");
  for (let i = 0; i < 23; i++) {
    clock.pass(0.5 * hours);
    assert.equal((await gerst.ask("/api/me")).statusCode, 200);
  }
  clock.pass(0.5 * hours);
  assert.equal((await gerst.ask("/api/me")).statusCode, 401);
  assert.equal(people.sessions.of(id).length, 0);
});

test("sign-out ends this session and no other", async () => {
  const { person, browser } = await testServer();
  await person("gerst");
  const [a, b] = [await browser("gerst"), await browser("gerst")];
  assert.equal((await a.ask("/api/sign-out", { method: "POST" })).statusCode, 204);
  assert.equal((await a.ask("/api/me")).statusCode, 401);
  assert.equal((await b.ask("/api/me")).statusCode, 200);
});

test("who lists the own sessions sees where they are and ends one; nobody else's", async () => {
  const { person, browser } = await testServer();
  await person("gerst");
  await person("stranger");
  const [here, there, stranger] = [await browser("gerst"), await browser("gerst"), await browser("stranger")];
  const { sessions } = (await here.ask("/api/me/sessions")).json();
  assert.equal(sessions.length, 2);
  const other = sessions.find((one: { current: boolean }) => !one.current);
  assert.deepEqual(Object.keys(other).sort(), ["address", "agent", "created", "current", "id", "seen"]);
  assert.equal((await stranger.ask(`/api/me/sessions/${other.id}`, { method: "DELETE" })).statusCode, 404);
  assert.equal((await here.ask(`/api/me/sessions/${other.id}`, { method: "DELETE" })).statusCode, 204);
  assert.equal((await there.ask("/api/me")).statusCode, 401);
  assert.equal((await here.ask("/api/me")).statusCode, 200);
});

test("a new password ends every session but a new one for who changed it", async () => {
  const { app, person, browser } = await testServer();
  await person("gerst");
  const [a, b] = [await browser("gerst"), await browser("gerst")];
  const change = (present: string, next: string) =>
    a.ask("/api/me/password", { method: "POST", body: { present, new: next } });
  assert.equal((await change("not my password", "the red hatch of the lab")).statusCode, 403);
  assert.equal((await change(secretOf("gerst"), secretOf("gerst"))).statusCode, 422);
  assert.equal((await change(secretOf("gerst"), "short")).statusCode, 422);
  const changed = await change(secretOf("gerst"), "the red hatch of the lab");
  assert.equal(changed.statusCode, 200);
  assert.equal((await a.ask("/api/me")).statusCode, 401);
  assert.equal((await b.ask("/api/me")).statusCode, 401);
  assert.equal((await app.inject({ url: "/api/me", headers: { cookie: cookieOf(changed) } })).statusCode, 200);
});

test("what outlives a request learns that the session ended, and keeps it awake until then", async () => {
  const { person, browser, people, clock } = await testServer();
  const id = await person("gerst", everywhereAs("crew"));
  const gerst = await browser("gerst");
  const [session] = people.sessions.of(id);
  const caller = people.recheck({ person: id, credential: { kind: "session", id: session.id } } as never);
  assert.ok(caller);
  for (let i = 0; i < 20; i++) {
    clock.pass(30 * minutes);
    assert.equal(people.recheck(caller)?.person, id);
  }
  people.accounts.withdraw(id, people.accounts.byId(id)!.grants[0].id);
  assert.deepEqual(people.recheck(caller)?.grants, []);
  await gerst.ask("/api/sign-out", { method: "POST" });
  assert.equal(people.recheck(caller), undefined);
});
