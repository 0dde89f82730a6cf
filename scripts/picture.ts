/** `npm run picture` writes docs/ms-09-night.svg, the picture of the README, from a simulated night and its replay. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawNight } from "./picture/draw.ts";
import { runNight } from "./picture/night.ts";

const folder = join(import.meta.dirname, "..", "docs");
mkdirSync(folder, { recursive: true });
const file = join(folder, "ms-09-night.svg");
writeFileSync(file, drawNight(runNight()));
console.log(`wrote ${file}`);
