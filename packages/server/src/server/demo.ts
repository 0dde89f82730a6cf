import { parseStation } from "@hullwatch/core/station";
import { parseScenario } from "@hullwatch/core/world";
import { addDemoPeople, beginningOf, demoPassword, demoPeople, playScenario, StoryClock } from "../demo/index.ts";
import { type Server, type ServerOptions, startServer } from "./server.ts";

export interface DemoOptions extends Omit<ServerOptions, "clock"> {
  /** Text of the scenario and of its station, each with the name that messages give it. */
  readonly scenario: { readonly text: string; readonly name: string };
  readonly station: { readonly text: string; readonly name: string };
  /** How many times as fast as it was. */
  readonly speed: number;
}

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
      clock = new StoryClock(beginningOf(scenario, run.view.newest) * 1000, speed);
    },
  });
  const stop = new AbortController();
  const run = server.stations.get(station.id);
  const played = playScenario(scenario, station, run, clock, stop.signal);
  played.catch(options.onBroken);
  return {
    ...server,
    station: station.id,
    played,
    async stop() {
      stop.abort();
      await played;
      await server.stop();
    },
  };
}
