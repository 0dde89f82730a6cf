/** What stands in deploy/ is sound by the linters of each kind of file, and every command and setting in it is one that there is. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { parseSource } from "@hullwatch/core/document";
import { loadConfig } from "@hullwatch/server/config";
import { DCLinter } from "dclint";
import { validate } from "dockerfile-utils";
import { programFor } from "../packages/cli/src/run.ts";
import { shellOf, systemClock } from "../packages/cli/src/shell/index.ts";

const root = join(import.meta.dirname, "..");
const deploy = join(root, "deploy");
const read = (path: string) => readFileSync(join(deploy, path), "utf8");
const listed = (folder: string) => readdirSync(join(deploy, folder)).sort();
const units = listed("systemd");

// biome-ignore lint/suspicious/noExplicitAny: the linters hold the shape of these files
type Any = any;
interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Any;
}

/** What one YAML text says. */
function parse(text: string, name: string): Any {
  const { value, faults } = parseSource(text);
  assert.deepEqual(faults, [], name);
  return value;
}

const manifests = listed("kubernetes").flatMap((name) =>
  read(`kubernetes/${name}`)
    .split(/^---$/m)
    .map((text): Manifest => parse(text, name)),
);

const analyze = "/usr/bin/systemd-analyze";
const withoutSystemd = existsSync(analyze) ? false : `no ${analyze} here`;

/** The units with programs that are there. */
function onThisMachine(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-units-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const program = join(folder, "program");
  writeFileSync(program, "");
  chmodSync(program, 0o755);
  for (const unit of units) {
    writeFileSync(join(folder, unit), read(`systemd/${unit}`).replace(/^(ExecStart=)\S+/m, `$1${program}`));
  }
  return folder;
}

test("systemd takes every unit, and finds each well shut in", { skip: withoutSystemd }, (t) => {
  const folder = onThisMachine(t);
  for (const unit of units) {
    const path = join(folder, unit);
    const verified = spawnSync(analyze, ["verify", "--man=no", path], { encoding: "utf8" });
    assert.deepEqual([verified.stderr, verified.status], ["", 0], unit);
    // Of 10, which is open to everything; 2.0 is the most that systemd calls OK.
    const rated = spawnSync(analyze, ["security", "--offline=true", "--threshold=20", "--no-pager", path], {
      encoding: "utf8",
    });
    assert.equal(rated.status, 0, rated.stdout.split("\n").at(-2));
  }
});

test("the Dockerfile has no fault and nothing that is advised against", () => {
  assert.deepEqual(validate(read("Dockerfile")), []);
});

test("every file that the Dockerfile copies is there", () => {
  const copied = [...read("Dockerfile").matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
    names.split(" "),
  );
  assert.ok(copied.length > 0);
  for (const name of copied) assert.ok(existsSync(join(root, name)), name);
});

test("the compose file fits its schema and the rules of its linter", () => {
  const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] });
  const results: Any[] = linter.lintFiles([join(deploy, "compose/compose.yaml")], false);
  const found: Any[] = results.flatMap(({ messages }) => messages);
  assert.deepEqual(
    found.map(({ line, rule, message }) => `${line} ${rule}: ${message}`),
    [],
  );
});

test("every Kubernetes manifest fits the schema of its kind", async () => {
  for (const manifest of manifests) {
    const { apiVersion, kind } = manifest;
    const kinds = (await import(`kubernetes-models/${apiVersion}/${kind}`)) as Record<
      string,
      new (
        data: Manifest,
      ) => { validate(): void }
    >;
    assert.doesNotThrow(() => new kinds[kind](manifest).validate(), `${kind} ${manifest.metadata.name}`);
  }
});

test("what Kubernetes manifests name of one another is there", () => {
  const pods = manifests.flatMap(({ spec }) => (spec?.template === undefined ? [] : [spec.template]));
  assert.ok(pods.length > 0);
  for (const { metadata, kind, spec } of manifests) {
    if (kind !== "Namespace") assert.equal(metadata.namespace, "hullwatch", `${kind} ${metadata.name}`);
    const chosen =
      kind === "NetworkPolicy" ? spec.podSelector : kind === "PodDisruptionBudget" ? spec.selector : undefined;
    const labels = kind === "Service" ? spec.selector : chosen?.matchLabels;
    if (labels !== undefined)
      assert.ok(
        pods.some((pod) => pod.metadata.labels.app === labels.app),
        `${kind} ${metadata.name}`,
      );
  }
  for (const { spec } of pods) {
    for (const { volumeMounts = [], name, securityContext } of spec.containers) {
      const volumes = [...(spec.volumes ?? []).map((one: Any) => one.name), "data"];
      for (const mount of volumeMounts) assert.ok(volumes.includes(mount.name), `${name}: ${mount.name}`);
      assert.ok(securityContext.readOnlyRootFilesystem && !securityContext.allowPrivilegeEscalation, name);
    }
    assert.ok(spec.securityContext.runAsNonRoot);
  }
});

/** Everything that is started, as a list of words after the name of the program. */
function commandLines(): readonly (readonly [where: string, program: string, args: readonly string[]])[] {
  const { services } = parse(read("compose/compose.yaml"), "compose.yaml");
  const [, cmd] = /^CMD (\[.*\])$/m.exec(read("Dockerfile")) ?? [];
  return [
    ...units.map((unit) => {
      const [program, ...args] = /^ExecStart=(.+)$/m.exec(read(`systemd/${unit}`))![1].split(" ");
      return [unit, program.split("/").at(-1)!, args] as const;
    }),
    ["Dockerfile", "hullwatch", JSON.parse(cmd!)],
    ...Object.entries<Any>(services).map(
      ([name, { build, command }]) =>
        [`compose: ${name}`, build === undefined ? "nats-server" : "hullwatch", command] as const,
    ),
    ...manifests.flatMap(({ metadata, spec }) =>
      (spec?.template?.spec.containers ?? []).map(
        ({ image, args }: Any) =>
          [`kubernetes: ${metadata.name}`, image.startsWith("hullwatch:") ? "hullwatch" : "nats-server", args] as const,
      ),
    ),
  ];
}

const shell = shellOf(process.stdout, process.stderr, systemClock);
const known = (await programFor([], shell)).commands.map((one) => one.name());

for (const [where, program, args] of commandLines()) {
  if (program !== "hullwatch") continue;
  const skip = known.includes(args[0]) ? false : `this version has no hullwatch ${args[0]}`;
  test(`${where}: hullwatch ${args.join(" ")} is a command line that it understands`, { skip }, async () => {
    const line = await programFor(args, shell);
    for (const command of line.commands) command.exitOverride().action(() => {});
    await line.parseAsync(args, { from: "user" });
    const options = line.commands[0].opts<{ config?: string; set: string[] }>();
    const content = (path: string) => (path.startsWith("/run/") ? "secret" : read(path.replace("/etc/hullwatch/", "")));
    const config = loadConfig({ file: options.config, settings: options.set, read: content });
    assert.equal(config.data_dir, "/var/lib/hullwatch");
  });
}

test("what a fleet's configuration names of NATS are servers that there are, which its processes may reach", () => {
  const { fleet } = parse(read("fleet.yaml"), "fleet.yaml");
  const of = (kind: string) =>
    manifests.find(({ kind: one, metadata }) => one === kind && metadata.name === "fleet-nats");
  const { serviceName, replicas } = of("StatefulSet")!.spec;
  assert.equal(of("Service")!.spec.clusterIP, "None");
  const names = Array.from({ length: replicas }, (_, i) => `fleet-nats-${i}.${serviceName}`);
  assert.equal(fleet.nats, names.map((name) => `nats://${name}:4222`).join());
  const routes = [...read("nats-fleet.conf").matchAll(/nats:\/\/(\S+):6222/g)].map(([, name]) => name);
  assert.deepEqual(routes, names);
});

/** The options of a NATS server as they are, but for its folders, and for TLS, whose files are nowhere here. */
function natsHere(args: readonly string[], folder: string, config: string): readonly string[] {
  const here: Readonly<Record<string, string>> = { "--config": join(deploy, config), "--store_dir": folder };
  return args.flatMap((one, i) => (Object.hasOwn(here, one) ? [one, here[one]] : args[i - 1] in here ? [] : [one]));
}

test("NATS takes its configuration, with the options that it is started with", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-nats-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const lines = commandLines().filter(([, program]) => program === "nats-server");
  assert.equal(lines.length, 4);
  for (const [where, , args] of lines) {
    const isFleet = where === "kubernetes: fleet-nats";
    const tls = isFleet ? args.length : args.indexOf("--tls");
    if (!isFleet)
      assert.match(args.slice(tls).join(" "), /^--tls --tlscert \S+\/tls\.crt --tlskey \S+\/tls\.key$/, where);
    const here = natsHere(args.slice(0, tls), folder, isFleet ? "nats-fleet.conf" : "nats.conf");
    const { status, stderr } = spawnSync("/usr/sbin/nats-server", [...here, "-t"], {
      encoding: "utf8",
      env: { OWN_PASSWORD: "own", MOSCOW_PASSWORD: "moscow", SERVER_NAME: "fleet-nats-0" },
    });
    assert.equal(status, 0, `${where}: ${stderr}`);
  }
});
