import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { file, Place } from "./testing-place.ts";

test("what is too large for the log, or no text, is kept as a file; the entry says where", async (t) => {
  const place = await (await new Place().open(t)).staff();
  const large = `${place.pass(700, 150)}COMMENT ${"x".repeat(150_000)}\n`;
  for (const text of [large, "CCSDS\0"]) {
    assert.equal((await place.give(text, "odd.cdm")).status, 422);
    assert.equal((await place.give(text, "odd.cdm")).status, 422);
    const [{ fault }] = (await place.view()).refused;
    const [, path = ""] = /all are in (sky\/refused-\w+\.txt) in the data folder/.exec(fault) ?? [];
    assert.equal(readFileSync(join(place.server.folder, "data", path), "utf8"), text);
  }
  assert.equal((await place.view()).refused.length, 2);
});

test("an empty file is refused and told of like any other", async (t) => {
  const place = await (await new Place().open(t)).staff();
  const answer = await place.give("", "empty.cdm");
  const { detail } = (await answer.json()) as { detail: string };
  assert.match(detail, /^empty\.cdm:1:1: found no element set, expected .* Kept in the log as main:1\.$/);
  assert.equal((await place.view()).refused[0].name, "empty.cdm");
});

test("a message that was refused is of use once the station file says more", async (t) => {
  const place = await (await new Place().open(t)).staff();
  const text = place.pass(700, 150, { station: "11111" });
  assert.equal((await place.give(text)).status, 422);
  await place.server.stations.put("cabin", file.replace("25544", "11111"), "test");
  const taken = (await (await place.give(text)).json()) as { approach: string };
  assert.equal(taken.approach, "45678:20180830T1230Z");
  assert.equal((await place.view()).approaches.length, 1);
});
