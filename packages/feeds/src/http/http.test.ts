import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type TestContext, test } from "node:test";
import { Names, startFeed } from "../feed/index.ts";
import { cabin, noPast, TestClock, TestSink, until } from "../feed/testing.ts";
import { feedContract, type Given } from "../feed/testing-contract.ts";
import { cuttable } from "../feed/testing-proxy.ts";
import { Http, type HttpOptions } from "./http.ts";

/** A server that says what a test wants it to. */
async function sayer(t: TestContext) {
  const said = { text: "[]", type: "application/json", status: 200, asked: [] as string[], token: [] as unknown[] };
  const server = createServer((request, response) => {
    said.asked.push(request.url ?? "");
    said.token.push(request.headers.authorization);
    response.writeHead(said.status, { "content-type": said.type }).end(said.text);
  });
  const { port, cut, mend } = await cuttable(t, server);
  const url = () => new URL(`http://127.0.0.1:${port}/rows`);
  return { said, cut, mend, url, open: () => 0 };
}

const settings = (url: URL, more: Partial<HttpOptions> = {}): HttpOptions => ({
  url,
  every: 1000,
  since: null,
  token: undefined,
  ...more,
});

feedContract({
  name: "http",
  async begin(t, clock, start) {
    const { said, cut, mend, url, open } = await sayer(t);
    // Everything so far is in every answer, as of a server that keeps the last hours.
    const all: unknown[] = [];
    const add = (rows: readonly Given[]) => {
      all.push(...rows.map(({ at, ...row }) => ({ time: start + at, ...row })));
      said.text = JSON.stringify(all);
    };
    const turn = async () => {
      const before = said.asked.length;
      await clock.turn(1000);
      for (let left = 40; said.asked.length === before && left > 0; left--)
        await new Promise((go) => setTimeout(go, 5));
    };
    return {
      source: new Http(settings(url())),
      async give(rows) {
        add(rows);
        await turn();
      },
      async spoil() {
        said.text = "<html>a login page</html>";
        await turn();
      },
      async cut() {
        await cut();
        await clock.turn(1000);
      },
      mend,
      store: add,
      open,
    };
  },
  skip: {
    doubled:
      "an answer holds what the one before held: each row is counted as often as it is sent; nothing twice is checked below",
  },
});

async function begun(t: TestContext, more: Partial<HttpOptions> = {}, past = noPast) {
  const made = await sayer(t);
  const clock = new TestClock();
  const sink = new TestSink();
  const source = new Http(settings(made.url(), more));
  const begin = () => {
    const feed = startFeed({ source, sink, clock, names: new Names(cabin), past, silentAfter: 60_000 });
    t.after(() => feed.stop());
    return feed;
  };
  return { ...made, clock, sink, begin, start: clock.now() / 1000 };
}

test("what is said again is given once", async (t) => {
  const { said, clock, sink, begin, start } = await begun(t);
  said.text = JSON.stringify([{ time: start, parameter: "P1", value: 745 }]);
  const feed = begin();
  await until(() => feed.status.rows === 1, "the row");
  said.text = JSON.stringify([
    { time: start, parameter: "P1", value: 745 },
    { time: start + 1, parameter: "P1", value: 744 },
  ]);
  await clock.turn(1000);
  await until(() => feed.status.rows === 2, "the second row");
  assert.deepEqual(sink.words(start), ["P1@0=745", "P1@1=744"]);
  assert.equal(feed.status.doubled, 1);
});

test("CSV and JSON lines, each line for itself", async (t) => {
  const { said, sink, begin, start } = await begun(t);
  said.type = "text/csv";
  said.text = `time,parameter,value\n${start},P1,745\nnoon,P1,1\n${start + 1},P2,99`;
  const first = begin();
  await until(() => first.status.rows === 2, "two rows");
  assert.equal(first.status.faults, 1);
  await first.stop();
  said.type = "application/x-ndjson";
  said.text = `{"time":${start + 2},"parameter":"P1","value":744}\n{\n\n{"time":${start + 3},"values":{"P2":98}}\n`;
  const second = begin();
  await until(() => second.status.rows === 2, "two more");
  assert.equal(second.status.faults, 1);
  assert.deepEqual(sink.words(start), ["P1@0=745", "P2@1=99", "P1@2=744", "P2@3=98"]);
});

test("the server is told from when on, and who asks; another status is a lost link", async (t) => {
  const past = { newest: (name: string) => (name === "P1" ? 1_699_999_990 : undefined), mark: undefined };
  const { said, begin } = await begun(t, { since: "after", token: "green" }, past);
  said.status = 503;
  const feed = begin();
  await until(() => feed.status.state === "down", "the loss");
  assert.match(feed.status.why ?? "", /rows: found status 503, expected 200/);
  assert.equal(said.asked[0], "/rows?after=2023-11-14T22%3A13%3A10.000Z");
  assert.equal(said.token[0], "Bearer green");
});

test("an answer without end is not read to its end", async (t) => {
  const { said, begin } = await begun(t);
  said.text = " ".repeat((64 << 20) + 1);
  const feed = begin();
  await until(() => feed.status.state === "down", "the loss");
  assert.match(feed.status.why ?? "", /found more than 67108864 characters/);
});
