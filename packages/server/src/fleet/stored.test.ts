import assert from "node:assert/strict";
import { test } from "node:test";
import { type Archive, ArchiveBehindError, type Entry } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import { steadyClock } from "../clock/index.ts";
import { sendRows } from "./send.ts";
import { fillArchive } from "./stored.ts";
import { busOf, natsServer, until } from "./testing.ts";

/** As much of an archive as filling it needs. */
class Held implements Pick<Archive, "position" | "append" | "close"> {
  entries: Entry[] = [];
  async position() {
    return this.entries.at(-1)?.position ?? 0;
  }
  async append(_journal: string, entries: readonly Entry[], after = 0) {
    const position = await this.position();
    if (position < after) throw new ArchiveBehindError(position, after);
    this.entries.push(...entries.filter((one) => one.position > position));
    return { position: await this.position(), added: 0, doubled: 0 };
  }
  async close() {}
}

test("an archive that is set back to an older copy while it is filled gets what it has lost again", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  const held = new Held();
  const faults: unknown[] = [];
  const filling = fillArchive({
    ...{ bus, archive: held as unknown as Archive, clock: steadyClock, every: 20, onBroken: assert.fail },
    onFault: (fault) => void faults.push(fault),
  });
  t.after(() => filling.stop());
  const sending = { bus, now: () => 0, signal: new AbortController().signal, onFault: assert.fail };
  const send = (value: number) =>
    sendRows(sending, "cabin", [{ time: second(value), parameter: "P1", value: String(value) }]);
  for (const value of [1, 2, 3, 4]) await send(value);
  await until("all are there", () => held.entries.length === 4);
  held.entries = held.entries.slice(0, 1);
  await send(5);
  await until("all are there again", () => held.entries.length === 5);
  assert.deepEqual(
    held.entries.map(({ rows }) => rows[0].value),
    ["1", "2", "3", "4", "5"],
  );
  assert.ok(faults.some((fault) => fault instanceof ArchiveBehindError));
});
