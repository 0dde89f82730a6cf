import type { Row } from "@hullwatch/archive";
import type { Station } from "@hullwatch/core/station";
import { parseStation } from "@hullwatch/core/station";
import { type ExerciseFile, parseScenario, simulate } from "@hullwatch/core/world";
import type { Entry } from "@hullwatch/log";
import {
  AnsweredNight,
  addDemoPeople,
  beginningOf,
  demoPassword,
  demoPeople,
  playScenario,
  StoryClock,
} from "../demo/index.ts";
import { type Server, type ServerOptions, startServer } from "./server.ts";

export interface DemoOptions extends Omit<ServerOptions, "clock"> {
  /** Text of the scenario and of its station, each with the name that messages give it. */
  readonly scenario: { readonly text: string; readonly name: string };
  readonly station: { readonly text: string; readonly name: string };
  /** How many times as fast as it was. */
  readonly speed: number;
  /** (s) UNIX time: what was before it is there when the story begins. */
  readonly from?: number;
  /** What people report is done in the simulated world, and what the people of the scenario did is left out. */
  readonly answered?: boolean;
}

const seed = 1;

export interface RunningDemo extends Server {
  readonly station: string;
  /** Resolves when the story has been told. */
  readonly played: Promise<void>;
}

/** A server with people of every role, on which a scenario is played as a live feed from where it was left. */
export async function startDemo({
  scenario: file,
  station: stationFile,
  speed,
  from = Number.NEGATIVE_INFINITY,
  answered = false,
  ...options
}: DemoOptions): Promise<RunningDemo> {
  const station = parseStation(stationFile.text, stationFile.name);
  const scenario = parseScenario(file.text, file.name, station);
  let clock = new StoryClock(scenario.start * 1000, speed);
  const server = await startServer({
    ...options,
    demo: {
      story: scenario.name,
      station: station.id,
      speed,
      begins: new Date(scenario.start * 1000).toISOString(),
      password: demoPassword,
      people: demoPeople.map(({ name, displayName, role, centre }) => ({
        name,
        display_name: displayName,
        role,
        centre,
      })),
    },
    clock: { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal) },
    prepare: async (stations, people) => {
      await addDemoPeople(people);
      const { run } = await stations.put(station.id, stationFile.text, "demonstration");
      clock = new StoryClock(Math.max(from, beginningOf(scenario, run.view.newest)) * 1000, speed);
    },
  });
  const stop = new AbortController();
  const run = server.stations.get(station.id);
  const { rows, end } = answered
    ? await answeredRows(server, file, station)
    : { rows: simulate(scenario, station, seed), end() {} };
  const played = playScenario(rows, scenario, station, run, clock, stop.signal);
  played.catch(options.onBroken);
  return {
    ...server,
    station: station.id,
    played,
    async stop() {
      stop.abort();
      end();
      await played;
      await server.stop();
    },
  };
}

/** The rows of a night in which what people have written and write is done. */
async function answeredRows(server: Server, file: ExerciseFile, station: Station) {
  const night = new AnsweredNight(file, station);
  const { log } = server.logbook;
  const mine = (entry: Entry) => entry.station === station.id;
  const end = log.follow((stored) => {
    for (const { entry } of stored) if (mine(entry)) night.take(entry);
  });
  for (let after = 0, more = true; more; ) {
    const page = await log.since({ station: station.id, after, limit: 1000 });
    for (const { entry } of page.entries) night.take(entry);
    ({ next: after, more } = page);
  }
  const run = server.stations.get(station.id);
  const rows = (function* (): Generator<Row> {
    for (const row of night.rows(seed)) {
      const { observe = [] } = (run.view.events.advice ?? {}) as { observe?: readonly string[] };
      night.watch(observe.filter((id) => id.startsWith("gauge:")).map((id) => id.slice("gauge:".length)));
      yield row;
    }
  })();
  return { rows, end };
}
