/**
 * Installs what is missing, so that `npm start` and `npm test` work from a fresh clone.
 * Plain JavaScript without dependencies: it runs before anything is installed, on whatever Node the shell has (18 or newer).
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_NEEDED = 24;
/** What tests speak to and look with, as Debian packages it, and where each then is. Installed for `npm test` alone. */
const FOR_TESTS = {
  mosquitto: "/usr/sbin/mosquitto",
  "nats-server": "/usr/sbin/nats-server",
  chromium: "/usr/bin/chromium",
  openssl: "/usr/bin/openssl",
  iproute2: "/usr/sbin/ip",
  systemd: "/usr/bin/systemd-analyze",
  postgresql: "/usr/lib/postgresql",
};
const root = fileURLToPath(new URL("..", import.meta.url));
const ownNode = join(root, "node_modules", ".bin", "node");
/** `npm ci` deletes node_modules, so the stamp can never outlive what it vouches for. */
const stamp = join(root, "node_modules", ".hullwatch-setup");

const wanted = fingerprint();
if (readIfThere(stamp) !== wanted) {
  installPackages();
  if (existsSync(ownNode)) requireNode(versionOf(ownNode), "the one in node_modules/.bin");
  writeFileSync(stamp, wanted);
}
if (!existsSync(ownNode)) requireNode(process.version, "the one in your path");
if (process.argv.includes("--for-tests")) installServers();

/** Changes whenever `npm ci` would install something else. */
function fingerprint() {
  const packages = readdirSync(join(root, "packages")).sort();
  const files = [
    "package-lock.json",
    "package.json",
    ...packages.map((name) => join("packages", name, "package.json")),
  ];
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0${readIfThere(join(root, file))}\0`);
  return hash.digest("hex");
}

function installPackages() {
  console.log("set-up: installing npm packages (npm ci)");
  // npm must not run on the Node inside the node_modules that it is about to delete.
  const path = process.env.PATH.split(delimiter).filter((folder) => !folder.endsWith(join("node_modules", ".bin")));
  const { status, error } = spawnSync("npm", ["ci", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: path.join(delimiter) },
  });
  if (status !== 0) fail(`\`npm ci\` failed (${error ? error.message : `exit status ${status}`}); nothing was started`);
}

function installServers() {
  const missing = Object.keys(FOR_TESTS).filter((name) => !existsSync(FOR_TESTS[name]));
  if (missing.length === 0) return;
  const steps = [
    ["update", "-qq"],
    ["install", "-y", "-qq", ...missing],
  ];
  console.log(`set-up: installing what the tests speak to (apt-get install ${missing.join(" ")})`);
  for (const step of steps) {
    const { status, error } = spawnSync("apt-get", step, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (status === 0) continue;
    fail(
      `\`apt-get ${step.join(" ")}\` failed (${error ? error.message : `exit status ${status}`}); the tests need ` +
        `${missing.join(", ")}: install them as root, and try again`,
    );
  }
}

function versionOf(node) {
  return (spawnSync(node, ["--version"], { encoding: "utf8" }).stdout || "none that runs").trim();
}

/** npm puts node_modules/.bin first in PATH: the next command runs on the Node there, or else on the shell's. */
function requireNode(version, which) {
  if (Number.parseInt(version.replace(/^v/, ""), 10) >= NODE_NEEDED) return;
  fail(
    `Hullwatch needs Node ${NODE_NEEDED} or newer; ${which} is ${version}. npm installs one for linux x64 and arm64 ` +
      `(glibc); this is ${process.platform} ${process.arch}: put a Node ${NODE_NEEDED} first in your path and try again`,
  );
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function fail(message) {
  console.error(`set-up: ${message}`);
  process.exit(1);
}
