import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

test("the public sees what a flight director has released, and nothing else", async (t) => {
  const server = await testServer(t);
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const flight = await person(server, "flight", "flight-director");
  const page = async (path = "") => (await fetch(`${server.address}/status${path}`)).text();
  assert.match(await page(), /<html lang="en">.*Nothing has been released/s);
  const russian = await fetch(`${server.address}/status`, {
    headers: { "accept-language": "de, ru-RU;q=0.9, en;q=0.5" },
  });
  assert.match(await russian.text(), /<html lang="ru">.*<h1>Состояние станции<.*Ничего не опубликовано/s);
  assert.match(String(russian.headers.get("vary")), /accept-language/);
  const secret = { key: "1", kind: "note", body: { text: "the valve of module 7" } };
  await flight.ask("POST", "/api/v1/stations/cabin/log", { body: secret });
  await run.accept([{ time: second(Math.floor(Date.now() / 1000)), parameter: "P1", value: "750" }]);
  await run.idle();

  const draft = (await (await flight.ask("GET", "/api/v1/stations/cabin/releases/draft")).json()) as {
    title: string;
    text: string;
  };
  assert.match(draft.text, /^As of \d\d:\d\d UTC on .*: cabin pressure is steady and no leak is known\.$/);
  assert.doesNotMatch(await page(), /steady/, "a draft is nobody's but the flight director's");

  const text = 'All is well <script>alert("x")</script> & steady';
  const release = await flight.ask("POST", "/api/v1/stations/cabin/releases", {
    body: { key: "r", title: draft.title, text },
  });
  assert.equal(release.status, 201);
  const html = await page();
  assert.match(html, /All is well &lt;script&gt;/);
  assert.doesNotMatch(html, /<script|valve|style=/);
  const feed = await page("/feed.atom");
  assert.match(feed, /<content type="text">All is well &lt;script&gt;/);
  assert.doesNotMatch(feed, /valve/);
  const { entry } = (await release.json()) as { entry: string };
  assert.match(feed, new RegExp(`<id>urn:hullwatch:release:${entry}</id>`));

  // Withdrawn by a correction, it is gone.
  const body = { key: "c", kind: "correction", body: { of: entry, reason: "too early", withdrawn: true } };
  assert.equal((await flight.ask("POST", "/api/v1/stations/cabin/log", { body })).status, 201);
  assert.match(await page(), /Nothing has been released/);
});
