import assert from "node:assert/strict";
import { test } from "node:test";
import { loadConfig } from "../config/index.ts";
import { Passwords } from "./password.ts";
import { peopleSettings } from "./settings.ts";
import { cheap } from "./testing.ts";

/** From src/test.c of the reference implementation (P-H-C/phc-winner-argon2), argon2id version 0x13. */
const reference = [
  ["password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"],
  ["password", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"],
  ["password", "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"],
] as const;

test("hashes of the reference implementation are understood", async () => {
  const passwords = new Passwords(cheap);
  for (const [password, hash] of reference) {
    assert.deepEqual(await passwords.check(password, hash), { right: true, outdated: true });
    assert.equal((await passwords.check("differentpassword", hash)).right, false);
  }
});

test("the defaults are the second recommended option of RFC 9106, section 4, and above OWASP's least", async () => {
  const { cost } = peopleSettings(loadConfig()).password;
  assert.deepEqual(cost, { memory: 2 ** 16, passes: 3, lanes: 4 });
  const hash = await new Passwords(cost).hash("a hatch is a door");
  const [, salt, tag] = /^\$argon2id\$v=19\$m=65536,t=3,p=4\$([\w+/]+)\$([\w+/]+)$/.exec(hash) ?? [];
  assert.equal(Buffer.from(salt, "base64").length * 8, 128);
  assert.equal(Buffer.from(tag, "base64").length * 8, 256);
});
