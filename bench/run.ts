/** `npm run bench -- NAME …` runs the named benchmarks one after the other; without a name, all of them. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const all = [
  "replay",
  "engine",
  "simulate",
  "memory",
  "csv-readers",
  "packets",
  "nights",
  "real-air",
  "detection",
  "sizing",
  "warm",
  "least",
  "reliability",
  "plan",
  "locate",
  "plan-safety",
  "mend",
  "conjunctions",
  "archive",
  "log",
  "log-crash",
  "server",
  "server-kills",
  "centres",
  "stations",
  "console",
  "fleet",
  "faults",
];
const names = process.argv.length > 2 ? process.argv.slice(2) : all;

const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are ${all.join(", ")}`);
  process.exit(2);
}
for (const name of names) {
  console.log(`\n${name}`);
  // A process each: none inherits the heap or the compiled code of the one before.
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
