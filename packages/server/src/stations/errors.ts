import { choices } from "@hullwatch/core/phrase";

/** No station of that id is held here. */
export class UnknownStationError extends Error {
  override readonly name = "UnknownStationError";
  readonly code = "HW_UNKNOWN_STATION";

  constructor(id: string, known: readonly string[]) {
    super(`found station "${id}", expected ${choices(known, id, "the id of a station")}`);
  }
}

/** A station file was put under another id than its own. */
export class StationIdError extends Error {
  override readonly name = "StationIdError";
  readonly code = "HW_STATION_ID";

  constructor(asked: string, found: string) {
    super(`found the file of station "${found}", expected one of "${asked}"`);
  }
}
