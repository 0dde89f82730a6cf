import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Caller, Credential, Grant } from "./caller.ts";
import { may, mayManage, standings } from "./may.ts";
import { everyPermission, everyRole, permissions, roles } from "./permissions.ts";
import { at, everywhereAs } from "./testing.ts";

const session: Credential = { kind: "session", id: "s" };
const someone = (grants: readonly Grant[], credential: Credential = session, mustChangePassword = false): Caller => ({
  person: "p",
  name: "p",
  displayName: "P",
  grants,
  credential,
  mustChangePassword,
});

const place = fc.constantFrom("*", "iss", "mir", "gateway");
const centre = fc.constantFrom("*", "houston", "moscow");
const permission = fc.constantFrom(...everyPermission);
const grant: fc.Arbitrary<Grant> = fc.record({ role: fc.constantFrom(...everyRole), station: place, centre });
const grants = fc.array(grant, { maxLength: 4 });
const asked = fc.record({
  station: fc.option(place, { nil: undefined }),
  centre: fc.option(centre, { nil: undefined }),
});

test("a role allows what its row says, and nothing else", () => {
  for (const role of everyRole) {
    for (const permission of everyPermission) {
      const listed = (roles[role] as readonly string[]).includes(permission);
      assert.equal(may(someone([everywhereAs(role)]), permission, { station: "iss" }), listed, `${role} ${permission}`);
    }
  }
});

test("in a training of a station everybody may do what they may do there, and nothing of another", () => {
  const controller = someone([at("controller", "iss", "houston")]);
  assert.ok(may(controller, "acknowledge-alarms", { station: "training-3-iss" }));
  assert.ok(!may(controller, "acknowledge-alarms", { station: "training-3-mir" }));
  assert.ok(!may(controller, "instruct", { station: "training-3-iss" }));
  const instructor = someone([at("instructor", "iss", "houston")]);
  assert.ok(may(instructor, "instruct", { station: "training-3-iss" }));
  for (const permission of ["write-log", "report-hatch", "acknowledge-alarms", "send-telemetry"] as const)
    assert.ok(!may(instructor, permission, { station: "iss" }), permission);
  const token: Credential = { kind: "token", id: "t", scopes: ["read-telemetry"], station: "iss" };
  assert.ok(may(someone(controller.grants, token), "read-telemetry", { station: "training-3-iss" }));
  assert.ok(!may(someone(controller.grants, token), "read-telemetry", { station: "training-3-mir" }));
});

test("what a flight needs of whom", () => {
  const director = someone([at("flight-director", "iss", "houston")]);
  assert.ok(may(director, "decide", { station: "iss" }));
  assert.ok(!may(director, "decide", { station: "mir" }));
  assert.ok(!may(director, "decide", { station: "iss", centre: "moscow" }));
  assert.ok(!may(director, "manage-people"));
  assert.ok(!may(someone([everywhereAs("administrator")]), "decide", { station: "iss" }));
  assert.ok(!may(someone([at("administrator", "iss", "*")]), "backup"));
  assert.ok(may(someone([everywhereAs("administrator")]), "backup"));
  assert.deepEqual(
    standings(someone([at("crew", "iss", "houston"), at("controller", "iss", "moscow")]), "vote").length,
    2,
  );
});

test("one more grant never takes anything away", () => {
  fc.assert(
    fc.property(grants, grant, permission, asked, (held, more, permission, where) => {
      if (may(someone(held), permission, where)) assert.ok(may(someone([...held, more]), permission, where));
    }),
  );
});

test("who may everywhere may at each place, and nobody without a grant may anything", () => {
  fc.assert(
    fc.property(grants, permission, asked, (held, permission, where) => {
      assert.ok(!may(someone([]), permission, where));
      if (may(someone(held), permission, { station: "*", centre: "*" }))
        assert.ok(may(someone(held), permission, where));
      if (may(someone(held), permission, where)) assert.ok(may(someone(held), permission));
      if (permissions[permission].reach === "server")
        assert.equal(may(someone(held), permission, where), may(someone(held), permission));
    }),
  );
});

test("a token may no more than its owner, nor beyond its scopes and its station", () => {
  const scopes = fc.subarray(everyPermission);
  fc.assert(
    fc.property(grants, scopes, place, permission, asked, (held, scopes, station, permission, where) => {
      const token = someone(held, { kind: "token", id: "hw_1", scopes, station });
      if (!may(token, permission, where)) return;
      assert.ok(may(someone(held), permission, where));
      assert.ok(scopes.includes(permission));
      if (station !== "*" && where.station !== undefined) assert.equal(where.station, station);
    }),
  );
});

test("a password that an administrator set allows nothing", () => {
  fc.assert(
    fc.property(grants, permission, asked, (held, permission, where) => {
      assert.ok(!may(someone(held, session, true), permission, where));
    }),
  );
});

test("nobody manages what they do not administer, by session or by token", () => {
  fc.assert(
    fc.property(grants, grants, place, (own, held, station) => {
      const admins = own.filter(({ role }) => role === "administrator");
      const covered = (inner: Grant) =>
        admins.some(
          (outer) =>
            (outer.station === "*" || outer.station === inner.station) &&
            (outer.centre === "*" || outer.centre === inner.centre),
        );
      assert.equal(mayManage(someone(own), held), admins.length > 0 && held.every(covered));
      const token = someone(own, { kind: "token", id: "hw_1", scopes: ["manage-people"], station });
      if (mayManage(token, held) && station !== "*") assert.ok(held.every((grant) => grant.station === station));
    }),
  );
});
