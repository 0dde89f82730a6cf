import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseStation } from "@hullwatch/core/station";
import { nameIn } from "./names.ts";

const folder = join(import.meta.dirname, "../../../../stations");
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const read = (name: string) => parseStation(readFileSync(join(folder, name), "utf8"), name);

test("every module of a real station that ships has a Russian name, and the station itself", () => {
  for (const { name, modules } of files.map(read)) {
    assert.match(nameIn("ru", name), /[а-яё]/i);
    if (!/^(International|Mir|ISS)/.test(name)) continue;
    for (const module of modules) assert.doesNotMatch(nameIn("ru", module.name).replace(/\(.*\)/, ""), /[a-z]/i);
  }
});

test("every scenario that ships has a Russian name", () => {
  const scenarios = join(folder, "../scenarios");
  for (const file of readdirSync(scenarios).filter((name) => name.endsWith(".yaml"))) {
    const name = /^name: (.*)$/m.exec(readFileSync(join(scenarios, file), "utf8"))![1];
    assert.match(nameIn("ru", name), /[а-яё]/i, file);
  }
});

test("a training is named after its station", () => {
  assert.equal(nameIn("ru", "TRAINING 12: Mir, June 1997"), "ТРЕНИРОВКА 12: «Мир», июнь 1997 года");
});

test("names of a drawing that are shortened have one too", () => {
  const drawing = JSON.parse(readFileSync(join(folder, "iss-2018-08-30.map.json"), "utf8")) as {
    modules: Record<string, { short?: string }>;
  };
  for (const { short } of Object.values(drawing.modules))
    if (short !== undefined) assert.doesNotMatch(nameIn("ru", short), /[a-z]/i);
});

test("ships by their series and number; what nobody knows stays", () => {
  assert.equal(nameIn("ru", "Soyuz MS-22 orbital module"), "Союз МС-22, бытовой отсек");
  assert.equal(nameIn("ru", "Progress MS-09 (70P)"), "Прогресс МС-09 (70P)");
  assert.equal(nameIn("ru", "Greenhouse"), "Greenhouse");
  assert.equal(nameIn("en", "Soyuz MS-22 orbital module"), "Soyuz MS-22 orbital module");
});
