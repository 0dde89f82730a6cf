import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderFor, hullwatch } from "../testing.ts";
import { type Client, people, serve } from "../testing-serve.ts";

/** Asks until something is so, which takes as long as the server needs. */
async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (let left = 400; ; left--) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (left === 0) assert.fail(`waited in vain; the last answer was ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

test("a feed is in the state of its station, and goes on after kill -9 without a row twice", async (t) => {
  const folder = folderFor(t);
  const spool = join(folder, "spool");
  mkdirSync(spool);
  const now = Math.floor(Date.now() / 1000) - 20;
  const line = (second: number) => `${now + second},AP-P,${1000 + second / 10}\n`;
  const file = join(spool, "a.csv");
  writeFileSync(file, `time,parameter,value\n${line(0)}noon,AP-P,1\n${line(1)}`);
  const more = ["--set", "stations=astropi-2022", "--feed", `folder:path=${spool},every_s=1`];
  const stateOf = async (client: Client, address: string) =>
    (await client.ask(address, "GET", "/stations/astropi-2022/state")).body;

  const first = await serve(t, folder, more);
  const { root } = await people(first.address, first.code!, {});
  const state = await until(
    () => stateOf(root, first.address),
    ({ feeds, waiting }) => feeds[0].rows === 2 && waiting === 0,
  );
  const { kind, rows, faults, why } = state.feeds[0];
  assert.deepEqual({ kind, rows, faults }, { kind: "folder", rows: 2, faults: 1 });
  assert.match(why, /^a\.csv:3: found "noon", expected an ISO 8601 time/);
  assert.deepEqual(
    state.parameters.map(({ parameter, value }: { parameter: string; value: string }) => [parameter, value]),
    [["AP-P", "1000.1"]],
  );
  await first.kill();
  appendFileSync(file, line(2));

  const again = await serve(t, folder, more);
  await until(
    () => stateOf(root, again.address),
    ({ parameters }) => parameters[0]?.value === "1000.2",
  );
  const { body: csv } = await root.ask(again.address, "GET", "/stations/astropi-2022/export");
  assert.deepEqual(
    String(csv)
      .trim()
      .split("\n")
      .slice(1)
      .map((one) => one.split(",")[2]),
    ["1000.0", "1000.1", "1000.2"],
  );
  const { body: metrics } = await root.ask(again.address, "GET", "/../../metrics");
  assert.match(String(metrics), /hullwatch_feed_news_total\{station="astropi-2022",feed="folder",kind="up"\} 1/);
  assert.equal(await again.stop(), 0);
});

test("a feed that cannot be begun as it was asked for ends the start, with what was expected", () => {
  const said = (...feed: readonly string[]) => {
    const { status, stderr } = hullwatch(["serve", "--feed", ...feed]);
    return `${status} ${stderr.trim()}`;
  };
  assert.match(said("issliv"), /^2 hullwatch: feed "issliv": found "issliv", expected .*did you mean isslive\?$/);
  assert.match(said("folder"), /^2 hullwatch: feed folder, path: found nothing, expected the folder$/);
  assert.match(said("isslive", "--demo"), /^2 hullwatch: --demo: found a feed beside it, expected none/);
});

test("a link to another centre that names none is refused with what is expected", () => {
  const { status, stderr } = hullwatch(["serve", "--link", "nats://nats.moscow.example"]);
  assert.deepEqual(
    [status, stderr],
    [2, 'hullwatch: --link: found "nats://nats.moscow.example", expected centre=url\n'],
  );
});
