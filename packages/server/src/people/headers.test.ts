import assert from "node:assert/strict";
import { test } from "node:test";
import { testServer } from "./testing.ts";

test("every answer, also a refusal and a fault, carries the security headers", async () => {
  const { app } = await testServer();
  for (const [url, status] of [
    ["/status", 200],
    ["/api/me", 401],
    ["/nowhere", 404],
    ["/broken", 500],
  ] as const) {
    const { headers, statusCode } = await app.inject(url);
    assert.equal(statusCode, status);
    const csp = String(headers["content-security-policy"]);
    assert.match(csp, /^default-src 'none';script-src 'self';/);
    assert.match(csp, /frame-ancestors 'none'/);
    assert.match(csp, /base-uri 'none'/);
    assert.ok(!/unsafe|\*|http/.test(csp), csp);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["x-frame-options"], "DENY");
    assert.equal(headers["referrer-policy"], "no-referrer");
    assert.equal(headers["cross-origin-opener-policy"], "same-origin");
    assert.equal(headers["cross-origin-resource-policy"], "same-origin");
    assert.equal(headers["cache-control"], "no-store");
    assert.match(String(headers["permissions-policy"]), /geolocation=\(\)/);
    assert.equal(headers["x-powered-by"], undefined);
    assert.equal(headers["access-control-allow-origin"], undefined);
  }
});

test("transport security is promised where there is TLS, and only there", async () => {
  const plain = await (await testServer()).app.inject("/status");
  assert.equal(plain.headers["strict-transport-security"], undefined);
  const tls = await (await testServer({ https: true })).app.inject("/status");
  assert.equal(tls.headers["strict-transport-security"], "max-age=31536000");
});
