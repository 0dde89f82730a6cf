/** What everybody but an engine sees of a station: the same whether its engine runs in this process or a worker's. */
import type { Store } from "@hullwatch/archive";
import type { StationRun } from "./station-run.ts";
import type { Stations } from "./stations.ts";

/** As much of a store as people and programs ask. */
export interface ServedStore extends Pick<Store, "archive" | "archived" | "backup" | "close"> {
  readonly journal: Pick<Store["journal"], "end">;
}

export type Held = Pick<
  StationRun,
  "id" | "file" | "station" | "view" | "folded" | "waiting" | "accept" | "idle" | "told"
>;

export interface HeldStations extends Pick<Stations, "ids" | "has" | "rest" | "start" | "stop"> {
  /** Throws `UnknownStationError`. */
  get(id: string): Held;
  all(): readonly Held[];
  /**
   * Takes a station file: a new station, or the next file of one that is there, whose engine begins anew. The same text again
   * changes nothing. Throws `DocumentError` with every fault of the file; `StationIdError` where it is of another station.
   */
  put(id: string, text: string, author: string): Promise<{ readonly run: Held; readonly isNew: boolean }>;
}
