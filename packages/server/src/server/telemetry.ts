/** Where telemetry goes and who judges it: into this process's own store and engines, or into a fleet's. */
import { join } from "node:path";
import { openStore } from "@hullwatch/archive";
import type { Logger } from "pino";
import { type Clock, type StationClocks, steadyClock, systemClock } from "../clock/index.ts";
import type { Config } from "../config/index.ts";
import { FollowedStations, fleetArchive, fleetBus, fleetStore } from "../fleet/index.ts";
import type { Events, Records } from "../records/index.ts";
import { type HeldStations, type ServedStore, Stations, type Surroundings } from "../stations/index.ts";
import { places } from "./backup.ts";

export interface TelemetryOptions {
  readonly config: Config;
  readonly records: Records;
  readonly events: Events;
  /** That of the stations, but for those that have a time of their own. */
  readonly clock: Clock;
  readonly clocks: StationClocks;
  readonly logger: Logger;
  readonly onRows: Surroundings["onRows"];
  readonly onNews: Surroundings["onNews"];
  readonly onFault: Surroundings["onFault"];
  readonly onBroken: Surroundings["onBroken"];
}

export interface Telemetry {
  readonly store: ServedStore;
  readonly stations: HeldStations;
}

/** Opens the store and makes the stations, which are begun by their `start`. */
export function openTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  return options.config.fleet.nats === undefined ? own(options) : fleet(options);
}

async function own({ config, logger, clock: _, ...rest }: TelemetryOptions): Promise<Telemetry> {
  const store = await openStore(join(config.data_dir, places.telemetry), {
    clock: steadyClock,
    onFault: (error) => logger.error({ err: error }, "the archive cannot take rows in"),
  });
  const stations = new Stations({
    ...rest,
    store,
    machine: systemClock,
    threads: config.engine.threads,
    lateAfter: config.engine.late_after_s * 1000,
    saveEvery: config.engine.save_every_s * 1000,
    onSnapshotFault: (station, fault) => logger.error({ station, fault }, "a saved state cannot be used"),
  });
  return { store, stations };
}

async function fleet(options: TelemetryOptions): Promise<Telemetry> {
  const { config, logger, clock, records, events, onRows, onNews, onBroken } = options;
  const archive = await fleetArchive(config);
  const bus = await fleetBus(config, `serve-${config.centre}`, { logger, onBroken });
  const stations = new FollowedStations({
    records,
    events,
    onRows,
    onNews,
    onBroken,
    bus,
    now: () => clock.now(),
    onFault: (error) => logger.warn({ err: error }, "something went wrong with the streams; it is tried again"),
  });
  const store = fleetStore(bus, archive, steadyClock, () => stations.position);
  return {
    stations,
    store: {
      ...store,
      journal: store.journal,
      async close() {
        await store.close();
        await bus.close();
      },
    },
  };
}
