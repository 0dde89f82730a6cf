/**
 * `npm start`: the console on a server of its own, which plays the night of Soyuz MS-09. With `--terminal`, or any other option of
 * `hullwatch play`, the night is played in the terminal.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildConsole } from "./build-console.ts";

const root = join(import.meta.dirname, "..");
const args = process.argv.slice(2);
const play = ["--terminal", "--fast", "--seed", "--help", "-h"];
const isPlay = args.some((arg) => play.includes(arg.split("=")[0]));
/** The story begins a quarter of an hour before the hole opens; its twelve hours before are there. A minute a second. */
const night = ["serve", "--demo", "--answered", "--from", "2018-08-29T22:00:00Z", "--speed", "60", "--open"];

if (!isPlay) buildConsole(root);
const command = isPlay ? ["play", ...args.filter((arg) => arg !== "--terminal")] : [...night, ...args];
const line = [process.execPath, join(root, "packages/cli/src/main.js"), ...command];
// In place of this process, so that signals reach the server itself. Windows has no such thing.
if (process.platform !== "win32") process.execve?.(process.execPath, line, process.env);
process.exit(spawnSync(line[0], line.slice(1), { stdio: "inherit" }).status ?? 1);
