import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { registerAjvFormats, TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import Fastify from "fastify";
import { listenSettings, loadConfig } from "../config/index.ts";
import { addProblems } from "../problem/index.ts";
import * as people from "./index.ts";

const issuer = [
  "people.oidc.issuer=https://id.example",
  "people.oidc.client_id=hw",
  "server.public_url=https://hw.example",
];

test("from a configuration to a server that listens, is set up by its code and keeps its accounts", async () => {
  registerAjvFormats();
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-config-"));
  const cheap = [
    "people.password.argon2_memory_KiB=8",
    "people.password.argon2_passes=1",
    "people.password.argon2_lanes=1",
  ];
  const config = loadConfig({ settings: [`data_dir=${folder}`, "server.port=0", ...cheap] });
  const listen = listenSettings(config);
  const known = new people.People(people.peopleSettings(config), { now: Date.now });
  const setUp = new people.SetUp(known);
  const app = Fastify({ trustProxy: listen.trustProxy });
  try {
    app.setValidatorCompiler(TypeBoxValidatorCompiler);
    addProblems(app);
    await people.addHeaders(app, listen);
    await people.addGuard(app, known, people.guardSettings(config));
    await app.register(people.everyPeopleRoute, { prefix: "/api", people: known, setUp, issuer: null });
    const address = await app.listen(listen);
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+$/);
    const body = {
      code: setUp.code,
      name: "walters",
      display_name: "Mary Walters",
      password: "a console in building 30",
    };
    const response = await fetch(`${address}/api/set-up`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: address, "sec-fetch-site": "same-origin" },
      body: JSON.stringify(body),
    });
    assert.equal(response.status, 201, await response.text());
    assert.match(known.accounts.passwordOf(known.accounts.byName("walters")!.id) ?? "", /m=8,t=1,p=1/);
  } finally {
    await app.close();
    known.close();
    rmSync(folder, { recursive: true });
  }
});

test("the issuer of the configuration, and where it sends people back to", () => {
  assert.equal(people.issuerSettings(loadConfig(), "/api"), null);
  const grants = '[{"value":"fd","role":"flight-director"}]';
  const config = loadConfig({ settings: [...issuer, `people.oidc.grants=${grants}`] });
  const settings = people.issuerSettings(config, "/api");
  assert.equal(settings?.redirect_uri, "https://hw.example/api/sign-in/oidc/callback");
  assert.deepEqual(settings?.grants, [{ value: "fd", role: "flight-director" }]);
  assert.deepEqual(people.guardSettings(config).publicUrl, "https://hw.example");
});
