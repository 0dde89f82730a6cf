import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { People } from "../people.ts";
import { everywhereAs, settings, TestClock } from "../testing.ts";

const folder = mkdtempSync(join(tmpdir(), "hullwatch-people-"));
after(() => rmSync(folder, { recursive: true }));

const open = (name: string, clock = new TestClock()) => new People({ ...settings, path: join(folder, name) }, clock);
const gerst = { name: "gerst", displayName: "Alexander Gerst", password: "$argon2id$none" };

test("what was done is there after the store is opened again, and the file is its owner's alone", () => {
  const before = open("kept.db");
  const { id } = before.accounts.create(gerst, [everywhereAs("crew")]);
  const { secret } = before.sessions.begin(id, "192.0.2.1", "browser");
  before.close();
  assert.equal(statSync(join(folder, "kept.db")).mode & 0o777, 0o600);
  const after = open("kept.db");
  assert.equal(after.bySession(secret)?.caller.person, id);
  assert.equal(after.accounts.byName("GERST")?.grants[0].role, "crew");
  after.close();
});

test("no secret stands in the file", () => {
  const people = open("secrets.db");
  const { id } = people.accounts.create(gerst, []);
  const session = people.sessions.begin(id, "192.0.2.1", "browser").secret;
  const token = people.tokens.create(id, { name: "x", scopes: ["read-log"], station: "*", expires: 9e15 }).secret;
  people.close();
  const bytes = readFileSync(join(folder, "secrets.db")).toString("latin1");
  assert.ok(bytes.includes(token.slice(0, 15)));
  for (const secret of [session, token.slice(16)]) assert.ok(!bytes.includes(secret));
});

test("a copy made while the store is in use is whole", async () => {
  const people = open("live.db");
  const { id } = people.accounts.create(gerst, [everywhereAs("crew")]);
  await people.backup(join(folder, "copy.db"));
  assert.equal(statSync(join(folder, "copy.db")).mode & 0o777, 0o600);
  people.accounts.remove(id);
  people.close();
  const copy = open("copy.db");
  assert.equal(copy.accounts.byId(id)?.displayName, "Alexander Gerst");
  copy.close();
});

test("the store of a later version is refused, not spoilt", () => {
  open("later.db").close();
  const db = new DatabaseSync(join(folder, "later.db"));
  db.exec("PRAGMA user_version = 99");
  db.close();
  assert.throws(() => open("later.db"), /HW_NEWER_STORE|found version 99/);
});

test("an account takes everything of it along when it goes", () => {
  const people = open("gone.db");
  const { id } = people.accounts.create(gerst, [everywhereAs("crew")]);
  const { secret } = people.sessions.begin(id, "192.0.2.1", "browser");
  const token = people.tokens.create(id, { name: "x", scopes: ["read-log"], station: "*", expires: 9e15 }).secret;
  people.accounts.learnAddress(id, "192.0.2.1");
  people.accounts.remove(id);
  assert.equal(people.bySession(secret), undefined);
  assert.equal(people.byToken(token), undefined);
  assert.ok(!people.accounts.knowsAddress(id, "192.0.2.1"));
  people.close();
});

test("sessions that are over are cleared away when the next begins", () => {
  const clock = new TestClock();
  const people = open("cleared.db", clock);
  const { id } = people.accounts.create(gerst, []);
  for (let i = 0; i < 3; i++) {
    people.sessions.begin(id, "192.0.2.1", "browser");
    clock.pass(3600);
  }
  people.close();
  const db = new DatabaseSync(join(folder, "cleared.db"));
  assert.equal(db.prepare("SELECT count(*) AS n FROM sessions").get()?.n, 1);
  db.close();
});

test("refusals are kept as long as configured", () => {
  const clock = new TestClock();
  const people = open("audit.db", clock);
  const event = {
    kind: "refused",
    code: "HW_X",
    person: null,
    credential: null,
    address: "192.0.2.1",
    method: "GET",
    route: "/",
    detail: "",
  } as const;
  people.audit.record(event);
  clock.pass(399 * 86_400);
  people.audit.record(event);
  assert.equal(people.audit.list().length, 2);
  clock.pass(2 * 86_400);
  people.audit.record(event);
  assert.equal(people.audit.list().length, 2);
  people.close();
});
