#!/usr/bin/env -S MALLOC_TRIM_THRESHOLD_=65536 node --single-threaded --max-semi-space-size=16
// Rows of a recording die young and little lives long: told so, the collector keeps the process a quarter smaller. Compilers and
// collector take their turns with the replay: on threads of their own they fall behind where the machine is busy, rubbish piles
// up meanwhile, and the process takes now 130 MB and now 200. What compilers allocate goes back to the system.
import { enableCompileCache } from "node:module";

// Types are stripped once and not at every start: half the time to start, a fifth less memory.
enableCompileCache();
await import("./command.ts");
