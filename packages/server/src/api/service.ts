/** Everything that the routes work on. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { Clock } from "../clock/index.ts";
import type { Demo } from "../demo/index.ts";
import type { Feeds } from "../feeds/index.ts";
import type { Hub } from "../live/index.ts";
import type { Logbook } from "../logbook/index.ts";
import type { Metrics } from "../metrics/index.ts";
import type { People } from "../people/index.ts";
import type { Library } from "../procedures/index.ts";
import type { Events } from "../records/index.ts";
import type { HeldStations, ServedStore } from "../stations/index.ts";
import type { WhatIf } from "../whatif/index.ts";

export interface Service {
  readonly stations: HeldStations;
  readonly events: Events;
  readonly store: ServedStore;
  readonly logbook: Logbook;
  readonly hub: Hub;
  readonly feeds: Feeds;
  readonly people: People;
  readonly metrics: Metrics;
  readonly whatIf: WhatIf;
  readonly library: Library;
  /** That of the stations: of a demonstration that of its story. */
  readonly clock: Clock;
  /** That of the machine. */
  readonly machine: Clock;
  /** What is demonstrated; null in earnest. */
  readonly demo: Demo | null;
  /** Why requests that need the stations cannot be answered yet, or no more; null where they can. */
  readonly notReady: () => string | null;
  /** Copies everything that is kept into a folder of that name, and gives its path. */
  readonly backup: (name: string) => Promise<string>;
}

/** A part of the server whose routes are typed by their schemas. */
export type Routes = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
