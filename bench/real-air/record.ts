/** The recordings of real cabin air that ship, and what each would have read with a hole in it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Input } from "../../packages/core/src/engine/index.ts";
import { type Second, type SquareMetre, second, toSI } from "../../packages/core/src/quantity/index.ts";
import { parseStation, type Station } from "../../packages/core/src/station/index.ts";
import { inject } from "../../packages/core/src/world/index.ts";
import { createReader } from "../../packages/feeds/src/csv/index.ts";
import { root } from "../iss.ts";

export interface Record {
  readonly name: string;
  readonly station: Station;
  /** Where the hole goes. */
  readonly module: string;
  readonly text: string;
  readonly inputs: readonly Input[];
  readonly start: Second;
  readonly end: Second;
}

const extension = ".csv.gz";
/** The station of each recording, and the module that its barometer hangs in. */
const places: { readonly [recording: string]: { readonly station: string; readonly module: string } } = {
  "astropi-2022-01-31": { station: "astropi-2022", module: "cabin" },
};

/** Every recording in `recordings/`. */
export const realAir = (): Record[] =>
  readdirSync(join(root, "recordings"))
    .filter((file) => file.endsWith(extension))
    .map((file) => load(file.slice(0, -extension.length)));

function load(name: string): Record {
  if (!Object.hasOwn(places, name)) throw new Error(`recordings/${name}${extension}: no station is named for it here`);
  const place = places[name];
  const stationFile = join(root, "stations", `${place.station}.yaml`);
  const station = parseStation(readFileSync(stationFile, "utf8"), stationFile);
  const text = gunzipSync(readFileSync(join(root, "recordings", `${name}${extension}`))).toString("utf8");
  const inputs = read(station, name, text);
  const times = inputs.map((input) => input.time);
  const [start, end] = [second(times[0]), second(times[times.length - 1])];
  return { name, station, module: place.module, text, inputs, start, end };
}

/** (mm2) Through these the whole record loses less than one step of its barometer. */
const specks = [0.002, 0.003, 0.004, 0.005];

/**
 * What must raise no alarm: the record as it is, and as the rounding of `inject` leaves it. That adds to the noise of a
 * barometer with steps, which an alarm set by the record as it is would take for a leak.
 */
export const calm = (record: Record): (readonly Input[])[] => [
  record.inputs,
  ...specks.map((mm2) => leaking(record, toSI("area", mm2, "mm2"), record.start)),
];

function read(station: Station, file: string, text: string): Input[] {
  const reader = createReader(station, { file });
  return [...reader.push(text), ...reader.end()];
}

/** What the record would have read with a hole of `area` (m2, CdA) since `at` (UNIX s), as `hullwatch inject` makes it. */
export function leaking({ station, module, name, text }: Record, area: SquareMetre, at: Second): Input[] {
  const edit = inject(station, { module, area, at });
  return read(station, name, text.split("\n").map(edit).join("\n"));
}
