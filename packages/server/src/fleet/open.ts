/** The processes of a fleet as the configuration sets them up. */

import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { type Archive, openPostgresArchive } from "@hullwatch/archive";
import type { Logger } from "pino";
import { steadyClock, systemClock } from "../clock/index.ts";
import { type Config, ConfigError } from "../config/index.ts";
import { wantedFeeds } from "../feeds/index.ts";
import { type Bus, openBus } from "./bus.ts";
import { startIngest } from "./ingest.ts";
import { fillArchive } from "./stored.ts";
import { startWorker } from "./worker.ts";

/** A process that was begun. */
export interface Begun {
  stop(): Promise<void>;
}

/** (ms) In which rows gather before the archive takes them in. */
const gather = 300;

/** Who hears of the line to the servers of NATS, and of its end for good: then the process had better end too. */
export interface BusCare {
  readonly logger: Logger;
  readonly onBroken: (error: unknown) => void;
}

/** Throws `ConfigError` where no servers are named. */
export function fleetBus({ fleet }: Config, name: string, { logger, onBroken }: BusCare): Promise<Bus> {
  const { nats, user, password, ca_file, replicas, partitions, keep_days } = fleet;
  if (nats === undefined)
    throw new ConfigError(["fleet.nats: found nothing, expected the servers of NATS (--nats URL)"]);
  const ca = ca_file === undefined ? undefined : readFileSync(ca_file, "utf8");
  return openBus({
    ...{ url: nats, user, password, ca, replicas, partitions, days: keep_days, name },
    onLine: (why) =>
      why === null ? logger.info("NATS is reached") : logger.warn({ why }, "NATS is not reached; it is tried again"),
    onClosed: onBroken,
  });
}

/** Throws `ConfigError` where no database is named, and what `openPostgresArchive` throws. */
export function fleetArchive({ fleet: { postgres: url, schema } }: Config): Promise<Archive> {
  if (url === undefined)
    throw new ConfigError(["fleet.postgres: found nothing, expected the database of the archive (--postgres URL)"]);
  return openPostgresArchive({ url, schema });
}

export interface BeginOptions {
  readonly config: Config;
  readonly logger: Logger;
}

/** `hullwatch ingest`: feeds into the stream. `stations` are texts of station files. */
export async function beginIngest(
  { config, logger }: BeginOptions,
  stations: readonly string[],
  onBroken: (error: unknown) => void,
): Promise<Begun> {
  const feeds = wantedFeeds(config.feeds);
  const bus = await fleetBus(config, "ingest", { logger, onBroken });
  const ingest = await startIngest({ bus, feeds, stations, clock: systemClock, logger });
  logger.info({ stations: stations.length, feeds: feeds.length }, "ready");
  return {
    async stop() {
      await ingest.stop();
      await bus.close();
    },
  };
}

/** `hullwatch worker`: engines, and one worker of all fills the archive where one is named. */
export async function beginWorker(
  { config, logger }: BeginOptions,
  onBroken: (error: unknown) => void,
): Promise<Begun> {
  const { engine, fleet } = config;
  const id = `${hostname()}-${process.pid}-${Date.now().toString(36)}`.replaceAll(/[^\w-]/g, "-");
  const bus = await fleetBus(config, id, { logger, onBroken });
  const onFault = (error: unknown) => logger.warn({ err: error }, "something went wrong; it is tried again");
  const fill = () => openAndFill(config, bus, onFault, onBroken);
  const worker = startWorker({
    bus,
    id,
    clock: systemClock,
    steady: steadyClock,
    threads: engine.threads,
    lateAfter: engine.late_after_s * 1000,
    saveEvery: engine.save_every_s * 1000,
    errands: fleet.postgres === undefined ? {} : { archive: fill },
    onFault,
    onBroken,
    onWork: (work, isMine) => logger.info({ worker: id, work, isMine }, isMine ? "taken" : "let go"),
  });
  logger.info({ worker: id }, "ready");
  return {
    async stop() {
      await worker.stop();
      await bus.close();
    },
  };
}

/** Fills the archive, once the database is there. */
function openAndFill(
  config: Config,
  bus: Bus,
  onFault: (error: unknown) => void,
  onBroken: (error: unknown) => void,
): Begun {
  const stop = new AbortController();
  const opening = (async () => {
    while (!stop.signal.aborted) {
      try {
        const archive = await fleetArchive(config);
        return fillArchive({ bus, archive, clock: systemClock, every: gather, onFault, onBroken });
      } catch (error) {
        onFault(error);
        await systemClock.sleep(1000, stop.signal);
      }
    }
    return null;
  })();
  return {
    async stop() {
      stop.abort();
      await (await opening)?.stop();
    },
  };
}
