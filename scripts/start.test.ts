/** `npm start`, without what npm adds to it. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";

const start = join(import.meta.dirname, "start.ts");
/** No desktop: nothing may be opened in a test. */
const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;

test("the console is served, on a night that goes on", async (t) => {
  const child = spawn(process.execPath, [start, "--set", "server.port=0"], { env, stdio: ["ignore", "pipe", "pipe"] });
  t.after(() => child.kill("SIGKILL"));
  let address = "";
  for await (const line of createInterface(child.stdout)) {
    address = /listens on (http:\/\/127\.0\.0\.1:\d+);/.exec(line)?.[1] ?? "";
    if (address !== "") break;
  }
  const page = await fetch(address);
  assert.equal(page.status, 200);
  const script = /src="(\/assets\/[^"]+)"/.exec(await page.text())?.[1] ?? "";
  assert.equal((await fetch(address + script)).status, 200);
  const { demo } = (await (await fetch(`${address}/api/v1/demo`)).json()) as { demo: { station: string } };
  assert.equal(demo.station, "iss-2018-08-30");
  child.kill("SIGTERM");
  assert.deepEqual(await once(child, "exit"), [0, null]);
});

test("in a terminal, and for scripts, the night is played there", () => {
  for (const option of ["--fast", "--terminal"]) {
    const args = option === "--terminal" ? [option, "--fast"] : [option];
    const { stdout, status } = spawnSync(process.execPath, [start, ...args], { env, encoding: "utf8" });
    assert.equal(status, 0);
    assert.match(stdout, /^2018-08-29 12:\d\d:\d\dZ {2}74\d\.\d mmHg\n/);
    assert.match(stdout, /ALARM/);
  }
});
