import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

interface Message {
  readonly id: string | undefined;
  readonly event: string;
  /** Of an event its kind and number, of an entry of the log itself and its arrival. */
  readonly data: {
    readonly kind: string;
    readonly seq: number;
    readonly arrival: number;
    readonly entry: { readonly body: { readonly text: string } };
  };
}

/** Reads messages of a stream until `enough` says so; `onLive` is called when it has been given all that it missed. */
async function listen(
  address: string,
  headers: Record<string, string>,
  enough: (all: readonly Message[]) => boolean,
  { query = "", onLive = () => {} } = {},
) {
  const stop = new AbortController();
  const response = await fetch(`${address}/api/v1/stations/cabin/stream${query}`, { headers, signal: stop.signal });
  assert.equal(response.status, 200);
  const messages: Message[] = [];
  let rest = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + chunk).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      if (part === ": live") onLive();
      const fields = Object.fromEntries(
        part
          .split("\n")
          .filter((line) => !line.startsWith(":"))
          .map((line) => line.split(/: (.*)/s, 2)),
      );
      if (fields.data !== undefined)
        messages.push({ id: fields.id, event: fields.event, data: JSON.parse(fields.data) });
    }
    if (enough(messages)) break;
  }
  stop.abort();
  return messages;
}

const start = Math.floor(Date.now() / 1000) - 200;

/** A fall of 6 mmHg a minute from the hundredth second on. */
const rows = (t: number) =>
  ["P1", "P2"].map((parameter) => ({
    time: second(start + t),
    parameter,
    value: (750 - Math.max(0, t - 100) * 0.1 + 0.02 * Math.sin(t)).toFixed(3),
  }));

test("a stream that was cut goes on where it was: every event and entry once, in order", async (t) => {
  const server = await testServer(t);
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const controller = await person(server, "ada", "controller");
  const token = await tokenOf(controller);
  const headers = { authorization: `Bearer ${token}` };
  const note = (key: string) =>
    controller.ask("POST", "/api/v1/stations/cabin/log", {
      body: { key, kind: "note", body: { text: `note ${key}` } },
    });

  const isRaised = ({ event, data }: Message) => event === "alarm" && data.kind === "rapid-depress";
  const live = Promise.withResolvers<void>();
  const first = listen(server.address, headers, (all) => all.some(isRaised), { onLive: live.resolve });
  await live.promise;
  for (let s = 0; s < 180; s += 10) await run.accept(rows(s));
  const heard = await first;
  assert.ok(heard.some(({ event }) => event === "rows"));
  const cut = heard.findLast(({ id }) => id !== undefined)!.id!;

  for (const key of ["a", "b"]) assert.equal((await note(key)).status, 201);
  for (let s = 180; s < 200; s += 10) await run.accept(rows(s));
  await run.idle();
  const isNote =
    (text: string) =>
    ({ event, data }: Message) =>
      event === "log" && data.entry.body.text === text;
  const again = await listen(server.address, { ...headers, "last-event-id": cut }, (all) => all.some(isNote("note b")));
  const whole = await listen(server.address, headers, (all) => all.some(isNote("note b")), { query: "?after=0.0" });
  const told = (messages: readonly Message[]) =>
    messages
      .filter(({ id }) => id !== undefined)
      .map(({ event, data }) => (event === "log" ? `log ${data.arrival}` : `event ${data.seq}`));
  // Events and entries have each their own order; between them there is none.
  for (const kind of ["log", "event"]) {
    const of = (messages: readonly Message[]) => told(messages).filter((one) => one.startsWith(kind));
    assert.deepEqual([...of(heard), ...of(again)], of(whole), kind);
    assert.equal(new Set(of(whole)).size, of(whole).length);
  }
});

test("a listener that missed megabytes is given all of them, as fast as it reads", async (t) => {
  const server = await testServer(t);
  await server.stations.put("cabin", cabinFile, "test");
  const headers = { authorization: `Bearer ${await tokenOf(await person(server, "ada", "controller"))}` };
  const author = { id: "feed", name: "Feed", role: "engineer", centre: "main" };
  const notes = Array.from({ length: 300 }, (_, i) => `${i} ${"pressure ".repeat(2000)}`);
  const write = (text: string, i: number) =>
    server.logbook.append({ key: `${i}`, station: "cabin", author, kind: "note", body: { text } });
  await Promise.all(notes.map(write));
  const heard = await listen(server.address, headers, (all) => all.length === notes.length, { query: "?after=0.0" });
  assert.deepEqual(new Set(heard.map(({ data }) => data.entry.body.text)), new Set(notes));
});

test("an id that is none is refused, and not begun anew in silence; a stream has no head alone", async (t) => {
  const server = await testServer(t);
  await server.stations.put("cabin", cabinFile, "test");
  const token = await tokenOf(await person(server, "ada", "controller"));
  const headers = { authorization: `Bearer ${token}`, "last-event-id": "nonsense" };
  const response = await fetch(`${server.address}/api/v1/stations/cabin/stream`, { headers });
  assert.equal(response.status, 400);
  assert.equal(((await response.json()) as { code: string }).code, "HW_LAST_EVENT_ID");
  const head = await fetch(`${server.address}/api/v1/stream`, { headers, method: "HEAD" });
  assert.equal(head.status, 404, "and who asks for the head of a stream is not kept waiting for its end");
});

async function tokenOf(who: Awaited<ReturnType<typeof person>>): Promise<string> {
  const body = { name: "stream", scopes: ["read-telemetry", "read-log"], station: "*", days: 1 };
  const response = await who.ask("POST", "/api/v1/me/tokens", { body });
  return ((await response.json()) as { token: string }).token;
}
