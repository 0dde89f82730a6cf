import { createEngine } from "@hullwatch/core/engine";
import { second } from "@hullwatch/core/quantity";
import { rowWriter, simulate } from "@hullwatch/core/world";
import { createReader } from "@hullwatch/feeds/csv";
import { Command } from "commander";
import {
  cabinPressure,
  plainStage,
  type Stage,
  startScene,
  takeEvent,
  takeInput,
  terminalStage,
} from "../play/index.ts";
import { type LoadedScenario, loadScenario } from "../scenario/index.ts";
import { type Shell, wholeOption } from "../shell/index.ts";

interface Options {
  readonly fast?: true;
  readonly seed: number;
  readonly scenario: string;
}

/** A night takes 75 s: 600 frames, 8 a second. */
const frames = 600;
const frameTime = 125;

const examples = `
Examples:
  $ hullwatch play
      The night of 29 August 2018 in 75 seconds. Ctrl-C ends it.
  $ hullwatch play --fast > night.txt
      Without pauses; plain lines where the output is no terminal.
  $ hullwatch play --scenario mir-1997 --seed 7
      Another night, other noise.`;

/** `hullwatch play`: a simulated night, fed to the engine as if live but faster. */
export function playCommand(shell: Shell): Command {
  return new Command("play")
    .description("watch a simulated night in the terminal, faster than it was")
    .option("--fast", "without pauses, for scripts")
    .option("--seed <n>", "of everything that is random", wholeOption("--seed"), 1)
    .option("--scenario <scenario>", "scenario file, or the id of one that ships", "soyuz-ms-09")
    .addHelpText("after", examples)
    .action(async ({ fast, seed, scenario }: Options) => {
      const stage = shell.stdout.isTTY ? terminalStage(shell) : plainStage(shell);
      const stop = new AbortController();
      const interrupt = () => stop.abort();
      process.once("SIGINT", interrupt);
      stage.open();
      try {
        await play(shell, loadScenario(scenario), seed, stage, fast ? 0 : frameTime, stop.signal);
      } finally {
        stage.close();
        process.off("SIGINT", interrupt);
      }
    });
}

async function play(
  { clock }: Shell,
  { scenario, station }: LoadedScenario,
  seed: number,
  stage: Stage,
  pause: number,
  stop: AbortSignal,
) {
  const engine = createEngine(station);
  const reader = createReader(station, { file: scenario.id });
  const scene = startScene(station, scenario.start, second(scenario.start + scenario.duration));
  const write = rowWriter();
  const step = scenario.duration / frames;
  let text = "time,parameter,value\n";
  let shown = clock.now();

  const feed = () => {
    const lines = reader.push(text).flatMap((input) => {
      const events = engine.push(input);
      return [takeInput(scene, input), ...events.map((event) => takeEvent(scene, event))];
    });
    text = "";
    for (const line of lines) if (line !== null) stage.log(line);
    scene.history.push({ time: scene.time, mmHg: cabinPressure(scene) });
    stage.draw(scene);
  };

  let due = scenario.start + step;
  for (const row of simulate(scenario, station, seed)) {
    if (row.time >= due) {
      feed();
      due += step * Math.ceil((row.time - due) / step + 1e-9);
      if (pause > 0) await clock.sleep(Math.max(0, shown + pause - clock.now()), stop);
      if (stop.aborted) return;
      shown = clock.now();
    }
    text += `${write(row)}\n`;
  }
  feed();
  for (const event of engine.finish()) {
    const line = takeEvent(scene, event);
    if (line !== null) stage.log(line);
  }
  stage.draw(scene);
}
