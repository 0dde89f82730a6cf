import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parseStation } from "./parse.ts";
import { renamedStation } from "./rename.ts";

const folder = new URL("../../../../stations/", import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
  test(`${file} under another name is the same station`, () => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const expected = { ...parseStation(text, file), id: "training-1-x", name: "TRAINING: x" };
    assert.deepEqual(parseStation(renamedStation(text, "training-1-x", "TRAINING: x"), file), expected);
  });
}
