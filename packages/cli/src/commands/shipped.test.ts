import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { hullwatch, objects, root } from "../testing.ts";

for (const kind of ["stations", "scenarios"]) {
  test(`${kind}: every file that ships, with its name and a sentence, from any folder`, () => {
    const { stdout, status } = hullwatch([kind, "--json"], { cwd: "/" });
    assert.equal(status, 0);
    const all = objects(stdout);
    const files = readdirSync(join(root, kind)).filter((name) => name.endsWith(".yaml"));
    assert.deepEqual(all.map(({ id }) => `${id}.yaml`).sort(), files.sort());
    for (const { name, about } of all) assert.ok(String(name).length > 2 && /^\S.*\.$/.test(String(about)), `${about}`);
    const text = hullwatch([kind]).stdout;
    for (const { id, name } of all) assert.ok(text.includes(`${id}  ${name}\n`));
  });
}
