/** The thread in which element sets are read and screened: 30,000 objects over a week may take a minute. */
import {
  assumedRadius,
  type Catalogue,
  issBox,
  newestOf,
  parseCatalogue,
  type ScreenAnswer,
  screen,
  screenWire,
} from "@hullwatch/core/cause";
import { DocumentError, type Fault } from "@hullwatch/core/document";
import { phrase } from "@hullwatch/core/phrase";
import { parseStation } from "@hullwatch/core/station";
import { answering } from "../threads/index.ts";
import { ElementsError } from "./errors.ts";

interface Asked {
  /** Text of the station file. */
  readonly file: string;
  readonly name: string;
  readonly text: string;
}
export type Order =
  | (Asked & { readonly kind: "read" })
  | (Asked & { readonly kind: "screen"; readonly from: number; readonly days: number });

export interface ReadElements {
  readonly objects: number;
  readonly faults: readonly Fault[];
  readonly fault_count: number;
}
export interface Screened {
  readonly screening: ScreenAnswer;
}

/** Faults that are named, and those that a refusal quotes. */
const [named, toldOf] = [100, 20];
/** What was read last: it is screened next. */
let last: { readonly text: string; readonly catalogue: Catalogue } | null = null;

function catalogueOf({ text, name }: Asked): Catalogue {
  if (last?.text !== text) last = { text, catalogue: parseCatalogue(text, name) };
  return last.catalogue;
}

/** What of a file could not be read: the station's own may be among it. */
function unread(name: string, { faults }: Catalogue): string {
  if (faults.length === 0) return "";
  const first = new DocumentError(name, faults.slice(0, toldOf)).message;
  return `; faults in it: ${faults.length}, the first:\n${first}`;
}

function ownOf(order: Asked) {
  const station = parseStation(order.file, "station file");
  const catalogue = catalogueOf(order);
  const { newest, older } = newestOf(catalogue.elements);
  if (station.norad === undefined)
    throw new ElementsError(
      phrase`${station.id}: found no norad_id in the station file, expected the station's catalogue number`,
    );
  const own = newest.find(({ id }) => id === station.norad);
  if (own === undefined)
    throw new ElementsError(
      phrase`${order.name}: found no readable element set of ${station.norad} among ${newest.length} objects, expected the station's own orbit in it`,
      unread(order.name, catalogue),
    );
  return { station, catalogue, newest, older, own };
}

answering<Order>((order): ReadElements | Screened => {
  const { station, catalogue, newest, older, own } = ownOf(order);
  if (order.kind === "read") {
    const { faults } = catalogue;
    return { objects: newest.length, faults: faults.slice(0, named), fault_count: faults.length };
  }
  last = null;
  const { from, name: file } = order;
  const to = from + order.days * 86_400;
  const found = screen(own, newest, { from, to });
  if (found === null)
    throw new ElementsError(
      phrase`${file}: found elements of ${own.name} that make no orbit all that time, expected newer ones`,
    );
  const radius = assumedRadius;
  return {
    screening: screenWire(found, { station, own, catalogue, file, older, from, to, box: issBox, radius }),
  };
});
