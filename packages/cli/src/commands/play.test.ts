import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { run } from "../run.ts";
import { shellOf } from "../shell/index.ts";
import { hullwatch } from "../testing.ts";

/** A terminal that remembers, and a clock on which nobody waits. */
function terminal(columns: number, onSleep: (slept: number) => void = () => {}) {
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns, hasColors: () => true });
  let text = "";
  stdout.on("data", (data) => {
    text += data;
  });
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
      onSleep(now);
    },
  };
  const shell = shellOf(stdout as unknown as NodeJS.WriteStream, process.stderr, clock);
  return { shell, text: () => text, slept: () => now };
}

/** What is drawn, a list of lines for each frame. */
const framesOf = (text: string) =>
  text.split("\x1b[J").map((f) => stripVTControlCharacters(f).replace("\r", "").split("\n"));

test("a pipe gets a line an hour and one for each thing that happens, the same every time", () => {
  const { stdout, status, stderr } = hullwatch(["play", "--fast"]);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.match(stdout, /^2018-08-29 12:\d\d:\d\dZ {2}74\d\.\d mmHg\n/);
  assert.match(stdout, /ALARM .*mmHg\/h/);
  assert.match(stdout, /Hatch between .*: closed/);
  assert.match(stdout, /reserve [\d.]+ \(/);
  assert.ok(!stdout.includes("\x1b"));
  assert.equal(hullwatch(["play", "--fast"]).stdout, stdout);
});

for (const columns of [80, 60, 200]) {
  test(`in a terminal of ${columns} columns every frame fits and is drawn over the last`, async () => {
    const { shell, text, slept } = terminal(columns);
    await run(["play"], shell);
    const frames = framesOf(text()).slice(0, -1);
    assert.ok(frames.length > 400);
    const heights = new Set(frames.map((lines) => lines.length));
    assert.equal(heights.size, 1);
    for (const line of frames.flat()) assert.ok(line.length < columns, line);
    assert.match(frames.at(-1)?.join("\n") ?? "", /Rate +[\d.]+ \(.*\) mmHg\/h|no leak seen/);
    assert.ok(frames.some((lines) => lines.some((line) => line.includes("ALARM"))));
    assert.ok(frames.some((lines) => lines.some((line) => /[\u2801-\u28ff]/.test(line))));
    assert.ok(slept() > 60e3 && slept() < 90e3, `a night takes ${slept() / 1e3} s`);
    assert.ok(text().startsWith("\x1b[?25l") && text().endsWith("\x1b[?25h"));
  });
}

test("Ctrl-C ends it at once and gives the cursor back", async () => {
  const { shell, text, slept } = terminal(80, (now) => {
    if (now > 1000) process.emit("SIGINT");
  });
  await run(["play"], shell);
  assert.ok(slept() < 2000);
  assert.ok(text().endsWith("\x1b[?25h"));
});
