/** A process on a disk that is too small, as the limit on the size of its files makes it: `node testing-full.ts FOLDER`. */
import { spawnSync } from "node:child_process";
import { second } from "@hullwatch/core/quantity";
import { openStore } from "./index.ts";

const [directory] = process.argv.slice(2);
const rowsEach = 10_000;
const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error));

let told = "";
const store = await openStore(directory, {
  clock: { now: () => 0, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
  onFault: (error) => {
    told ||= codeOf(error);
  },
  archive: { sortAt: 1e9 },
  segmentSize: 400_000,
});

/** Values with digits that no compression finds a rule in, so that the files grow. */
const noise = (n: number) => (Math.sin(n) * 1e6).toFixed(9);
const rows = (from: number) =>
  Array.from({ length: rowsEach }, (_, i) => ({ time: second(from + i), parameter: "P", value: noise(from + i) }));

let acknowledged = 0;
while (told === "") {
  await store.archived(await store.journal.append({ station: "iss", rows: rows(acknowledged) })).catch(() => undefined);
  acknowledged += rowsEach;
}
console.log(`archive: ${told}`);

const [row] = rows(0);
const huge = { station: "iss", rows: Array.from({ length: 120_000 }, () => row) };
console.log(`journal: ${await store.journal.append(huge).then(() => "acknowledged", codeOf)}`);

const snapshot = { station: "iss", journal: store.journal.id, position: 1, state: "small" };
await store.snapshots.save(snapshot);
const refused = await store.snapshots.save({ ...snapshot, state: "x".repeat(4e6) }).then(() => "saved", codeOf);
const kept = (await store.snapshots.load("iss")).snapshot?.state === "small";
console.log(`snapshot: ${refused}, and the one before is ${kept ? "whole" : "lost"}`);

console.log(`backup: ${await store.backup(`${directory}/backup`).then(() => "made", codeOf)}`);

spawnSync("prlimit", ["--pid", String(process.pid), "--fsize=unlimited"]);
await store.archived(store.journal.end);
let found = 0;
for await (const readings of store.archive.history({ station: "iss", parameter: "P" })) found += readings.length;
const whole =
  found === acknowledged ? "every acknowledged row is in the archive once" : `${found} of ${acknowledged} rows`;
console.log(`with room again: ${whole}`);
await store.close();
