/** Everything that the routes work on. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { Store } from "@hullwatch/archive";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { Clock, StationClocks } from "../clock/index.ts";
import type { Demo } from "../demo/index.ts";
import type { Feeds } from "../feeds/index.ts";
import type { Hub } from "../live/index.ts";
import type { Logbook } from "../logbook/index.ts";
import type { Metrics } from "../metrics/index.ts";
import type { Past } from "../past/index.ts";
import type { People } from "../people/index.ts";
import type { Library } from "../procedures/index.ts";
import type { Events } from "../records/index.ts";
import type { Sky } from "../sky/index.ts";
import type { Stations } from "../stations/index.ts";
import type { Training } from "../training/index.ts";
import type { WhatIf } from "../whatif/index.ts";

export interface Service {
  readonly stations: Stations;
  readonly events: Events;
  readonly store: Store;
  readonly logbook: Logbook;
  readonly hub: Hub;
  readonly feeds: Feeds;
  readonly people: People;
  readonly metrics: Metrics;
  readonly whatIf: WhatIf;
  readonly sky: Sky;
  readonly library: Library;
  /** Those of the stations: of a demonstration that of its story, of a training its own. */
  readonly clocks: StationClocks;
  /** That of the machine. */
  readonly machine: Clock;
  readonly training: Training;
  readonly past: Past;
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
