import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { startProgress } from "./progress.ts";
import { shellOf } from "./shell.ts";

/** Runs a command that has read 60,000 rows and half of its bytes after two minutes; gives what it wrote. */
function written(isTTY: boolean, total: number): string {
  const stderr = Object.assign(new PassThrough(), { isTTY });
  let now = 0;
  const clock = { now: () => now, sleep: async () => {} };
  const shell = shellOf(process.stdout, stderr as unknown as NodeJS.WriteStream, clock);
  const progress = startProgress(shell, total);
  now = 120_000;
  progress.update(total / 2, 60_000);
  progress.stop();
  return String(stderr.read() ?? "");
}

test("a terminal sees how far it is, how fast it goes and how long it takes", () => {
  assert.match(written(true, 1000), /█{12}░{12} 50 % {2}60,000 rows, 500 rows\/s {2}2 min 0 s left/);
});

test("where the size is not known, the rate alone", () => {
  const text = written(true, 0);
  assert.match(text, /60,000 rows, 500 rows\/s/);
  assert.ok(!text.includes("left"));
});

test("what is no terminal sees nothing", () => {
  assert.equal(written(false, 1000), "");
});
