/** Turns the words of a scenario file into SI values and checked ids; what does not fit becomes a fault of the file. */
import type { Faults, Path } from "../../document/index.ts";
import { choice, type Phrase, phrase, unitAsked } from "../../phrase/index.ts";
import {
  type Dimension,
  type Dimensions,
  parseMoment,
  parseQuantity,
  type Second,
  second,
  UnitError,
} from "../../quantity/index.ts";
import type { Station } from "../../station/index.ts";
import { aMoment } from "./schema.ts";
import type { Span } from "./types.ts";

type Kind = "module" | "hatch" | "sensor" | "supply" | "crew member";
type Text = string | undefined;

const forever = second(Number.POSITIVE_INFINITY);
/** How many of one kind a message lists before it only names the nearest. */
const kinds: Record<Kind, Phrase> = {
  module: phrase`the id of a module of the station`,
  hatch: phrase`the id of a hatch of the station`,
  sensor: phrase`the id of a sensor of the station`,
  supply: phrase`the id of a supply of the station`,
  "crew member": phrase`the id of someone in the crew of the station`,
};

export class Reader {
  readonly station: Station;
  readonly faults: Faults;
  start: Second = second(0);
  end: Second = forever;
  private readonly known: Record<Kind, readonly string[]>;

  constructor(station: Station, faults: Faults) {
    this.station = station;
    this.faults = faults;
    const names = (things: readonly { readonly id: string }[]) => things.map((x) => x.id);
    this.known = {
      module: names(station.modules),
      hatch: names(station.hatches),
      sensor: names(station.sensors),
      supply: names(station.supplies),
      "crew member": names(station.crew),
    };
  }

  /** `text` in SI, or `fallback` where nothing is written. Sizes below 0 are refused; a signed one is a `difference`. */
  quantity<D extends Dimension>(dimension: D, text: Text, path: Path, fallback: number): Dimensions[D] {
    const value = this.signed(dimension, text, path, fallback);
    if (value < 0) this.faults.add(path, phrase`nothing below 0`);
    return value;
  }

  private signed<D extends Dimension>(dimension: D, text: Text, path: Path, fallback: number): Dimensions[D] {
    if (text === undefined) return fallback as Dimensions[D];
    try {
      return parseQuantity(dimension, text);
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      this.faults.add(path, unitAsked(error));
      return fallback as Dimensions[D];
    }
  }

  /** (SI) A difference, which may be below 0: 1 degC is 1 K. */
  difference(dimension: Dimension, text: Text, path: Path): number {
    if (text === undefined) return 0;
    const unit = text.trim().replace(/^[+-]?[\d.]+(?:[eE][+-]?\d+)?\s*/, "");
    const value = this.signed(dimension, text, path, 0);
    const zero = value === 0 ? 0 : parseQuantity(dimension, `0${unit}`);
    return value - zero;
  }

  /** A moment of the record: from its start to its end. */
  moment(text: Text, path: Path, fallback: Second = this.start): Second {
    const time = this.anyMoment(text, path, fallback);
    if (text !== undefined && (time < this.start || time > this.end)) {
      this.faults.add(path, phrase`a time within the record (start to start + duration)`);
    }
    return time;
  }

  anyMoment(text: Text, path: Path, fallback: Second): Second {
    if (text === undefined) return fallback;
    const time = parseMoment(text, this.start);
    if (time === null) this.faults.add(path, aMoment);
    return time ?? fallback;
  }

  /** From..until; open ends reach past the record. */
  span(draft: { readonly from?: Text; readonly until?: Text }, path: Path): Span {
    const from = this.anyMoment(draft.from, [...path, "from"], this.start);
    const until = this.anyMoment(draft.until, [...path, "until"], forever);
    if (until <= from) this.faults.add([...path, "until"], phrase`a time after from`);
    return { from, until };
  }

  /** An id of the station's; the empty text where it is none. */
  id(kind: Kind, text: Text, path: Path): string {
    if (text === undefined) return "";
    if (!this.known[kind].includes(text)) this.faults.add(path, choice(this.known[kind], text, kinds[kind]));
    return text;
  }

  /** Ids of the station's; "all" and nothing stand for every one. */
  ids(kind: Kind, text: "all" | readonly Text[] | undefined, path: Path): string[] {
    if (text === undefined || text === "all") return [...this.known[kind]];
    return text.flatMap((id, i) => (id === undefined ? [] : [this.id(kind, id, [...path, i])]));
  }
}
