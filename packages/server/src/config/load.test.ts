import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ConfigError } from "./errors.ts";
import { everyKey } from "./keys.ts";
import { type ConfigSources, loadConfig, withoutSecrets } from "./load.ts";

/** The files of a test. */
const files = (all: Record<string, string>) => (path: string) => {
  if (!Object.hasOwn(all, path)) throw new Error(`ENOENT: no such file, open '${path}'`);
  return all[path];
};
const load = (text: string, more: ConfigSources = {}) =>
  loadConfig({ file: "h.yaml", read: files({ "h.yaml": text }), ...more });

function faultsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    assert.equal(error.code, "HW_CONFIG");
    return error.faults;
  }
  return assert.fail("nothing was refused");
}

test("with nothing said the server listens to this machine alone", () => {
  const config = loadConfig();
  assert.equal(config.server.host, "127.0.0.1");
  assert.equal(config.centre, "main");
  assert.deepEqual(config.stations, []);
});

test("the command line counts over the environment, that over the file, that over the default", () => {
  const text = "hullwatch: server/1\nserver:\n  port: 1111\n  host: ::1\nlimits:\n  requests_per_min_token: 7\n";
  const env = { HULLWATCH_SERVER_PORT: "2222", HULLWATCH_LIMITS_REQUESTS_PER_MIN_TOKEN: "8", PATH: "/bin" };
  const config = load(text, { env, settings: ["server.port=3333"] });
  assert.deepEqual([config.server.port, config.limits.requests_per_min_token, config.server.host], [3333, 8, "::1"]);
  assert.equal(config.limits.requests_per_min_person, 1200);
});

test("every fault of a file is told at once, with line and column and what was expected", () => {
  const text = [
    "hullwatch: server/1",
    "server:",
    "  prot: 80",
    "  port: eighty",
    "log_level: loud",
    "stations: iss.yaml",
    "people:",
    "  oidc:",
    "    grants:",
    "      - { value: fd, role: director }",
    "      - { value: fd }",
  ].join("\n");
  assert.deepEqual(
    faultsOf(() => load(text)),
    [
      "h.yaml:3:3: server.prot: found an unknown key, expected host, port, public_url, behind_proxy, trusted_proxies or tls; did you mean port?",
      'h.yaml:4:9: server.port: found "eighty", expected a whole number from 0 to 65535',
      'h.yaml:5:12: log_level: found "loud", expected fatal, error, warn, info, debug or trace',
      'h.yaml:6:11: stations: found "iss.yaml", expected a list of texts',
      'h.yaml:10:28: people.oidc.grants[0].role: found "director", expected viewer, crew, engineer, controller, flight-director or administrator',
      "h.yaml:11:9: people.oidc.grants[1]: found a mapping, expected a mapping with role",
    ],
  );
});

test("a file that is no configuration says so", () => {
  assert.match(faultsOf(() => load("a: 1"))[0], /expected a mapping that begins with hullwatch: server\/1/);
  assert.match(faultsOf(() => load("hullwatch: station/1"))[0], /expected server\/1/);
  assert.match(faultsOf(() => load("a: [1"))[0], /^h.yaml:1:\d+: found broken YAML/);
  assert.match(faultsOf(() => loadConfig({ file: "none.yaml", read: files({}) }))[0], /^none.yaml: found ENOENT/);
});

test("a variable that means nothing is refused, with what it may have meant", () => {
  const faults = faultsOf(() => loadConfig({ env: { HULLWATCH_SERVER_PROT: "80", HULLWATCH_SERVER_PORT: "-1" } }));
  assert.deepEqual(faults, [
    "HULLWATCH_SERVER_PROT: found an unknown variable, expected a variable of the configuration; did you mean HULLWATCH_SERVER_PORT?",
    'HULLWATCH_SERVER_PORT: found "-1", expected a whole number from 0 to 65535',
  ]);
});

test("what Kubernetes sets beside a service of our name is passed over", () => {
  const env = {
    HULLWATCH_SERVICE_HOST: "10.0.0.1",
    HULLWATCH_SERVICE_PORT: "8321",
    HULLWATCH_SERVICE_PORT_HTTP: "8321",
    HULLWATCH_PORT: "tcp://10.0.0.1:8321",
    HULLWATCH_PORT_8321_TCP_ADDR: "10.0.0.1",
    HULLWATCH_TRACE: "1",
  };
  assert.deepEqual(loadConfig({ env }), loadConfig());
});

test("lists come with commas, mappings as JSON", () => {
  const grants = '[{"value":"fd","role":"flight-director"}]';
  const config = loadConfig({ env: { HULLWATCH_STATIONS: "iss, mir.yaml", HULLWATCH_PEOPLE_OIDC_GRANTS: grants } });
  assert.deepEqual(config.stations, ["iss", "mir.yaml"]);
  assert.deepEqual(config.people.oidc.grants, [{ value: "fd", role: "flight-director" }]);
  const wrong = (text: string) => faultsOf(() => loadConfig({ env: { HULLWATCH_PEOPLE_OIDC_GRANTS: text } }))[0];
  assert.match(wrong("fd"), /expected a list of mappings, as JSON/);
  assert.match(wrong('[{"value":"fd"}]'), /expected a mapping with role, as JSON/);
});

test("a secret comes from a file, is refused on the command line, and is never shown", () => {
  const secret = "people.oidc.client_secret";
  const read = files({
    "h.yaml": "hullwatch: server/1\npeople:\n  oidc:\n    client_secret_file: s\n",
    s: "hidden\n",
    t: "other",
  });
  const fromFile = loadConfig({ file: "h.yaml", read });
  assert.equal(fromFile.people.oidc.client_secret, "hidden");
  assert.ok(!JSON.stringify(withoutSecrets(fromFile)).includes("hidden"));
  assert.equal(fromFile.people.oidc.client_secret, "hidden");
  const env = { HULLWATCH_PEOPLE_OIDC_CLIENT_SECRET_FILE: "t" };
  assert.equal(loadConfig({ file: "h.yaml", read, env }).people.oidc.client_secret, "other");
  assert.match(faultsOf(() => loadConfig({ settings: [`${secret}=hidden`] }))[0], /found a secret on the command line/);
  const both = { ...env, HULLWATCH_PEOPLE_OIDC_CLIENT_SECRET: "hidden" };
  const faults = [
    ...faultsOf(() => loadConfig({ read, env: both })),
    ...faultsOf(() => loadConfig({ env: { HULLWATCH_PEOPLE_OIDC_CLIENT_SECRET: "" } })),
    ...faultsOf(() => loadConfig({ env: { HULLWATCH_PEOPLE_OIDC_CLIENT_SECRET_FILE: "gone" }, read })),
  ];
  assert.match(faults[0], /expected one of them/);
  assert.match(faults[1], /found a secret that does not fit/);
  assert.match(faults[2], /_FILE: found ENOENT/);
  assert.ok(!faults.join().includes("hidden"));
});

test("a setting without = or with an unknown key is refused", () => {
  assert.deepEqual(
    faultsOf(() => loadConfig({ settings: ["port", "server.prot=1"] })),
    [
      '"port": found no =, expected key=value',
      "server.prot: found an unknown key, expected a key of the configuration; did you mean server.port?",
    ],
  );
});

test("whatever the environment holds, the answer is a configuration or faults", () => {
  const name = fc.constantFrom(...everyKey.map(({ variable }) => variable));
  fc.assert(
    fc.property(fc.dictionary(name, fc.string()), (env) => {
      try {
        loadConfig({ env });
      } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
      }
    }),
  );
});

test("a list of texts in the environment has commas between, or is JSON where a text holds one", () => {
  const feeds = (text: string) => loadConfig({ env: { HULLWATCH_FEEDS: text } }).feeds;
  assert.deepEqual(feeds("isslive, csv"), ["isslive", "csv"]);
  assert.deepEqual(feeds('["mqtt:url=mqtt://a,topics=b", "isslive"]'), ["mqtt:url=mqtt://a,topics=b", "isslive"]);
  assert.match(faultsOf(() => feeds("[isslive"))[0], /^HULLWATCH_FEEDS: found "\[isslive", expected a list of texts/);
});
