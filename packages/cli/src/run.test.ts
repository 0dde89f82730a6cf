import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { command, folderFor, hullwatch, root } from "./testing.ts";

const commands = ["play", "replay", "simulate", "inject", "reserve", "pc", "screen", "stations", "scenarios"];

test("--help teaches by example, for the whole and for each command", () => {
  const whole = hullwatch(["--help"]);
  assert.equal(whole.status, 0);
  for (const command of commands) {
    assert.match(whole.stdout, new RegExp(`^ {2}${command} `, "m"));
    const { stdout, status, stderr } = hullwatch([command, "--help"]);
    assert.deepEqual([status, stderr], [0, ""]);
    const examples = stdout.match(/^ {2}\$ hullwatch /gm) ?? [];
    assert.ok(examples.length >= 2 && examples.length <= 4, `${command} has ${examples.length} examples`);
    assert.ok(stdout.includes(`$ hullwatch ${command}`) || stdout.includes(`| hullwatch ${command}`));
  }
});

test("--version is a version", () => {
  const { stdout, status } = hullwatch(["--version"]);
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  assert.equal(status, 0);
});

test("a slip of the finger is answered on one line, with the nearest word, status 2", () => {
  for (const [args, said] of [
    [["repla", "x"], /^hullwatch: unknown command 'repla' \(Did you mean replay\?\)\n$/],
    [["replay", "x", "--station", "s", "--jsn"], /^hullwatch: unknown option '--jsn' \(Did you mean --json\?\)\n$/],
    [["reserve", "--presure", "1mmHg"], /^hullwatch: unknown option '--presure' \(Did you mean --pressure\?\)\n$/],
    [["simulate"], /^hullwatch: missing required argument 'scenario'\n$/],
    [["simulate", "soyuz-ms-90"], /^hullwatch: soyuz-ms-90: found no such file, .*did you mean soyuz-ms-09\?\n$/],
    [["replay", "x", "--station", "stations"], /^hullwatch: stations: found a directory, expected a station file\n$/],
    [["play", "--seed", "one"], /^hullwatch: --seed: found "one", expected a whole number, 0 or more\n$/],
  ] as [string[], RegExp][]) {
    const { status, stderr, stdout } = hullwatch(args);
    assert.match(stderr, said);
    assert.deepEqual([status, stdout], [2, ""]);
  }
});

const bundled = join(root, "node_modules/.bin/node");
test("it runs by the Node that is installed with it, whatever the machine's is", {
  skip: !existsSync(bundled),
}, (t) => {
  const folder = folderFor(t);
  writeFileSync(join(folder, "node"), "#!/bin/sh\nexit 9\n", { mode: 0o755 });
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync(command, ["--version"], { cwd: folder, encoding: "utf8", env });
  assert.deepEqual([status, /^\d+\.\d+/.test(stdout), stderr], [0, true, ""]);
});

test("a full disk is named on one line, status 2", { skip: !existsSync("/dev/full") }, (t) => {
  const full = openSync("/dev/full", "w");
  t.after(() => closeSync(full));
  for (const [args, place] of [
    [["scenarios", "--json"], "standard output"],
    [["simulate", "mir-1997"], "standard output"],
    [["simulate", "mir-1997", "-o", "/dev/full"], "/dev/full"],
  ] as [string[], string][]) {
    const stdio = ["ignore", full, "pipe"] as const;
    const ended = spawnSync(process.execPath, [command, ...args], { cwd: root, encoding: "utf8", stdio: [...stdio] });
    const said = `hullwatch: ${place}: found ENOSPC: no space left on device, write, expected a place to write\n`;
    assert.deepEqual([ended.stderr, ended.status], [said, 2]);
  }
});

test("no command at all shows the help, and is wrong usage", () => {
  const { status, stderr } = hullwatch([]);
  assert.equal(status, 2);
  assert.match(stderr, /Usage: hullwatch/);
});
