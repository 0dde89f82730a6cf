/** A whole server in this process: stores, stations, log, people, HTTP; begun in order, and ended in order. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openLog } from "@hullwatch/log";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { makeApp, prefix, type Service } from "../api/index.ts";
import { Centres, centresSettings } from "../centres/index.ts";
import { type Clock, StationClocks, steadyClock, systemClock } from "../clock/index.ts";
import { type Config, listenSettings } from "../config/index.ts";
import type { Demo } from "../demo/index.ts";
import { Feeds, wantedFeeds } from "../feeds/index.ts";
import { Hub } from "../live/index.ts";
import { Logbook } from "../logbook/index.ts";
import { Metrics } from "../metrics/index.ts";
import { Past } from "../past/index.ts";
import { guardSettings, Issuer, issuerSettings, People, peopleSettings, SetUp } from "../people/index.ts";
import { Library } from "../procedures/index.ts";
import { Events, Records } from "../records/index.ts";
import { Silence } from "../silence/index.ts";
import { readSite } from "../site/index.ts";
import { readWatched, Sky } from "../sky/index.ts";
import type { HeldStations } from "../stations/index.ts";
import { Training, type TrainingScenario } from "../training/index.ts";
import { WhatIf } from "../whatif/index.ts";
import { backUp, places, skyPlace } from "./backup.ts";
import { openTelemetry } from "./telemetry.ts";

export interface ServerOptions {
  readonly config: Config;
  readonly version: string;
  readonly logger: Logger;
  /** That of the stations; the machine's unless a story is played. */
  readonly clock?: Clock;
  /** Procedures that every station has. */
  readonly procedures?: readonly { readonly name: string; readonly text: string }[];
  /** What can be trained. */
  readonly scenarios?: readonly TrainingScenario[];
  /** Folder of the built console; without one there is the API alone. */
  readonly console?: string;
  readonly demo?: Demo;
  /** What there is to do once all that was accepted before has been taken in, and before the first request is answered. */
  readonly prepare?: (stations: HeldStations, people: People) => Promise<void>;
  /** The server cannot go on: the process had better end and be started anew. */
  readonly onBroken: (error: unknown) => void;
}

export interface Server {
  /** `http://127.0.0.1:8321` */
  readonly address: string;
  readonly app: FastifyInstance;
  readonly stations: HeldStations;
  readonly setUp: SetUp;
  readonly people: People;
  readonly logbook: Logbook;
  /** The other control centres; null where none are named. */
  readonly centres: Centres | null;
  readonly hub: Hub;
  readonly events: Events;
  readonly sky: Sky;
  /** Lets no new request in, takes in what was accepted, saves every state, closes every store. */
  stop(): Promise<void>;
}

/** Begins a server: it answers once `address` is known, and is ready once everything accepted before has been taken in. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { config, logger, onBroken, clock = systemClock } = options;
  const wanted = wantedFeeds(config.feeds);
  const linked = centresSettings(config);
  const watched = config.conjunctions.map(readWatched);
  const folder = config.data_dir;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const listen = listenSettings(config);
  const records = new Records(join(folder, places.records), onBroken);
  const events = new Events(records);
  const log = await openLog({
    folder: join(folder, places.log),
    centre: config.centre,
    clock,
    largestFile: config.log.largest_file_MiB * 2 ** 20,
  });
  const clocks = new StationClocks(clock);
  const logbook = new Logbook(log, records, clocks);
  const centres = linked === null ? null : new Centres(linked, { log, records, clock: systemClock, logger });
  const people = new People(peopleSettings(config), systemClock);
  const setUp = new SetUp(people);
  const oidc = issuerSettings(config, prefix);
  const issuer = oidc === null ? null : new Issuer(oidc, systemClock);
  const hub = new Hub(events, logbook);
  let notReady: string | null = "The server is taking in what was accepted before.";
  const metrics = new Metrics({
    listeners: () => hub.size,
    waiting: () => stations.all().map((run) => [run.id, run.waiting] as const),
    age: () =>
      stations
        .all()
        .flatMap(({ id, view }) =>
          view.newest === null ? [] : [[id, clocks.of(id).now() / 1000 - view.newest] as const],
        ),
    journal: () => store.journal.end,
    ready: () => notReady === null,
    centres: () => centres?.status ?? null,
  });
  const { store, stations } = await openTelemetry({
    config,
    records,
    events,
    clock,
    clocks,
    logger,
    onRows: (station, position, rows) => {
      metrics.rows.inc({ station }, rows.length);
      silence.heard(station, rows);
      hub.rows(station, position, rows);
    },
    onNews: (news) => logbook.tell(news),
    onFault: (station, fault) => {
      metrics.faults.inc({ station });
      logger.error({ station, fault }, "the engine could not take a row");
    },
    onBroken,
  });
  const feeds = new Feeds(wanted, { records, metrics, logger, clock });
  const silence = new Silence({
    clock,
    steady: options.clock ?? steadyClock,
    silentAfter: config.engine.silent_after_s * 1000,
    lateAfter: config.engine.late_after_s * 1000,
    centre: config.centre,
    // A drill goes by the leaps of a clock of its own.
    stations: () => stations.all().filter(({ id }) => clocks.of(id) === clock),
    feeds: (station) => feeds.of(station).map(({ kind, status }) => `${kind}: ${status?.state ?? "waiting"}`),
    state: () => logbook.state,
    append: (draft) => logbook.append(draft),
    onFault: (error) => logger.error({ err: error }, "the silence of a station cannot be told"),
  });
  events.follow((fresh) => {
    for (const { station, event } of fresh) metrics.events.inc({ station, type: event.type });
    hub.events(fresh);
    feeds.publish(fresh[0].station, fresh);
  });
  const training = new Training({ records, stations, logbook, clocks, logger, scenarios: options.scenarios ?? [] });
  const whatIf = new WhatIf();
  const sky = new Sky({
    ...{ logbook, events, stations, clocks, logger, watched },
    machine: systemClock,
    folder: join(folder, skyPlace),
  });
  const service: Service = {
    stations,
    events,
    store,
    logbook,
    hub,
    feeds,
    centres,
    people,
    metrics,
    whatIf,
    sky,
    library: new Library(logbook, options.procedures ?? []),
    clocks,
    machine: systemClock,
    training,
    past: new Past(store, events, logbook),
    demo: options.demo ?? null,
    notReady: () => notReady,
    backup: (name) => backUp({ store, log, records, people, sky: join(folder, skyPlace) }, config.backup_dir, name),
  };
  const app = await makeApp(service, {
    version: options.version,
    logger,
    guard: guardSettings(config),
    people: { people, setUp, issuer },
    site: options.console === undefined ? [] : readSite(options.console),
    ...listen,
  });
  const address = await app.listen({ host: listen.host, port: listen.port });
  await logbook.open((entries) => {
    hub.entries(entries);
    sky.take(entries);
  });
  await centres?.start();
  await stations.start();
  await options.prepare?.(stations, people);
  await logbook.report(stations);
  await feeds.start(stations);
  // A story goes by leaps of its own clock, and does not fall silent.
  if (options.demo === undefined) silence.start();
  await sky.start();
  await training.start();
  const sweeping = new AbortController();
  const swept = daily(sweeping.signal, async () => {
    const removed = await log.sweepFiles();
    if (removed > 0) logger.info({ removed }, "files that no entry speaks of were removed");
  }).catch((error: unknown) => logger.error({ err: error }, "files cannot be swept"));
  notReady = null;
  logger.info({ address, stations: stations.ids() }, "ready");

  return {
    address,
    app,
    stations,
    setUp,
    people,
    logbook,
    centres,
    hub,
    events,
    sky,
    async stop() {
      notReady = "The server is ending.";
      hub.close();
      sweeping.abort();
      await app.close();
      await training.stop();
      await feeds.stop();
      await silence.stop();
      await centres?.stop();
      await swept;
      await sky.stop();
      await logbook.reported();
      await stations.stop();
      await whatIf.stop();
      await logbook.close();
      await store.close();
      await records.close();
      people.close();
      logger.info("ended");
    },
  };
}

/** (ms) */
const day = 86_400_000;

/** Now, and then once a day until `signal` is aborted. */
async function daily(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work();
    await systemClock.sleep(day, signal);
  }
}
