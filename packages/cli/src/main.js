#!/bin/sh
//usr/bin/env true; bin="$(dirname "$(readlink -f "$0")")/../../../node_modules/.bin"; PATH="$bin:$PATH" exec node --no-concurrent-recompilation --invocation-count-for-turbofan=50000 --no-incremental-marking --max-semi-space-size=16 --max-old-space-size=256 "$0" "$@"
// The second line is a shell's; to Node it is a comment. It finds the Node that is installed with the command: an older one
// of the machine's would refuse these options before a line of this is read.
// Rows of a recording die young and little lives long: told so, the collector keeps the process a quarter smaller. While a
// function is compiled on another core its slow form goes on leaving rubbish behind, more the busier the machine is: compiled at
// once the process is as fast and takes as much memory every time. The thorough compiler waits until a function has run 50,000
// times in place of 3,000: of a replay of 5 s it took one by itself, much of it for what had to be compiled again when other
// values came. The plan of a search
// leaves 80 MB of rubbish: 256 MB in all is enough for the largest station that ships, and makes the collector look; it then does
// all of it in one pause of some 10 ms, since rubbish that comes while it looks would be another 20 MB.
import module from "node:module";

const found = process.versions.node;
if (Number.parseInt(found, 10) < 24) {
  process.stderr.write(`hullwatch: found Node ${found}, expected 24 or later, which \`npx hullwatch\` brings along\n`);
  process.exit(2);
}
// Types are stripped once and not at every start: half the time to start, a fifth less memory. This file is plain JavaScript, so
// that what strips them (11 MB) is not even read.
module.enableCompileCache();
await import("./command.ts");
