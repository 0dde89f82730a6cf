/**
 * Samples a second of the engine alone, on one core: `quiet-month` aboard the ISS, its rows read beforehand. Once with the
 * 25 sensors of the station file, and once with 37, those added being of the same kinds in other modules.
 */
import { spawnSync } from "node:child_process";
import { createEngine, type Input } from "../packages/core/src/engine/index.ts";
import type { Sensor, Station } from "../packages/core/src/station/index.ts";
import { createReader } from "../packages/feeds/src/csv/index.ts";
import { median, printFigure } from "./figure.ts";
import { recordingOf, type Voyage, voyage } from "./iss.ts";

const rounds = 5;
const days = 4;

// Compiling and collecting on other cores would flatter the engine.
spawnSync("taskset", ["--all-tasks", "--pid", "--cpu-list", "0", String(process.pid)]);

const filed = voyage(days);
const more = { ...filed, station: withSensors(filed.station, 37) };
for (const each of [filed, more]) {
  const inputs = inputsOf(each);
  const samples = inputs.filter((input) => input.type === "sample").length;
  const rates = Array.from({ length: rounds }, () => samples / secondsFor(each.station, inputs));
  printFigure({
    what: `${each.station.sensors.length} sensors, ${samples.toLocaleString("en")} samples, median of ${rounds}`,
    measured: median(rates),
    unit: "samples/s",
    goal: ["at least", 1_500_000],
  });
}

function inputsOf(each: Voyage): Input[] {
  const file = "record.csv";
  const onReject = ({ line }: { line: number }) => {
    throw new Error(`line ${line} of the simulated record cannot be read`);
  };
  const reader = createReader(each.station, { file, onReject });
  const inputs: Input[] = [];
  for (const { text } of recordingOf(each)) inputs.push(...reader.push(text));
  return [...inputs, ...reader.end()];
}

function secondsFor(station: Station, inputs: readonly Input[]): number {
  const engine = createEngine(station);
  const start = performance.now();
  for (const input of inputs) engine.push(input);
  engine.finish();
  return (performance.now() - start) / 1000;
}

/** The station with `count` sensors: those it has, again and again, each time in the next module that has none of its quantity. */
function withSensors(station: Station, count: number): Station {
  const sensors: Sensor[] = [...station.sensors];
  const models = station.sensors.filter((s) => s.quantity === "pressure" || s.quantity === "temperature");
  for (let k = 0; sensors.length < count; k++) {
    const model = models[k % models.length];
    const bare = station.modules.find((m) => !sensors.some((s) => s.module === m.id && s.quantity === model.quantity));
    if (bare === undefined) throw new Error(`no module of ${station.id} is left without ${model.quantity}`);
    sensors.push({ ...model, id: `${model.id}-${sensors.length}`, module: bare.id });
  }
  return { ...station, sensors };
}
