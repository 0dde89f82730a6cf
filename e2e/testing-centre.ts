/**
 * One control centre on a host of its own, run inside that host's network: a NATS server, a Hullwatch server, and somebody at a
 * console. What that person is to ask comes as lines of JSON on standard input; the answers go out in the same way.
 */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { noLimits } from "../packages/cli/src/testing-killed.ts";
import { people, serve } from "../packages/cli/src/testing-serve.ts";

const [name, address, links, folder] = process.argv.slice(2);
const station = `hullwatch: station/1
id: cabin
name: Two modules
modules: [{id: lab, name: Lab, volume_m3: 100}, {id: node, name: Node, volume_m3: 60}]
hatches: [{id: door, between: [lab, node], state: open, operable: true}]
vehicles: [{id: ship, modules: [lab], seat: lab, seats: 3}]
crew: [{id: ann, vehicle: ship, at: lab}]
sensors:
  - {id: P1, quantity: pressure, module: lab, unit: mmHg, sigma: 0.05, step: 0.01, period_s: 5}
  - {id: P2, quantity: pressure, module: lab, unit: mmHg, sigma: 0.05, step: 0.01, period_s: 5}
`;
const scopes = ["read-log", "write-log", "report-hatch", "report-crew", "acknowledge-alarms", "vote", "call-poll"];

const endings: (() => unknown)[] = [];
process.on("exit", () => {
  for (const end of endings.toReversed()) end();
});
const after = (end: unknown) => void endings.push(end as () => unknown);

const others = links.split(",").map((one) => one.split("=") as [centre: string, address: string]);
const password = "aLineOfOurOwn";
const passwordFile = join(folder, "password");
writeFileSync(passwordFile, password);

// What is deployed, with these centres as readers.
const deployed = readFileSync(join(import.meta.dirname, "../deploy/nats.conf"), "utf8");
const reader = /\{ user: moscow, .*\}/;
if (!reader.test(deployed)) throw new Error("deploy/nats.conf has no user moscow");
const readers = others.map(([one]) => `{ user: ${one}, password: "${password}", permissions: $READER }`);
const conf = join(folder, "nats.conf");
writeFileSync(
  conf,
  deployed.replace(reader, () => readers.join("\n")),
);
const nats = spawn("/usr/sbin/nats-server", ["-c", conf, "-a", address, "-sd", join(folder, "nats")], {
  stdio: "ignore",
  env: { OWN_PASSWORD: password },
});
after(() => nats.kill("SIGKILL"));
const answers = () =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: address, port: 4222 });
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => setTimeout(() => resolve(false), 50));
  });
while (!(await answers()));

process.env.HULLWATCH_CENTRES_NATS_PASSWORD_FILE = passwordFile;
const linked = others.map(([centre, at]) => ({ centre, url: `nats://${at}`, user: name, password_file: passwordFile }));
const settings = [
  `centres.links=${JSON.stringify(linked)}`,
  "centres.nats.user=hullwatch",
  "centres.private_network=true",
];
const own = ["--centre", name, "--centre-nats", `nats://${address}`, ...settings.flatMap((one) => ["--set", one])];
const server = await serve({ after }, folder, [...own, ...noLimits, "--set", "engine.threads=1"]);
const { root, ...rest } = await people(server.address, server.code!, {
  [`flight-director@${name}`]: scopes,
});
const who = { root, director: Object.values(rest)[0] };
await root.ask(server.address, "PUT", "/stations/cabin", station, "application/yaml");

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ ready: server.address });
const console = createInterface(process.stdin);
console.on("line", async (line) => {
  const { id, by, method, path, body, type } = JSON.parse(line);
  const answer = await who[by as keyof typeof who].ask(server.address, method, path, body, type).catch(String);
  say({ id, answer });
});
console.on("close", () => process.exit());
