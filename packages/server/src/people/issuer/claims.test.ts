import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { displayNameFor, grantsOf, nameFor } from "./claims.ts";

const table = [
  { value: "fd", role: "flight-director", station: "iss", centre: "houston" },
  { value: "all", role: "viewer" },
] as const;

test("a claim gives the grants of its values, as a text or a list, and nothing for anything else", () => {
  const director = { role: "flight-director", station: "iss", centre: "houston" };
  const viewer = { role: "viewer", station: "*", centre: "*" };
  for (const [said, grants] of [
    ["fd", [director]],
    [
      ["x", "all", "fd"],
      [director, viewer],
    ],
    [["FD"], []],
    [{ fd: true }, []],
    [undefined, []],
    [7, []],
    [[["fd"]], []],
  ] as const) {
    assert.deepEqual(grantsOf({ groups: said }, "groups", table), grants, JSON.stringify(said));
  }
  assert.deepEqual(grantsOf({}, "constructor", table), []);
});

test("a name is made that nobody has and that is one", () => {
  const taken = new Set(["gerst", "gerst-2"]);
  assert.equal(
    nameFor({ preferred_username: "Gerst" }, (name) => taken.has(name)),
    "gerst-3",
  );
  assert.equal(
    nameFor({ email: "a.gerst@esa.example" }, () => false),
    "a.gerst@esa.example",
  );
  assert.equal(
    nameFor({ preferred_username: "Прокопьев" }, () => false),
    "person",
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      assert.match(
        nameFor({ preferred_username: text }, () => false),
        /^[a-z0-9][a-z0-9._@-]{0,63}$/,
      );
    }),
  );
});

test("what others read has no marks that hide or turn text", () => {
  assert.equal(displayNameFor({ name: "Alexander\u202e Gerst\u0000\u200b" }, "x"), "Alexander Gerst");
  assert.equal(displayNameFor({ name: " \u200b " }, "gerst"), "gerst");
  assert.equal(displayNameFor({ name: 7 }, "gerst"), "gerst");
});
