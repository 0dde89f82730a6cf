import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import type { Sink, WantedFeed } from "@hullwatch/feeds";
import { pino } from "pino";
import { systemClock } from "../clock/index.ts";
import { cabinFile } from "../stations/testing.ts";
import { startIngest } from "./ingest.ts";
import { readMessage } from "./message.ts";
import { rowsStream } from "./names.ts";
import { putFile, sendRows } from "./send.ts";
import { busOf, natsServer } from "./testing.ts";

const start = Math.floor(Date.now() / 1000) - 60;
const status = { state: "up", since: 0, why: null, rows: 0, newest: null, doubled: 0, missing: 0, suspect: 0 } as const;

/** A feed that gives what a test has it give, and knows with what it was begun. */
function handFeed() {
  const begun: { sink: Sink; mark: string | undefined; newest: number | undefined }[] = [];
  const wanted: WantedFeed = {
    kind: "hand",
    station: "cabin",
    start({ sink, past }) {
      begun.push({ sink, mark: past.mark, newest: past.newest("P1") });
      const rest = { unknown: 0, faults: 0, gaps: 0, lost: 0, stale: [] };
      return { status: { ...status, ...rest }, publish: () => {}, stop: async () => {} };
    },
  };
  return { wanted, begun };
}

const p1 = (t: number, value: string) =>
  ({ time: second(start + t), parameter: "P1", value, quality: "good" }) as const;

test("rows of a feed are in the stream when they are kept, and the same sent again are there once; a new start goes on from there", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  const { wanted, begun } = handFeed();
  const options = {
    bus,
    feeds: [{ text: "hand:x=1", wanted }],
    stations: [cabinFile],
    clock: systemClock,
    logger: pino({ level: "silent" }),
  };
  const first = await startIngest(options);
  await begun[0].sink.rows([p1(0, "750.1"), p1(1, "")], "page 1");
  await begun[0].sink.rows([p1(2, "750.2")], "page 2");
  await begun[0].sink.rows([p1(2, "750.2")]);
  await first.stop();
  const second = await startIngest(options);
  await second.stop();
  assert.deepEqual([begun[0].mark, begun[0].newest], [undefined, undefined]);
  assert.deepEqual([begun[1].mark, begun[1].newest], ["page 2", start + 2]);
  const { state } = await bus.manager.streams.info(rowsStream);
  const messages = [];
  for (let seq = 1; seq <= state.last_seq; seq++) {
    const message = await bus.manager.streams.getMessage(rowsStream, { seq });
    messages.push(readMessage(message!.string()));
  }
  const given = messages.map((one) => ("file" in one ? one.file.id : one.rows.map(({ value }) => value)));
  assert.deepEqual(given, ["cabin", ["750.1", ""], ["750.2"]]);
});

test("rows that are too many or too long for one message come in several, all of them", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  const sending = { bus, now: () => 0, signal: new AbortController().signal, onFault: assert.fail };
  const rows = Array.from({ length: 6001 }, (_, i) => ({
    time: second(i),
    parameter: "note:1",
    value: "é".repeat(200),
  }));
  const last = await sendRows(sending, "cabin", rows);
  const found = [];
  for (let seq = 1; seq <= last; seq++) {
    const said = readMessage((await bus.manager.streams.getMessage(rowsStream, { seq }))!.string());
    if ("rows" in said) found.push(...said.rows);
  }
  assert.ok(last > 2);
  assert.deepEqual(found, rows);
});

test("a station that people gave another file keeps it when ingest begins anew", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  const sending = { bus, now: Date.now, signal: new AbortController().signal, onFault: assert.fail };
  await putFile(sending, `${cabinFile}# of people\n`, "ann");
  const options = { bus, feeds: [], stations: [cabinFile], clock: systemClock, logger: pino({ level: "silent" }) };
  await (await startIngest(options)).stop();
  const { state } = await bus.manager.streams.info(rowsStream);
  assert.equal(state.messages, 1);
});
