import assert from "node:assert/strict";
import { test } from "node:test";
import { browserOf, testServer } from "./testing.ts";

const good = { name: "walters", display_name: "Mary Walters", password: "a console in building 30" };

test("whoever reads the console makes the first administrator, once", async () => {
  const { app, setUp } = await testServer();
  assert.match(setUp.code, /^[0-9a-f]{5}(-[0-9a-f]{5}){3}$/);
  assert.equal((await app.inject("/api/sign-in")).json().set_up_needed, true);
  const made = await app.inject({ method: "POST", url: "/api/set-up", payload: { ...good, code: ` ${setUp.code} ` } });
  assert.equal(made.statusCode, 201);
  const walters = browserOf(app, made);
  assert.equal((await walters.ask("/api/people")).statusCode, 200);
  assert.equal((await app.inject("/api/sign-in")).json().set_up_needed, false);
  const again = await app.inject({
    method: "POST",
    url: "/api/set-up",
    payload: { ...good, name: "b", code: setUp.code },
  });
  assert.equal(again.statusCode, 409);
});

test("a wrong code makes nobody, and is slowed down", async () => {
  const { app, people, setUp, clock } = await testServer();
  const guess = (code: string) => app.inject({ method: "POST", url: "/api/set-up", payload: { ...good, code } });
  for (let i = 0; i < 30; i++) assert.equal((await guess(`00000-00000-00000-000${10 + i}`)).statusCode, 401);
  assert.equal((await guess(setUp.code)).statusCode, 429);
  assert.equal(people.accounts.all().length, 0);
  clock.pass(1);
  assert.equal((await guess(setUp.code)).statusCode, 201);
});

test("two who are as quick as each other make one administrator", async () => {
  const { app, people, setUp } = await testServer();
  const make = (name: string) =>
    app.inject({ method: "POST", url: "/api/set-up", payload: { ...good, name, code: setUp.code } });
  const statuses = (await Promise.all(["a", "b", "c"].map(make))).map(({ statusCode }) => statusCode);
  assert.deepEqual(statuses.sort(), [201, 409, 409]);
  assert.equal(people.accounts.all().length, 1);
});

test("a poor password does not end the set-up", async () => {
  const { app, setUp } = await testServer();
  const payload = { ...good, password: "Mary Walters", code: setUp.code };
  const refused = await app.inject({ method: "POST", url: "/api/set-up", payload });
  assert.equal(refused.statusCode, 422);
  assert.match(refused.json().detail, /at least 15 characters/);
  assert.equal(
    (await app.inject({ method: "POST", url: "/api/set-up", payload: { ...good, code: setUp.code } })).statusCode,
    201,
  );
});
