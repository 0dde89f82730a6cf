/** Every kind of feed, by the name that it is asked for. */
import type { Station } from "@hullwatch/core/station";
import { ccsdsOptions, openCcsds } from "./ccsds/index.ts";
import {
  type Clock,
  type Feed,
  FeedOptionError,
  Names,
  Options,
  type OptionTable,
  type Past,
  parseMap,
  type Sink,
  type Source,
  startFeed,
} from "./feed/index.ts";
import { folderOptions, openFolder } from "./folder/index.ts";
import { httpOptions, openHttp } from "./http/index.ts";
import { issliveOptions, openIsslive } from "./isslive/index.ts";
import { mqttOptions, openMqtt } from "./mqtt/index.ts";
import { natsOptions, openNats } from "./nats/index.ts";
import { openYamcs, yamcsOptions } from "./yamcs/index.ts";

export interface FeedKind {
  readonly options: OptionTable;
  /** Id of the station that ships for it; null where nobody can know. */
  readonly station: string | null;
  /** Makes the source from options that were given. Throws `FeedOptionError` for those that do not fit. */
  open(options: Options): Source;
}

export const feedKinds: Readonly<Record<string, FeedKind>> = {
  ccsds: { options: ccsdsOptions, station: null, open: openCcsds },
  mqtt: { options: mqttOptions, station: null, open: openMqtt },
  folder: { options: folderOptions, station: null, open: openFolder },
  nats: { options: natsOptions, station: null, open: openNats },
  http: { options: httpOptions, station: null, open: openHttp },
  isslive: { options: issliveOptions, station: "iss-live", open: openIsslive },
  yamcs: { options: yamcsOptions, station: null, open: openYamcs },
};

/** A feed that was asked for, checked as far as can be without its station. */
export interface WantedFeed {
  readonly kind: string;
  /** Id of its station; null where it was not said. */
  readonly station: string | null;
  /** Begins it. */
  start(around: FeedSurroundings): Feed;
}

export interface FeedSurroundings {
  readonly station: Station;
  readonly clock: Clock;
  readonly sink: Sink;
  readonly past: Past;
}

const tables = (kinds: typeof feedKinds) =>
  Object.fromEntries(Object.entries(kinds).map(([name, { options }]) => [name, options]));

/**
 * Reads `kind[:option=value,…]`, and the files that it names. Throws `FeedOptionError` for what does not fit, `DocumentError`
 * for a map with faults.
 */
export function readFeed(text: string, kinds = feedKinds): WantedFeed {
  const options = Options.read(text, tables(kinds));
  const kind = kinds[options.kind];
  const source = kind.open(options);
  const said = options.file("map");
  const map = said === undefined ? [] : parseMap(said, options.text("map"));
  const silentAfter = options.whole("silent_after_s", 1, 86_400) * 1000;
  return {
    kind: options.kind,
    station: options.text("station") || kind.station,
    start({ station, clock, sink, past }) {
      const names = new Names(station, map);
      for (const { from, to } of map) {
        if (names.parameterOf(from) === null) {
          const known = station.sensors.map(({ id }) => id).join(", ");
          throw new FeedOptionError(options.kind, "map", `parameter "${to}"`, `one of station ${station.id}: ${known}`);
        }
      }
      return startFeed({ source, sink, clock, names, past, silentAfter });
    },
  };
}
