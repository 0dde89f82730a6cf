import assert from "node:assert/strict";
import { test } from "node:test";
import { listenSettings } from "./listen.ts";
import { loadConfig } from "./load.ts";

const refused = (settings: string[], message: RegExp) => assert.throws(() => loadConfig({ settings }), message);
const tls = ["server.tls.cert_file=c.pem", "server.tls.key_file=k.pem"];
const issuer = ["people.oidc.issuer=https://id.example", "people.oidc.client_id=hw"];
const url = "server.public_url=https://hullwatch.example";

test("an address that others reach wants TLS, or a proxy, and says so", () => {
  for (const host of ["0.0.0.0", "::", "192.0.2.1", "hullwatch.example", "127.evil.example", ""]) {
    refused(
      [`server.host=${host}`],
      /without TLS; expected server\.tls\.cert_file and key_file, or server\.behind_proxy/,
    );
    assert.ok(loadConfig({ settings: [`server.host=${host}`, ...tls] }));
    assert.ok(loadConfig({ settings: [`server.host=${host}`, "server.behind_proxy=true"] }));
  }
  for (const host of ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
    assert.ok(loadConfig({ settings: [`server.host=${host}`] }));
});

test("half of a certificate is refused", () => {
  refused(tls.slice(0, 1), /expected both or neither/);
});

test("OpenID Connect wants all of its parts, by https", () => {
  assert.ok(loadConfig({ settings: [...issuer, url] }));
  refused([...issuer], /public_url: found nothing/);
  refused([issuer[0], url], /client_id: found nothing/);
  refused(
    ["people.oidc.issuer=http://id.example", issuer[1], url],
    /issuer: found http:\/\/id.example, expected an https URL/,
  );
  refused([...issuer, url, "people.oidc.scopes=profile"], /found no openid/);
  assert.ok(
    loadConfig({
      settings: ["people.oidc.issuer=http://127.0.0.1:9000", issuer[1], "server.public_url=http://127.0.0.1:8321"],
    }),
  );
});

test("the public address is an origin by https", () => {
  refused(["server.public_url=http://hullwatch.example"], /expected https/);
  refused(["server.public_url=https://hullwatch.example/path"], /expected text that fits/);
});

test("a server that nobody can sign in to is refused, and so is a cost that argon2 does not take", () => {
  refused(["people.password.enabled=false"], /nobody could sign in/);
  assert.ok(loadConfig({ settings: ["people.password.enabled=false", ...issuer, url] }));
  refused(["people.password.argon2_memory_KiB=31"], /at least 8 times argon2_lanes/);
});

test("what the HTTP server is told", () => {
  const read = (path: string) => `PEM of ${path}`;
  assert.deepEqual(listenSettings(loadConfig(), read), {
    host: "127.0.0.1",
    port: 8321,
    trustProxy: false,
    https: null,
    tls: false,
    local: true,
  });
  const open = listenSettings(loadConfig({ settings: ["server.host=0.0.0.0", ...tls] }), read);
  assert.deepEqual([open.https, open.tls, open.local], [{ cert: "PEM of c.pem", key: "PEM of k.pem" }, true, false]);
  const proxied = listenSettings(loadConfig({ settings: ["server.behind_proxy=true"] }), read);
  assert.deepEqual(
    [proxied.trustProxy, proxied.https, proxied.tls, proxied.local],
    [["127.0.0.1", "::1"], null, true, false],
  );
  assert.throws(() => listenSettings(loadConfig({ settings: tls })), /found ENOENT.*expected a PEM file/);
});

test("links to other centres want TLS or a network of one's own, a NATS of one's own, and each centre once", () => {
  const links = (...all: readonly (readonly [centre: string, url: string])[]) =>
    `centres.links=${JSON.stringify(all.map(([centre, url]) => ({ centre, url })))}`;
  const own = "centres.nats.url=nats://127.0.0.1:4222";
  const far = "nats://nats.moscow.example";
  assert.ok(loadConfig({ settings: [own, links(["moscow", "tls://nats.moscow.example"])] }));
  assert.ok(loadConfig({ settings: [own, links(["moscow", far]), "centres.private_network=true"] }));
  refused([own, links(["moscow", far])], /centres\.links: moscow: found nats:.*expected tls:.*private_network/);
  refused([`centres.nats.url=${far}`], /centres\.nats: found nats:/);
  refused([links(["moscow", "tls://nats.moscow.example"])], /centres\.nats\.url: found nothing/);
  refused([own, "centre=moscow", links(["moscow", "nats://127.0.0.1"])], /found moscow linked to itself/);
  refused([own, links(["moscow", "nats://127.0.0.1"], ["moscow", "nats://127.0.0.1"])], /found moscow twice/);
  refused([own, links(["moscow", "nats://houston:secret@127.0.0.1"])], /expected text that fits/);
});

test("no password of a fleet stands in an address, and none goes where others may read it", () => {
  const env = { HULLWATCH_FLEET_PASSWORD: "hidden" };
  const user = "fleet.user=hullwatch";
  assert.ok(loadConfig({ env, settings: [user, "fleet.nats=tls://a:4222,tls://b:4222"] }));
  assert.ok(loadConfig({ env, settings: [user, "fleet.nats=nats://127.0.0.1:4222"] }));
  assert.ok(loadConfig({ settings: ["fleet.nats=nats://a:4222", "fleet.postgres=postgres://hullwatch@db/hullwatch"] }));
  const faults = (settings: readonly string[], said = {}) => {
    try {
      loadConfig({ env: said, settings });
      return "none";
    } catch (error) {
      return (error as Error).message;
    }
  };
  assert.match(
    faults([user, "fleet.nats=nats://127.0.0.1:4222,nats://b:4222"], env),
    /fleet\.password: .*expected tls/,
  );
  assert.match(faults(["fleet.nats=tls://a:4222"], env), /fleet\.user: found nothing/);
  assert.match(faults(["fleet.nats=nats://hullwatch:hidden@a:4222"]), /fleet\.nats: found a user or a password/);
  assert.match(faults(["fleet.nats=nats://a:4222,tls://b:4222"]), /the same of all/);
  assert.match(faults(["fleet.nats=nats://a:4222", "fleet.ca_file=ca.pem"]), /fleet\.ca_file/);
  for (const url of ["postgres://hullwatch:hidden@db/hullwatch", "postgres:///hullwatch?host=/run&password=hidden"]) {
    const said = faults([`fleet.postgres=${url}`]);
    assert.match(said, /fleet\.postgres: found a password/);
    assert.doesNotMatch(said, /hidden/);
  }
});
