/**
 * A server as a process of its own with 100 stations of 37 sensors at 1 Hz and 1,000 listening streams, ten a station: how long
 * after a reading was accepted, and sent, it is on the streams, and an alarm after the reading that raised it was accepted. And
 * before that, on a server of its own, how long a console waits for a picture of a month.
 * `--seconds`, `--stations`, `--streams`: smaller ones.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { noLimits } from "../packages/cli/src/testing-killed.ts";
import { people, serve } from "../packages/cli/src/testing-serve.ts";
import { printFigure } from "./figure.ts";
import { stationFile } from "./iss.ts";
import { monthOverHttp } from "./server/month.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    stations: { type: "string", default: "100" },
    streams: { type: "string", default: "1000" },
  },
});
const [seconds, stations, streams] = [values.seconds, values.stations, values.streams].map(Number);
/** (s) Engines are compiled, files made, and what each watch can promise is worked out, once, meanwhile: not measured. */
const warmUp = 70;
const sensors = 37;

const folder = mkdtempSync(join(tmpdir(), "hullwatch-bench-"));
const endings: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
process.on("exit", () => {
  for (const end of endings.reverse()) end();
});
const after = (end: unknown) => void endings.push(end as () => unknown);
await monthOverHttp(join(folder, "month"), after);
const server = await serve({ after }, folder, noLimits);
const { root } = await people(server.address, server.code!, {});

/** The ISS with 12 pressure and 9 temperature sensors more, in modules that have none. */
function stationText(id: string): { text: string; ids: readonly string[] } {
  const filed = readFileSync(stationFile, "utf8").replace(/^id: .*/m, `id: ${id}`);
  const have = [...filed.matchAll(/^ {2}- \{id: (\S+),\s*quantity/gm)].map(([, sensor]) => sensor);
  const bare = [
    "zvezda-pkho",
    "zvezda-prk",
    "pirs",
    "poisk",
    "ms08-om",
    "ms09-om",
    "pma-1",
    "cupola",
    "leonardo",
    "kibo-elm",
    "beam",
    "pma-2",
  ];
  const more = Array.from({ length: sensors - have.length }, (_, i) => {
    const sensor = `X${i}-P`;
    return {
      sensor,
      line: `  - {id: ${sensor}, quantity: pressure, module: ${bare[i % bare.length]}, unit: mmHg, sigma: 0.04, step: 0.1, period_s: 1}`,
    };
  });
  return {
    text: `${filed.trimEnd()}\n${more.map(({ line }) => line).join("\n")}\n`,
    ids: [...have, ...more.map(({ sensor }) => sensor)],
  };
}

const names = Array.from({ length: stations }, (_, i) => `station-${i}`);
let ids: readonly string[] = [];
for (const name of names) {
  const made = stationText(name);
  ({ ids } = made);
  const { status, body } = await root.ask(server.address, "PUT", `/stations/${name}`, made.text, "application/yaml");
  if (status !== 201) throw new Error(JSON.stringify(body));
}

const now = () => performance.timeOrigin + performance.now();
const sent = new Map<string, { sent: number; accepted: number; heard: number[] }>();
const byPosition = new Map<number, string>();
const alarms: { position: number; at: number }[] = [];
let dropped = 0;
let measuring = false;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const listening = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const authorization = `Bearer ${root.token}`;

/** Resolves when the stream is live. */
function listen(name: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const url = `${server.address}/api/v1/stations/${name}/stream?types=rows,alarm`;
  request(url, { agent: listening, headers: { authorization } }, (response) => {
    let rest = "";
    response.setEncoding("utf8");
    response.on("data", (text: string) => {
      const at = now();
      const parts = (rest + text).split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) {
        if (part === ": live") resolve();
        const position = Number(/"position":(\d+)/.exec(part)?.[1] ?? /"id":"[^:]*:(\d+):/.exec(part)?.[1]);
        if (part.startsWith("event: rows")) heardRows(name, part, at);
        else if (part.includes("event: alarm")) alarms.push({ position, at });
      }
    });
    response.on("close", () => {
      dropped++;
    });
  }).end();
  return promise;
}

function heardRows(name: string, part: string, at: number) {
  const time = /"rows":\[\[([\d.]+),/.exec(part)?.[1];
  sent.get(`${name} ${time}`)?.heard.push(at);
}

for (let i = 0; i < streams; i += 50)
  await Promise.all(Array.from({ length: Math.min(50, streams - i) }, (_, k) => listen(names[(i + k) % stations])));

/** One second of one station, sent as a feed sends it. In every fifth station the pressure falls by 6 mmHg/min for 20 s. */
function send(station: number, second: number, start: number) {
  const time = start + second;
  const falls = station % 5 === 0 ? Math.max(0, Math.min(20, second - warmUp - 10)) * 0.1 : 0;
  const values = Object.fromEntries(
    ids.map((id, k) => {
      const noise = 0.04 * Math.sin(12.9898 * second + k) * Math.cos(78.233 * k + second);
      const base = id.endsWith("-T")
        ? 22.5
        : id.endsWith("-O2")
          ? 160
          : id.endsWith("-CO2")
            ? 2.6
            : id.endsWith("-N2")
              ? 580
              : id === "JPM-P"
                ? 99.7
                : 748 - falls;
      return [id, (base + noise).toFixed(2)];
    }),
  );
  const body = JSON.stringify({ frames: [{ time, values }] });
  const name = names[station];
  const one = { sent: now(), accepted: Number.NaN, heard: [] };
  if (measuring) sent.set(`${name} ${time}`, one);
  const headers = { authorization, "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const asked = request(
    `${server.address}/api/v1/stations/${name}/rows`,
    { method: "POST", agent, headers },
    (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => {
        one.accepted = now();
        if (response.statusCode !== 200) throw new Error(text);
        byPosition.set(JSON.parse(text).position, `${name} ${time}`);
      });
    },
  );
  asked.end(body);
}

// Every station has its own moment within the second, as feeds have.
const start = Math.floor(Date.now() / 1000);
const begun = performance.now();
for (let second = 0; second < warmUp + seconds; second++) {
  measuring = second >= warmUp;
  for (let station = 0; station < stations; station++) {
    const due = begun + 1000 * (second + station / stations);
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    send(station, second, start);
  }
}
await new Promise((resolve) => setTimeout(resolve, 2000));

const percentile = (values: readonly number[], p: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(p * values.length))];
const all = [...sent.values()];
const fromAccepted = all.flatMap(({ accepted, heard }) => heard.map((at) => Math.max(0, at - accepted)));
const fromSent = all.flatMap(({ sent, heard }) => heard.map((at) => at - sent));
const acknowledged = all.map(({ sent, accepted }) => accepted - sent);
const raised = alarms.flatMap(({ position, at }) => {
  const one = sent.get(byPosition.get(position) ?? "");
  return one === undefined ? [] : [Math.max(0, at - one.accepted)];
});
const ms = (what: string, values: readonly number[], p: number, goal?: readonly ["at most", number]) =>
  printFigure({ what, measured: percentile(values, p), unit: "ms", ...(goal && { goal }) });

console.log(
  `  ${stations} stations, ${stations * sensors} samples/s, ${streams} streams, ${seconds} s; ${fromSent.length.toLocaleString("en")} arrivals`,
);
ms("accepted to stream, p99", fromAccepted, 0.99, ["at most", 500]);
ms("sent to stream, median", fromSent, 0.5);
ms("sent to stream, p99", fromSent, 0.99);
ms("sent to stream, slowest", fromSent, 1);
ms("sent to acknowledged, p99", acknowledged, 0.99);
ms(`accepted to its alarm on the stream, p99 of ${raised.length}`, raised, 0.99, ["at most", 500]);
printFigure({ what: "arrivals missing", measured: (all.length * streams) / stations - fromSent.length, unit: "" });
const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, "utf8"))?.[1]) / 1024;
const [user, system] = readFileSync(`/proc/${server.child.pid}/stat`, "utf8")
  .split(") ")[1]
  .split(" ")
  .slice(11, 13)
  .map(Number);
printFigure({ what: "memory of the server", measured: memory, unit: "MB" });
printFigure({
  what: "cores used, since its start",
  measured: (user + system) / 100 / ((performance.now() - begun) / 1000),
  unit: "",
});
const measures = await (await fetch(`${server.address}/metrics`, { headers: { authorization } })).text();
const lag = Number(/^nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/m.exec(measures)?.[1]);
printFigure({ what: "server's event loop, p99 of its lag", measured: 1000 * lag, unit: "ms" });
await server.stop();
process.exit(dropped > streams ? 1 : 0);
