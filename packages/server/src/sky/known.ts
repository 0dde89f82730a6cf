/** The messages of the log, by station: those that something follows from, and those that could not be used. */

import { assessCdm, parseCdm } from "@hullwatch/core/cause";
import { DocumentError, type Fault } from "@hullwatch/core/document";
import { type Body, fitsKind, idOf, type Stored } from "@hullwatch/log";
import type { Message } from "./message.ts";

/** A message that could not be used, kept as it came. */
export interface Refused {
  readonly entry: string;
  readonly name: string;
  readonly received: string;
  readonly by: string;
  readonly fault: string;
  /** The same one by one; null where whoever refused it said no more than the text. */
  readonly faults: readonly Fault[] | null;
}

/** (s) Messages of approaches that are longer past are left to the log. */
const patience = 7 * 86_400;
/** Refused messages that are shown. */
const shown = 20;

export class Known {
  readonly #messages = new Map<string, readonly Message[]>();
  readonly #refused = new Map<string, readonly Refused[]>();

  /** Stations of which there are messages that something may follow from. */
  get stations(): readonly string[] {
    return [...this.#messages.keys()];
  }

  messagesOf(station: string): readonly Message[] {
    return this.#messages.get(station) ?? [];
  }

  /** The last ones, newest first. */
  refusedOf(station: string): readonly Refused[] {
    return this.#refused.get(station) ?? [];
  }

  /** Takes an entry at `now` (s, UNIX time); whether something may follow from it. */
  take({ arrival, entry }: Stored, now: number): boolean {
    if (entry.kind !== "conjunction-message" || !fitsKind(entry.kind, entry.body)) return false;
    const { name, message, fault, faults = null } = entry.body as Body<"conjunction-message">;
    const { station, time, author } = entry;
    const of = { entry: idOf(entry), name, received: time };
    const refuse = (fault: string, faults: readonly Fault[] | null) => {
      const refused = { ...of, by: author.name, fault, faults };
      this.#refused.set(station, [refused, ...this.refusedOf(station)].slice(0, shown));
      return false;
    };
    if (fault !== undefined) return refuse(fault, faults);
    try {
      const cdm = parseCdm(message, name);
      if (cdm.tca + patience < now) return false;
      this.#messages.set(station, [...this.messagesOf(station), { ...of, arrival, assessment: assessCdm(cdm) }]);
      return true;
    } catch (error) {
      // Also what another centre, of another version, could read.
      return error instanceof DocumentError ? refuse(error.message, error.faults) : refuse(String(error), null);
    }
  }

  /** Lets go what is long past, by the time `nowAt` each station (s, UNIX time). */
  forget(nowAt: (station: string) => number): void {
    for (const [station, messages] of this.#messages) {
      const now = nowAt(station);
      const kept = messages.filter(({ assessment }) => assessment.cdm.tca + patience >= now);
      if (kept.length === 0) this.#messages.delete(station);
      else if (kept.length < messages.length) this.#messages.set(station, kept);
    }
  }
}
