import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { createReader } from "@hullwatch/feeds/csv";
import { person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

const station = "/api/v1/stations/cabin";
const start = Math.floor(Date.now() / 1000) - 1000;
const iso = (s: number) => new Date((start + s) * 1000).toISOString();

interface Accepted {
  readonly accepted: number;
  readonly missing: number;
  readonly unknown: Record<string, number>;
  readonly rejected: readonly { readonly row: number }[];
}
interface Bucket {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly max_time: string;
}

test("what came in by every door is in the history, in pictures that lose no spike, and in the files", async (t) => {
  const server = await testServer(t);
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const feed = await person(server, "feed", "engineer");
  const send = async (body: string | Uint8Array | object, type: string) =>
    (await (await feed.ask("POST", `${station}/rows`, { body, type })).json()) as Accepted;

  const frames = Array.from({ length: 500 }, (_, s) => ({
    time: start + s,
    values: { P1: s === 333 ? 755 : 750, GHOST: 1 },
  }));
  const json = await send({ frames }, "application/json");
  assert.deepEqual([json.accepted, json.unknown.GHOST], [500, 500]);
  const lines = Array.from({ length: 100 }, (_, s) =>
    JSON.stringify({ time: iso(500 + s), parameter: "P1", value: "750.1" }),
  );
  const ndjson = await send(`${[...lines, "no JSON"].join("\n")}\n`, "application/x-ndjson");
  assert.deepEqual([ndjson.accepted, ndjson.rejected[0]?.row], [100, 101]);
  const csv = `time,parameter,value\n${iso(600)},P1,750.2\nnoon,P1,750.2\n${iso(601)},P1,\n`;
  const packed = await send(gzipSync(csv), "text/csv");
  // A blank is a row that says that nothing was read.
  assert.deepEqual([packed.accepted, packed.missing, packed.rejected[0]?.row], [2, 1, 3]);
  // Late, and again: neither changes what is there.
  assert.equal(
    (await send({ rows: [{ time: start + 333, parameter: "P1", value: 755 }] }, "application/json")).accepted,
    1,
  );
  await run.idle();

  const history = async (query: string) => (await feed.ask("GET", `${station}/history/P1?${query}`)).json();
  const { buckets } = (await history("points=10")) as { buckets: Bucket[] };
  assert.ok(buckets.length <= 5);
  assert.equal(
    buckets.reduce((sum, { count }) => sum + count, 0),
    601,
  );
  const spike = buckets.find(({ max }) => max === 755);
  assert.deepEqual([spike?.min, spike?.max_time], [750, iso(333)]);
  const { rows } = (await history(`rows=true&from=${iso(332)}&to=${iso(335)}`)) as { rows: { value: number }[] };
  assert.deepEqual(
    rows.map(({ value }) => value),
    [750, 755, 750],
  );

  const file = await (await feed.ask("GET", `${station}/export?format=csv`)).text();
  const inputs = createReader(run.station, { file: "export", onReject: (reject) => assert.fail(reject.found) });
  assert.equal(inputs.push(file).length + inputs.end().length, 602);
  const parquet = Buffer.from(await (await feed.ask("GET", `${station}/export?format=parquet`)).arrayBuffer());
  assert.deepEqual([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()], ["PAR1", "PAR1"]);

  const admin = await person(server, "root", "administrator");
  assert.match(await (await admin.ask("GET", "/metrics")).text(), /^hullwatch_rows_total\{station="cabin"\} 603$/m);
});
