import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { jetstream, jetstreamManager, StorageType } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { Names, startFeed } from "../feed/index.ts";
import { cabin, noPast, TestClock, TestSink, until } from "../feed/testing.ts";
import { makeCertificates } from "../feed/testing-certificates.ts";
import { feedContract, type Given } from "../feed/testing-contract.ts";
import { freePort, lineTo, serverProcess } from "../feed/testing-proxy.ts";
import { Nats, type NatsOptions } from "./nats.ts";

const nobody = { user: undefined, password: undefined, credentials: undefined, ca: undefined };
const settings = (port: number, more: Partial<NatsOptions> = {}): NatsOptions => ({
  url: new URL(`nats://127.0.0.1:${port}`),
  subject: "cabin.>",
  stream: "CABIN",
  consumer: "test",
  ...nobody,
  ...more,
});

/** A real server with a stream, and somebody who sends. */
async function natsServer(t: TestContext, config: string | ((folder: string) => string) = "") {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-nats-"));
  const port = await freePort();
  const file = join(folder, "nats.conf");
  writeFileSync(file, `${typeof config === "string" ? config : config(folder)}\n`);
  const args = ["-c", file, "-js", "-sd", folder, "-a", "127.0.0.1", "-p", String(port)];
  await serverProcess(t, "/usr/sbin/nats-server", args, port, () => rmSync(folder, { recursive: true }));
  return port;
}

async function sender(t: TestContext, port: number, more = {}) {
  const connection = await connect({ servers: `127.0.0.1:${port}`, ...more });
  t.after(() => connection.close());
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: "CABIN", subjects: ["cabin.>"], storage: StorageType.Memory });
  const stream = jetstream(connection);
  return { connection, manager, say: (subject: string, text: string) => stream.publish(subject, text) };
}

feedContract({
  name: "nats",
  async begin(t, _clock, start) {
    const port = await natsServer(t);
    const line = await lineTo(t, port);
    const { say } = await sender(t, port);
    const give = async (rows: readonly Given[]) => {
      for (const { at, ...row } of rows) await say("cabin.rows", JSON.stringify({ time: start + at, ...row }));
    };
    return {
      source: new Nats(settings(line.port)),
      give,
      store: give,
      async spoil() {
        for (const text of ["", "{", '{"value":1}', '{"time":"noon","value":1}', "\xff\xfe"])
          await say("cabin.rows", text);
      },
      cut: line.cut,
      mend: line.mend,
      open: line.open,
    };
  },
});

function begun(t: TestContext, options: NatsOptions) {
  const clock = new TestClock();
  const sink = new TestSink();
  const names = new Names(cabin, [{ from: "cabin.P1", to: "P1", unit: "mmHg" }]);
  const feed = startFeed({ source: new Nats(options), sink, clock, names, past: noPast, silentAfter: 60_000 });
  t.after(() => feed.stop());
  const up = () => until(() => feed.status.state === "up", `the link stands (${feed.status.why})`);
  return { clock, start: clock.now() / 1000, sink, feed, up };
}

test("a stream that was filled before anybody listened is read from its beginning, and from where one was after a new start", async (t) => {
  const port = await natsServer(t);
  const { say } = await sender(t, port);
  const first = begun(t, settings(port));
  const { start } = first;
  const row = (at: number) => say("cabin.P1", JSON.stringify({ time: start + at, value: 745 + at }));
  await row(1);
  await first.up();
  await row(2);
  await until(() => first.sink.taken.length === 2, "both rows");
  await first.feed.stop();
  await row(3);
  const second = begun(t, settings(port));
  await until(() => second.sink.taken.length === 1, "the third row");
  assert.deepEqual(first.sink.words(start), ["P1@1=746", "P1@2=747"]);
  assert.deepEqual(second.sink.words(start), ["P1@3=748"]);
});

test("without a stream what is said now is heard, and has the time at which it came where it says none", async (t) => {
  const port = await natsServer(t);
  const { connection } = await sender(t, port);
  const { sink, start, up } = begun(t, settings(port, { stream: null, subject: "live.*" }));
  await up();
  connection.publish("live.P2", JSON.stringify({ value: 99.5, unit: "kPa" }));
  await until(() => sink.taken.length === 1, "the row");
  assert.deepEqual(sink.words(start), ["P2@0=99.5"]);
});

test("a stream that there is not, and a password that is wrong, are lost links that say why", async (t) => {
  const port = await natsServer(t, 'authorization { user: "hull", password: "green" }');
  const wrong = begun(t, settings(port, { user: "hull", password: "red" }));
  await until(() => wrong.feed.status.state === "down", "the refusal");
  assert.match(wrong.feed.status.why ?? "", /authorization/i);
  const right = begun(t, settings(port, { user: "hull", password: "green", stream: "NONE" }));
  await until(() => right.feed.status.state === "down", "the missing stream");
  assert.match(right.feed.status.why ?? "", /stream not found/i);
});

test("TLS with an authority of one's own; without it the link is refused, with why", async (t) => {
  let ca = "";
  const port = await natsServer(t, (folder) => {
    makeCertificates(folder);
    ca = readFileSync(join(folder, "ca.pem"), "utf8");
    return `tls { cert_file: "${join(folder, "server.pem")}", key_file: "${join(folder, "server.key")}" }`;
  });
  const { say } = await sender(t, port, { tls: { ca } });
  const url = new URL(`tls://localhost:${port}`);
  const { sink, start, up } = begun(t, settings(port, { url, ca }));
  await up();
  await say("cabin.P1", JSON.stringify({ time: start, value: 745 }));
  await until(() => sink.taken.length === 1, "the row");
  const blind = begun(t, settings(port, { url, consumer: "blind" }));
  await until(() => blind.feed.status.state === "down", "the refusal");
  assert.match(blind.feed.status.why ?? "", /self-signed certificate|unable to (?:verify|get)/);
});

test("of what is said to nobody in particular, no more waits to be kept than may: what is too much is told", async (t) => {
  const port = await natsServer(t);
  const { connection } = await sender(t, port);
  const { sink, start, up } = begun(t, settings(port, { stream: null, subject: "live.>" }));
  await up();
  const { promise, resolve } = Promise.withResolvers<void>();
  sink.held = promise;
  const rows = (piece: number) =>
    Array.from({ length: 5000 }, (_, i) => ({ time: start - 5000 * piece - i, parameter: "P1", value: 745 }));
  for (let piece = 0; piece < 24; piece++) connection.publish("live.rows", JSON.stringify(rows(piece)));
  await until(() => sink.news.some(({ kind }) => kind === "gap"), "what is too much is told");
  resolve();
});
