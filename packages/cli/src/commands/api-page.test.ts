import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderFor, root } from "../testing.ts";
import { serve } from "../testing-serve.ts";

const page = readFileSync(join(root, "docs/api.md"), "utf8");
/** Every command of the page, in order. */
const script = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join("\n");

test("every command of docs/api.md does what it says, on a demonstration", { timeout: 600_000 }, async (t) => {
  const folder = folderFor(t);
  const server = await serve(t, folder, ["--demo", "--speed", "6000"]);
  const own = script.replace("http://127.0.0.1:8321", server.address);
  assert.notEqual(own, script);
  const shell = spawn("bash", ["-euo", "pipefail", "-x"], { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  for (const stream of [shell.stdout, shell.stderr]) stream.on("data", (text) => (said += text));
  shell.stdin.end(own);
  const [status] = await once(shell, "exit");
  assert.equal(status, 0, said.slice(-3000));
  assert.equal(await server.stop(), 0);
});
