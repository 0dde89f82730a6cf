import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { testServer } from "../server/testing.ts";
import { readSite } from "./index.ts";

const page = "<!doctype html><title>console</title>";

function built(t: { after(done: () => void): void }) {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-site-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "assets"));
  mkdirSync(join(folder, "crew"));
  writeFileSync(join(folder, "index.html"), page);
  writeFileSync(join(folder, "crew", "index.html"), page);
  writeFileSync(join(folder, "assets", "app-1.js"), "let a;");
  writeFileSync(join(folder, "assets", "app-1.js.gz"), gzipSync("let a;"));
  writeFileSync(join(folder, ".built"), "a secret of the build");
  return folder;
}

test("the console is sent to everybody, with its headers", async (t) => {
  const { app } = await testServer(t, { console: built(t) });
  for (const url of ["/", "/crew/"]) {
    const first = await app.inject(url);
    assert.equal(first.statusCode, 200);
    assert.equal(first.body, page);
    assert.match(String(first.headers["content-security-policy"]), /script-src 'self'(;|$)/);
    assert.equal(first.headers["cache-control"], "no-cache");
  }
  const script = await app.inject({ url: "/assets/app-1.js", headers: { "accept-encoding": "br;q=1, gzip" } });
  assert.equal(script.headers["content-encoding"], "gzip");
  assert.match(String(script.headers["cache-control"]), /immutable/);
  assert.equal(gunzipSync(script.rawPayload).toString(), "let a;");
  assert.equal(
    (await app.inject({ url: "/assets/app-1.js", headers: { "accept-encoding": "gzip;q=0" } })).body,
    "let a;",
  );
});

test("nothing else is: no file of the build, no way out of the folder, no page in place of the API", async (t) => {
  const { app } = await testServer(t, { console: built(t) });
  for (const url of ["/.built", "/assets/", "/../package.json", "/%2e%2e/package.json", "/api/v1/nowhere"]) {
    assert.equal((await app.inject(url)).statusCode, 404, url);
  }
});

test("a server without a built console answers its API alone", async (t) => {
  assert.deepEqual(readSite("/nowhere/dist"), []);
  const { app } = await testServer(t, { console: "/nowhere/dist" });
  assert.equal((await app.inject("/")).statusCode, 404);
  assert.equal((await app.inject("/api/v1/sign-in")).statusCode, 200);
});
