/** Memory of `hullwatch replay --json` over a record of 90 days, by tenths of the record, which comes through a pipe. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { printFigure } from "./figure.ts";
import { hullwatch, recordingOf, stationFile, voyage } from "./iss.ts";
import { resident } from "./resident.ts";

const days = 90;
const replay = ["replay", "-", "--station", stationFile, "--json"];
// The first run after an update strips types and compiles, for which it needs some 30 MB more.
spawnSync(hullwatch, replay, { input: "time,parameter,value\n" });
const child = spawn(hullwatch, replay, {
  stdio: ["pipe", "ignore", "inherit"],
});
const ended = once(child, "close");
// A replay that ends early closes the pipe; its status tells.
child.stdin.on("error", () => {});
const tenths = Array.from({ length: 10 }, () => ({ low: Number.POSITIVE_INFINITY, high: 0 }));
let peak = 0;
let count = 0;

for (const { text, rows, at } of recordingOf(voyage(days))) {
  count += rows;
  if (!child.stdin.write(text)) await Promise.race([once(child.stdin, "drain"), ended]);
  const memory = resident(child.pid as number);
  if (memory === null) break;
  const tenth = tenths[Math.min(Math.floor(at * 10), 9)];
  tenth.low = Math.min(tenth.low, memory.now);
  tenth.high = Math.max(tenth.high, memory.now);
  peak = memory.peak;
}
child.stdin.end();
const [status] = await ended;
if (status !== 0) process.exit(1); // it has said why

console.log(`  ${count.toLocaleString("en")} rows, ${days} days of the ISS`);
tenths.forEach(({ low, high }, i) => {
  const until = ((i + 1) * days) / tenths.length;
  console.log(
    `  up to day ${String(until).padStart(2)}   ${low.toFixed(0).padStart(4)} to ${high.toFixed(0).padStart(4)} MB`,
  );
});
printFigure({ what: "most memory", measured: peak, unit: "MB", goal: ["at most", 150] });
