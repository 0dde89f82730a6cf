import assert from "node:assert/strict";
import { test } from "node:test";
import type { FastifyInstance } from "fastify";
import { everywhereAs, secretOf, testServer } from "./testing.ts";

const signIn = (app: FastifyInstance, name: string, password: string, remoteAddress = "192.0.2.1") =>
  app.inject({ method: "POST", url: "/api/sign-in", payload: { name, password }, remoteAddress });

test("the right name and password open a session, whatever the case of the name", async () => {
  const { app, person } = await testServer();
  await person("gerst", everywhereAs("crew"));
  const response = await signIn(app, " Gerst", secretOf("gerst"));
  assert.equal(response.statusCode, 200);
  assert.equal(response.json().person.name, "gerst");
  assert.ok(!response.body.includes("argon2"));
});

test("unknown, wrong and disabled get the same answer after the same work", async () => {
  const { app, person, people } = await testServer();
  await person("gerst");
  const disabled = await person("prokopyev");
  people.accounts.setDisabled(disabled, true);
  const hashed: (string | null)[] = [];
  const { check } = people.passwords;
  people.passwords.check = (password, stored) => {
    hashed.push(stored);
    return check.call(people.passwords, password, stored);
  };
  const answers = [
    await signIn(app, "gerst", "wrong password here"),
    await signIn(app, "nobody", "wrong password here"),
    await signIn(app, "prokopyev", secretOf("prokopyev")),
  ];
  const [first] = answers;
  for (const answer of answers) {
    assert.equal(answer.statusCode, 401);
    assert.deepEqual(answer.json(), first.json());
    assert.deepEqual({ ...answer.headers, date: "" }, { ...first.headers, date: "" });
  }
  assert.equal(hashed.length, 3);
});

test("guesses at one account are slowed down, by the clock, from whatever address", async () => {
  const { app, person, clock } = await testServer();
  await person("gerst");
  for (let i = 0; i < 5; i++)
    assert.equal((await signIn(app, "gerst", `guess number ${i} of many`, `192.0.2.${i}`)).statusCode, 401);
  const slowed = await signIn(app, "gerst", secretOf("gerst"), "192.0.2.77");
  assert.equal(slowed.statusCode, 429);
  assert.equal(slowed.headers["retry-after"], "1");
  assert.equal((await signIn(app, "nobody", "x")).statusCode, 401);
  clock.pass(1);
  assert.equal((await signIn(app, "gerst", secretOf("gerst"), "192.0.2.77")).statusCode, 200);
});

test("a name that nobody has is slowed down in the same way", async () => {
  const { app } = await testServer();
  const statuses = [];
  for (let i = 0; i < 7; i++) statuses.push((await signIn(app, "nobody", "x", `192.0.2.${i}`)).statusCode);
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429]);
});

test("fifty guesses at once get no more through than five", async () => {
  const { app, person } = await testServer();
  await person("gerst");
  const all = await Promise.all(Array.from({ length: 50 }, (_, i) => signIn(app, "gerst", "guess", `192.0.2.${i}`)));
  assert.equal(all.filter(({ statusCode }) => statusCode === 401).length, 5);
});

test("a stranger's guesses do not slow down who has signed in from their address before", async () => {
  const { app, person } = await testServer();
  await person("gerst");
  assert.equal((await signIn(app, "gerst", secretOf("gerst"), "198.51.100.9")).statusCode, 200);
  for (let i = 0; i < 10; i++) await signIn(app, "gerst", "guess", `192.0.2.${i}`);
  assert.equal((await signIn(app, "gerst", secretOf("gerst"), "192.0.2.99")).statusCode, 429);
  assert.equal((await signIn(app, "gerst", secretOf("gerst"), "198.51.100.9")).statusCode, 200);
});

test("one address that tries many names is slowed down; right sign-ins from there are not counted", async () => {
  const { app, person } = await testServer({ guard: { limits: { address: 1000, person: 1000, token: 1000 } } });
  await person("gerst");
  for (let i = 0; i < 40; i++) assert.equal((await signIn(app, "gerst", secretOf("gerst"))).statusCode, 200);
  const statuses = [];
  for (let i = 0; i < 32; i++) statuses.push((await signIn(app, `name-${i}`, "guess")).statusCode);
  assert.deepEqual(statuses, [...Array(30).fill(401), 429, 429]);
  assert.equal((await signIn(app, "gerst", secretOf("gerst"))).statusCode, 429);
});

test("a change of cost hashes the password anew at the next sign-in", async () => {
  const { app, person, people } = await testServer({
    people: { password: { enabled: true, min_length: 15, cost: { memory: 16, passes: 2, lanes: 1 } } },
  });
  const id = await person("gerst");
  const { Passwords } = await import("./password.ts");
  people.accounts.setPassword(
    id,
    await new Passwords({ memory: 8, passes: 1, lanes: 1 }).hash(secretOf("gerst")),
    false,
  );
  await signIn(app, "gerst", secretOf("gerst"));
  assert.match(people.accounts.passwordOf(id) ?? "", /m=16,t=2,p=1/);
  assert.equal((await signIn(app, "gerst", secretOf("gerst"))).statusCode, 200);
});

test("where passwords are off, none is right", async () => {
  const { app, person } = await testServer({
    people: { password: { enabled: false, min_length: 15, cost: { memory: 8, passes: 1, lanes: 1 } } },
  });
  await person("gerst");
  assert.equal((await signIn(app, "gerst", secretOf("gerst"))).statusCode, 401);
  assert.equal((await app.inject("/api/sign-in")).json().password, false);
});

test("a failed sign-in is in the audit with the account it was for, never with what was typed", async () => {
  const lines: string[] = [];
  const { app, person, people } = await testServer({ logger: { stream: { write: (line) => lines.push(line) } } });
  const id = await person("gerst");
  await signIn(app, "gerst", "my other password");
  await signIn(app, "my password in the wrong field", "x");
  const rows = people.audit.list();
  assert.deepEqual(
    rows.map(({ kind, code, person, address, method, route }) => ({ kind, code, person, address, method, route })),
    [
      {
        kind: "refused",
        code: "HW_SIGN_IN",
        person: null,
        address: "192.0.2.1",
        method: "POST",
        route: "/api/sign-in",
      },
      { kind: "refused", code: "HW_SIGN_IN", person: id, address: "192.0.2.1", method: "POST", route: "/api/sign-in" },
    ],
  );
  const log = lines.join("");
  assert.match(log, /HW_SIGN_IN/);
  for (const secret of ["my other password", "wrong field"]) {
    assert.ok(!log.includes(secret) && !JSON.stringify(rows).includes(secret), secret);
  }
});
