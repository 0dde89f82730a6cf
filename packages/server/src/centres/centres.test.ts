import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { canonical, openLog } from "@hullwatch/log";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { systemClock } from "../clock/index.ts";
import { person, type TestServer, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";
import { fetchFile, sendFile } from "./files.ts";
import { entrySubject, logStream, ownStreams } from "./stream.ts";
import { makeCertificate, type TestNats, testNats, withoutNats } from "./testing-nats.ts";

const skip = withoutNats;
const path = "/api/v1/stations/cabin";

function centre(
  t: TestContext,
  name: string,
  own: TestNats,
  others: Readonly<Record<string, TestNats>>,
  folder?: string,
) {
  const links = Object.entries(others).map(([id, { url }]) => ({ centre: id, url }));
  const settings = [`centre=${name}`, `centres.nats.url=${own.url}`, `centres.links=${JSON.stringify(links)}`];
  return testServer(t, {}, folder, settings);
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let left = 400; !(await holds()); left--) {
    if (left === 0) assert.fail(`waited in vain: ${what}`);
    await setTimeout(25);
  }
}

/** Everything of the log in its order, and what follows from it. */
async function wholeLog({ logbook }: TestServer): Promise<string> {
  const { entries } = await logbook.log.list({ limit: 1000 });
  return canonical([entries.map(({ entry }) => entry), logbook.state]);
}

const count = async ({ logbook }: TestServer) => (await logbook.log.list({ limit: 1000 })).entries.length;
const link = ({ centres }: TestServer, name: string) => centres!.status.links.find((one) => one.centre === name)!;

async function two(t: TestContext) {
  const nats = { houston: await testNats(t), moscow: await testNats(t) };
  const houston = await centre(t, "houston", nats.houston, { moscow: nats.moscow });
  const moscow = await centre(t, "moscow", nats.moscow, { houston: nats.houston });
  await houston.stations.put("cabin", cabinFile, "test");
  await moscow.stations.put("cabin", cabinFile, "test");
  const ada = await person(houston, "ada", "flight-director", "*", "houston");
  const boris = await person(moscow, "boris", "flight-director", "*", "moscow");
  return { nats, houston, moscow, ada, boris };
}

test("two centres that were cut off hold the same log and state when joined; reports of both are kept and both are shown", {
  skip,
}, async (t) => {
  const { nats, houston, moscow, ada, boris } = await two(t);
  const say = async (who: typeof ada, body: object) =>
    assert.equal((await who.ask("POST", `${path}/log`, { body })).status, 201);
  await say(ada, { key: "a1", kind: "incident-opened", incident: "leak", body: { title: "Leak" } });
  await until(async () => (await count(moscow)) === 1, "the incident in Moscow");
  await until(() => link(moscow, "houston").hearsUs === true && link(houston, "moscow").state === "up", "both hear");

  await nats.houston.kill();
  await nats.moscow.kill();
  await until(() => link(moscow, "houston").state === "cut" && link(houston, "moscow").state === "cut", "the cut");
  const poll = {
    incident: "leak",
    kind: "poll-opened",
    body: { poll: "go", question: "Isolate?", asked: [{ role: "flight-director" }] },
  };
  await say(ada, { key: "a2", ...poll });
  await say(boris, { key: "b1", ...poll });
  await say(ada, { key: "a3", incident: "leak", kind: "poll-voted", body: { poll: "go", vote: "GO" } });
  await say(boris, { key: "b2", incident: "leak", kind: "poll-voted", body: { poll: "go", vote: "NO-GO" } });
  await say(ada, { key: "a4", kind: "hatch-moved", body: { hatch: "door", state: "closed" } });
  await say(boris, { key: "b3", kind: "hatch-moved", body: { hatch: "door", state: "open" } });
  const form = new FormData();
  form.set("file", new Blob(["x".repeat(200_000)], { type: "text/plain" }), "trace.txt");
  const { entry } = (await (await boris.ask("POST", `${path}/files`, { body: form })).json()) as {
    entry: { body: { sha256: string } };
  };

  await nats.moscow.start();
  await nats.houston.start();
  await until(async () => (await wholeLog(houston)) === (await wholeLog(moscow)), "one log");
  assert.equal(await count(houston), 8);
  const { polls, hatches } = houston.logbook.state;
  assert.deepEqual(polls[0].votes.map(({ vote, by }) => [by.centre, vote]).sort(), [
    ["houston", "GO"],
    ["moscow", "NO-GO"],
  ]);
  assert.deepEqual([hatches[0], ...hatches[0].earlier].map(({ by, state }) => [by.centre, state]).sort(), [
    ["houston", "closed"],
    ["moscow", "open"],
  ]);
  await until(() => houston.logbook.log.files.has(entry.body.sha256), "the file of Moscow");
  const file = await ada.ask("GET", `${path}/files/${entry.body.sha256}`);
  assert.equal((await file.text()).length, 200_000);
});

test("the state of a station and the measures say which centre is cut off, since when and why", { skip }, async (t) => {
  const { nats, houston, moscow, ada } = await two(t);
  const root = await person(houston, "root", "administrator");
  const shown = async () => ((await (await ada.ask("GET", `${path}/state`)).json()) as { centres: object[] }).centres;
  const measured = async (name: string) =>
    new RegExp(`^${name}\\S* (\\S+)$`, "m").exec(await (await root.ask("GET", "/metrics")).text())?.[1];
  await until(() => link(houston, "moscow").hearsUs === true, "Moscow hears Houston");
  const [up] = (await shown()) as { clock_ahead_s: number }[];
  assert.ok(Math.abs(up.clock_ahead_s) < 5);
  assert.partialDeepStrictEqual(up, { centre: "moscow", state: "up", why: null, behind: 0, hears_us: true });
  assert.equal(await measured("hullwatch_centre_up"), "1");
  await moscow.stop();
  await until(() => link(houston, "moscow").state === "silent", "silence");
  await nats.moscow.kill();
  await until(() => link(houston, "moscow").state === "cut", "the cut");
  const [cut] = (await shown()) as { since: string; why: string }[];
  assert.partialDeepStrictEqual(cut, { state: "cut", behind: null, hears_us: null });
  assert.ok(Date.now() - Date.parse(cut.since) < 15_000 && cut.why.length > 0);
  assert.equal(await measured("hullwatch_centre_up"), "0");
  const whole = (await (await ada.ask("GET", "/api/v1/centres")).json()) as object;
  assert.partialDeepStrictEqual(whole, { centre: "houston", own: { state: "up", unsent: 0 } });
});

test("a centre whose disk was lost has its own entries again before it writes, and numbers none twice", {
  skip,
}, async (t) => {
  const { nats, houston, moscow, ada } = await two(t);
  for (const key of ["1", "2", "3"])
    assert.equal(
      (await ada.ask("POST", `${path}/log`, { body: { key, kind: "note", body: { text: key } } })).status,
      201,
    );
  await until(async () => (await count(moscow)) === 3, "all in Moscow");
  await houston.stop();
  const log = join(houston.folder, "data", "log");
  assert.ok(existsSync(log));
  rmSync(log, { recursive: true });
  const again = await centre(t, "houston", nats.houston, { moscow: nats.moscow }, houston.folder);
  const { entry } = await again.logbook.append({
    ...{ key: "4", station: "cabin", kind: "note", body: { text: "4" } },
    author: { id: "ada", name: "Ada", role: "controller", centre: "houston" },
  });
  assert.equal(entry.seq, 4);
  await until(async () => (await wholeLog(again)) === (await wholeLog(moscow)), "one log");
  assert.deepEqual((await moscow.logbook.log.verify()).faults, []);
});

test("what two centres cannot tell each other reaches them by a third", { skip }, async (t) => {
  const nats = { houston: await testNats(t), moscow: await testNats(t), tsukuba: await testNats(t) };
  const houston = await centre(t, "houston", nats.houston, { tsukuba: nats.tsukuba });
  const moscow = await centre(t, "moscow", nats.moscow, { tsukuba: nats.tsukuba });
  const tsukuba = await centre(t, "tsukuba", nats.tsukuba, { houston: nats.houston, moscow: nats.moscow });
  for (const server of [houston, moscow]) await server.stations.put("cabin", cabinFile, "test");
  const ada = await person(houston, "ada", "controller");
  assert.equal(
    (await ada.ask("POST", `${path}/log`, { body: { key: "1", kind: "note", body: { text: "1" } } })).status,
    201,
  );
  await until(async () => (await count(moscow)) === 1, "the note in Moscow");
  assert.equal(await wholeLog(moscow), await wholeLog(tsukuba));
});

test("the NATS of another centre, given as the own or by mistake, is not written to and not read", {
  skip,
}, async (t) => {
  const { nats, moscow } = await two(t);
  const wrong = await centre(t, "tsukuba", nats.moscow, { houston: nats.moscow });
  await until(
    () => /control centre moscow, expected/.test(wrong.centres!.status.own.why ?? ""),
    "the refusal to write",
  );
  await until(() => /control centre moscow, expected/.test(link(wrong, "houston").why ?? ""), "the refusal to read");
  assert.equal(await count(moscow), 0);
});

test("a link over TLS by name and password; a wrong password is told", { skip }, async (t) => {
  const folder = makeCertificate(t);
  const [crt, key] = ["tls.crt", "tls.key"].map((name) => join(folder, name));
  for (const word of ["right", "wrong"]) writeFileSync(join(folder, word), `${word}\n`);
  const own = await testNats(t);
  const users = `authorization { users: [{ user: own, password: own }, { user: houston, password: right }] }`;
  const far = await testNats(t, `tls { cert_file: "${crt}", key_file: "${key}" }\n${users}`);
  const url = far.url.replace("nats://127.0.0.1", "tls://localhost");
  const linked = (word: string) => [
    ...["centre=houston", `centres.nats.url=${own.url}`],
    `centres.links=${JSON.stringify([{ centre: "moscow", url, user: "houston", password_file: join(folder, word), ca_file: crt }])}`,
  ];
  const houston = await testServer(t, {}, undefined, linked("wrong"));
  await until(() => /authorization/i.test(link(houston, "moscow").why ?? ""), "the refusal");
  await houston.stop();
  const right = await testServer(t, {}, undefined, linked("right"));
  await until(() => /no log yet/.test(link(right, "moscow").why ?? ""), "the link");
});

test("another centre, as deploy/nats.conf has it, takes in log and files and can do nothing else", {
  skip,
}, async (t) => {
  const deployed = readFileSync(join(import.meta.dirname, "../../../../deploy/nats.conf"), "utf8");
  const users = deployed
    .slice(deployed.indexOf("READER:"))
    .replace("$OWN_PASSWORD", "own")
    .replace("$MOSCOW_PASSWORD", "far");
  const nats = await testNats(t, users);
  const [own, far] = await Promise.all(
    ["hullwatch own", "moscow far"].map(async (who) => {
      const [user, pass] = who.split(" ");
      const connection = await connect({ servers: new URL(nats.url).host, user, pass });
      t.after(() => connection.close());
      return { connection, manager: await jetstreamManager(connection) };
    }),
  );
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-reader-"));
  const logs = await Promise.all(
    ["houston", "moscow"].map((one) => openLog({ folder: join(folder, one), centre: one, clock: systemClock })),
  );
  t.after(async () => {
    for (const log of logs) await log.close();
    rmSync(folder, { recursive: true });
  });
  await ownStreams(own.connection, own.manager, "houston");
  const content = [Buffer.alloc(150_000, "hull"), Buffer.alloc(150_000, "watch")];
  const { sha256 } = await logs[0].files.put(Readable.from(content), { name: "trace.txt" });
  await sendFile({ ...own, files: logs[0].files }, sha256);
  const { signal } = new AbortController();
  assert.equal(await fetchFile({ ...far, files: logs[1].files }, sha256, signal), true);
  assert.equal((await logs[1].files.describe(sha256)).bytes, 300_000);
  const stream = jetstream(far.connection);
  await assert.rejects(stream.publish(entrySubject("moscow"), "{}"), /permissions violation/i);
  await assert.rejects(stream.publish(entrySubject("houston"), "{}"), /permissions violation/i);
  await assert.rejects(far.manager.streams.delete(logStream), /permissions violation/i);
  await assert.rejects(own.manager.streams.purge(logStream), /purge/i);
});
