import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { cabinFile } from "../stations/testing.ts";
import { type Elements, Screenings } from "./screenings.ts";
import { checked, tle } from "./testing.ts";

test("a screening that a server's end has cut short is done by the next one; a broken file is refused and leaves what was", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-sky-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const station = { id: "cabin", file: `${cabinFile}norad_id: 25544\n` };
  const now = Date.UTC(2018, 7, 30) / 1000;
  const open = async () => {
    const screenings = new Screenings(folder, (error) => assert.fail(String(error)));
    await screenings.open();
    t.after(() => screenings.stop());
    return screenings;
  };
  const first = await open();
  await first.give(station, "gp.tle", checked(tle), "Ann", now);
  await first.idle();
  assert.equal(first.of("cabin")?.state, "done");
  await assert.rejects(first.give(station, "cut.json", "[{", "Ann", now), { code: "HW_DOCUMENT" });
  assert.equal(first.of("cabin")?.name, "gp.tle");

  const path = join(folder, "cabin.json");
  const kept = JSON.parse(readFileSync(path, "utf8")) as Elements;
  writeFileSync(path, JSON.stringify({ ...kept, state: "screening", screening: null }));
  const second = await open();
  second.look(station, now);
  second.look(station, now);
  await second.idle();
  assert.deepEqual(second.of("cabin"), kept);
});
