import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import sparkplug from "sparkplug-payload";
import { Names, Options, startFeed } from "../feed/index.ts";
import { cabin, noPast, TestClock, TestSink, until } from "../feed/testing.ts";
import { makeCertificates } from "../feed/testing-certificates.ts";
import { feedContract } from "../feed/testing-contract.ts";
import { lineTo } from "../feed/testing-proxy.ts";
import { mqttOptions, openMqtt } from "./index.ts";
import { Mqtt, type MqttOptions } from "./mqtt.ts";
import { makePassword, mosquitto } from "./testing-mosquitto.ts";

const tahu = sparkplug.get("spBv1.0")!;
const nobody = { user: undefined, password: undefined, ca: undefined, cert: undefined, key: undefined };
const settings = (port: number, more: Partial<MqttOptions> = {}): MqttOptions => ({
  url: new URL(`mqtt://127.0.0.1:${port}`),
  topics: ["cabin/#", "spBv1.0/#"],
  status: ["cabin/status"],
  clientId: "hullwatch-test",
  ...nobody,
  ...more,
});
const map = [
  { from: "cabin/P1", to: "P1", unit: "mmHg" },
  { from: "iss/lab/P1", to: "P1", unit: "mmHg" },
  { from: "iss/lab/rack/P2", to: "P2" },
];

feedContract({
  name: "mqtt",
  async begin(t, _clock, start) {
    const broker = await mosquitto(t);
    const line = await lineTo(t, broker.port);
    const client = await broker.client();
    const give = async (rows: readonly { at: number; parameter: string; value: number; quality?: string }[]) => {
      for (const { at, parameter, ...rest } of rows)
        await client.publishAsync("cabin/any", JSON.stringify({ time: start + at, parameter, ...rest }), { qos: 1 });
    };
    return {
      source: new Mqtt(settings(line.port)),
      give,
      store: give,
      async spoil() {
        for (const text of ["{", "[1,[]]", '{"time":"noon","value":1}', '{"a":1}', '{"value":{}}', ""])
          await client.publishAsync("cabin/any", text, { qos: 1 });
        await client.publishAsync("spBv1.0/iss/NBIRTH/lab", Buffer.from("ffffffffffffffffffffffff", "hex"), { qos: 1 });
      },
      cut: line.cut,
      mend: line.mend,
      open: line.open,
    };
  },
});

async function listening(t: TestContext, more: (port: number, folder: string) => Partial<MqttOptions> = () => ({})) {
  const broker = await mosquitto(t);
  return { ...begun(t, settings(broker.port, more(broker.port, broker.folder))), client: await broker.client() };
}

function begun(t: TestContext, options: MqttOptions) {
  const clock = new TestClock();
  const sink = new TestSink();
  const feed = startFeed({
    source: new Mqtt(options),
    sink,
    clock,
    names: new Names(cabin, map),
    past: noPast,
    silentAfter: 60_000,
  });
  t.after(() => feed.stop());
  const rows = (count: number) => until(() => sink.taken.length >= count, `${count} rows (${feed.status.why})`);
  const up = () => until(() => feed.status.state === "up", `the link stands (${feed.status.why})`);
  return { clock, start: clock.now() / 1000, sink, feed, rows, up };
}

type Sent = Parameters<typeof tahu.encodePayload>[0]["metrics"];
const encoded = (timestamp: number, seq: number, metrics: Sent) =>
  Buffer.from(tahu.encodePayload({ timestamp, seq, metrics } as Parameters<typeof tahu.encodePayload>[0]));

test("Sparkplug B: births give names and units, data come by alias, a death makes stale", async (t) => {
  const { client, clock, start, sink, feed, rows, up } = await listening(t);
  await up();
  const ms = clock.now();
  const say = (kind: string, seq: number, metrics: Sent, device = "") =>
    client.publishAsync(`spBv1.0/iss/${kind}/lab${device}`, encoded(ms + seq * 1000, seq, metrics), { qos: 1 });
  const bdSeq = { name: "bdSeq", type: "UInt64", value: 7 } as const;
  await say("NBIRTH", 0, [bdSeq, { name: "P1", alias: 1, type: "Double", value: 750.5 }]);
  const engUnit = { engUnit: { type: "String", value: "kPa" } } as const;
  await say("DBIRTH", 1, [{ name: "P2", alias: 2, type: "Float", value: 100.5, properties: engUnit }], "/rack");
  await say("NDATA", 2, [{ alias: 1, type: "Double", value: 750.25 } as never]);
  await say("DDATA", 5, [{ alias: 2, type: "Float", value: 100.25 } as never], "/rack");
  await rows(4);
  assert.deepEqual(sink.words(start), ["P1@0=750.5", "P2@1=100.5", "P1@2=750.25", "P2@5=100.25"]);
  assert.deepEqual(sink.news.at(-1), { kind: "gap", why: "node iss/lab: found message 5 after 2", missing: 2 });
  await say("NDEATH", 0, [{ ...bdSeq, value: 6 }]);
  await say("NDEATH", 0, [bdSeq]);
  await rows(6);
  assert.deepEqual(feed.status.stale, ["P1", "P2"]);
  assert.deepEqual(sink.words(start).slice(4), ["P1@0= stale", "P2@0= stale"]);
});

test("the last will of a node that is killed makes its parameters stale", async (t) => {
  const { client, clock, sink, feed, rows, up } = await listening(t);
  await up();
  const { connectAsync } = await import("mqtt");
  const { host, port } = client.options;
  const bdSeq = { name: "bdSeq", type: "UInt64", value: 1 } as const;
  const will = { topic: "spBv1.0/iss/NDEATH/lab", payload: encoded(clock.now(), 0, [bdSeq]), qos: 1 as const };
  const node = await connectAsync({ host: host!, port: port!, protocol: "mqtt", reconnectPeriod: 0, will });
  node.on("error", () => {});
  await node.publishAsync(
    "spBv1.0/iss/NBIRTH/lab",
    encoded(clock.now(), 0, [bdSeq, { name: "P1", type: "Double", value: 750.5 }]),
    { qos: 1 },
  );
  await rows(1);
  node.stream.destroy();
  await until(() => feed.status.stale.length > 0, "the will");
  await rows(2);
  assert.equal(sink.taken[1].quality, "stale");
});

test("a node that was born before anybody listened is asked for its birth", async (t) => {
  const { client, clock, start, sink, rows, up } = await listening(t);
  await up();
  const asked: string[] = [];
  await client.subscribeAsync("spBv1.0/iss/NCMD/lab");
  client.on("message", (_topic, payload) => {
    const { metrics } = tahu.decodePayload(payload);
    asked.push(...(metrics ?? []).map(({ name, type, value }) => `${name} ${type} ${value}`));
    void client.publishAsync(
      "spBv1.0/iss/NBIRTH/lab",
      encoded(clock.now(), 0, [{ name: "P1", alias: 1, type: "Double", value: 751 }]),
    );
  });
  await client.publishAsync(
    "spBv1.0/iss/NDATA/lab",
    encoded(clock.now(), 3, [{ alias: 1, type: "Double", value: 750 } as never]),
  );
  await client.publishAsync(
    "spBv1.0/iss/NDATA/lab",
    encoded(clock.now(), 4, [{ alias: 1, type: "Double", value: 750 } as never]),
  );
  await rows(1);
  assert.deepEqual(asked, ["Node Control/Rebirth Boolean true"]);
  assert.deepEqual(sink.words(start), ["P1@0=751"]);
});

test("JSON on topics of one's own: a number, a value with its time, several of one moment", async (t) => {
  const { client, start, sink, rows, up } = await listening(t);
  await up();
  await client.publishAsync("cabin/P1", "745.5", { qos: 1 });
  await client.publishAsync("cabin/P1", JSON.stringify({ timestamp: (start + 1) * 1000, value: 14.5, unit: "psi" }), {
    qos: 1,
  });
  await client.publishAsync("cabin/all", JSON.stringify({ time: start + 2, values: { P1: 745.25, P2: "99.5" } }), {
    qos: 1,
  });
  await client.publishAsync("cabin/P2", JSON.stringify({ time: start + 3, value: 99.5 }), { qos: 1 });
  await client.publishAsync("cabin/P2", JSON.stringify({ time: start + 4, value: 99.5, unit: "kPa" }), { qos: 1 });
  await rows(5);
  // The map's unit counts over the one that is said; P2 without a unit is refused.
  assert.deepEqual(sink.words(start), ["P1@0=745.5", "P1@1=14.5", "P1@2=745.25", "P2@2=99.5", "P2@4=99.5"]);
});

test("what a broker has kept of old is no row without a time of its own", async (t) => {
  const broker = await mosquitto(t);
  const client = await broker.client();
  const start = new TestClock().now() / 1000;
  const keep = (topic: string, text: string) => client.publishAsync(topic, text, { retain: true, qos: 1 });
  await keep("cabin/P1", "700");
  await keep("cabin/all", JSON.stringify({ time: start - 60, values: { P1: 745.25 } }));
  const later = begun(t, settings(broker.port, { clientId: "later" }));
  await later.rows(1);
  assert.deepEqual(later.sink.words(start), ["P1@-60=745.25"]);
});

test("a last will on a topic of one's own makes what is below it stale", async (t) => {
  const { client, start, sink, feed, rows, up } = await listening(t);
  await up();
  await client.publishAsync("cabin/P1", "745.5", { qos: 1 });
  await client.publishAsync("cabin/status", "online", { qos: 1 });
  await client.publishAsync("cabin/status", "offline", { qos: 1 });
  await rows(2);
  assert.deepEqual(sink.words(start), ["P1@0=745.5", "P1@0= stale"]);
  assert.deepEqual(feed.status.stale, ["P1"]);
});

test("TLS with an authority of one's own, a certificate, a name and a password; each is needed, and its lack is told", async (t) => {
  const broker = await mosquitto(t, (folder) => {
    makeCertificates(folder);
    makePassword(folder, "hull", "green");
    return [
      "allow_anonymous false",
      `password_file ${join(folder, "passwords")}`,
      `cafile ${join(folder, "ca.pem")}`,
      `certfile ${join(folder, "server.pem")}`,
      `keyfile ${join(folder, "server.key")}`,
      "require_certificate true",
    ];
  });
  const pem = (name: string) => readFileSync(join(broker.folder, name), "utf8");
  const whole = {
    url: new URL(`mqtts://127.0.0.1:${broker.port}`),
    ca: pem("ca.pem"),
    cert: pem("server.pem"),
    key: pem("server.key"),
    user: "hull",
    password: "green",
  };
  const { start, sink, rows, up } = begun(t, settings(broker.port, whole));
  await up();
  const client = await broker.client();
  await client.publishAsync("cabin/P1", "745.5", { qos: 1 });
  await rows(1);
  assert.deepEqual(sink.words(start), ["P1@0=745.5"]);
  const refusal = async (clientId: string, lacks: Partial<MqttOptions>) => {
    const { feed } = begun(t, settings(broker.port, { ...whole, ...lacks, clientId }));
    await until(() => feed.status.state === "down", "the refusal");
    return feed.status.why ?? "";
  };
  assert.match(await refusal("blind", { ca: undefined }), /self-signed certificate|unable to (?:verify|get)/);
  assert.match(await refusal("bare", { cert: undefined, key: undefined }), /certificate required|closed|ECONNRESET/);
  assert.match(await refusal("liar", { password: "red" }), /Not authorized/i);
});

test("a password goes over TLS alone, or stays on this machine", () => {
  const read = (text: string) => openMqtt(Options.read(`mqtt:${text}`, { mqtt: mqttOptions }));
  const file = join(import.meta.dirname, "mqtt.test.ts");
  assert.throws(
    () => read(`url=mqtt://far.example,topics=a,password_file=${file}`),
    /found a secret for mqtt:\/\/, expected TLS/,
  );
  assert.ok(read(`url=mqtt://127.0.0.1,topics=a,password_file=${file}`));
});
