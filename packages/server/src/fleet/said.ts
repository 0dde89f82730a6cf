/**
 * What engines say, into the stream of events: each batch's events once and in order, however many workers believe that the
 * station is theirs. A message is written on the condition that the last one of its station is still the one that its writer knows.
 * Since the same rows give the same events, one who is overtaken finds there what it was about to say, or more.
 */
import type { PutEvent, Said } from "../records/index.ts";
import { type Bus, isMissing, isOvertaken } from "./bus.ts";
import { eventsStream, eventsSubject, partitionOf, tokenOf } from "./names.ts";

/** A message in the stream of events: what was said at once, of one batch. */
export interface SaidMessage {
  /** The position of the rows that were being folded, and which message about them this is, from 0. */
  readonly at: number;
  readonly nth: number;
  /** The position that the events are of: before `at` where stored data has become news. */
  readonly position: number;
  readonly said: readonly Said[];
}

interface Last {
  readonly sequence: number;
  readonly at: number;
  readonly nth: number;
}

const nothing: Last = { sequence: 0, at: 0, nth: 0 };
/** (ms) Between two tries. */
const pause = 250;

export const readSaid = (text: string): SaidMessage => JSON.parse(text);

/** One station's way into the stream of events. */
export class Saying {
  readonly #bus: Bus;
  readonly #station: string;
  readonly #subject: string;
  readonly #signal: AbortSignal;
  readonly #onFault: (error: unknown) => void;
  #last: Last;
  #at = 0;
  #nth = 0;

  private constructor(bus: Bus, station: string, last: Last, signal: AbortSignal, onFault: (error: unknown) => void) {
    this.#bus = bus;
    this.#station = station;
    this.#subject = subjectOf(bus, station);
    this.#last = last;
    this.#signal = signal;
    this.#onFault = onFault;
  }

  /** What was said before is known after this, and not said again. */
  static async open(bus: Bus, station: string, signal: AbortSignal, onFault: (error: unknown) => void) {
    return new Saying(bus, station, await lastOf(bus, subjectOf(bus, station)), signal, onFault);
  }

  /** The sequence number of the last message that is about rows up to `position`; null where later ones are known. */
  upTo(position: number): number | null {
    return this.#last.at <= position ? this.#last.sequence : null;
  }

  /** Says what was said of the batch at `position`; resolves once it is in the stream. Throws once `signal` is aborted. */
  async put(position: number, said: readonly Said[]): Promise<readonly PutEvent[]> {
    this.#nth = position > this.#at ? 0 : this.#nth + 1;
    this.#at = Math.max(this.#at, position);
    if (said.length === 0) return [];
    const message: SaidMessage = { at: this.#at, nth: this.#nth, position, said };
    while (this.#isAhead(message)) {
      if (this.#signal.aborted) throw this.#signal.reason;
      await this.#try(message);
    }
    return said.map((one) => ({ ...one, seq: 0, station: this.#station, position, isNew: true }));
  }

  #isAhead({ at, nth }: SaidMessage): boolean {
    return at > this.#last.at || (at === this.#last.at && nth > this.#last.nth);
  }

  async #try(message: SaidMessage): Promise<void> {
    const { at, nth } = message;
    try {
      const { seq } = await this.#bus.js.publish(this.#subject, JSON.stringify(message), {
        msgID: `${tokenOf(this.#station)}:${at}:${nth}`,
        expect: { lastSubjectSequence: this.#last.sequence },
      });
      this.#last = { sequence: seq, at, nth };
    } catch (error) {
      if (!isOvertaken(error)) this.#onFault(error);
      await new Promise((resolve) => setTimeout(resolve, isOvertaken(error) ? 0 : pause));
      // Whether it is in the stream or not, the last message says so.
      this.#last = await lastOf(this.#bus, this.#subject).catch(() => this.#last);
    }
  }
}

const subjectOf = ({ partitions }: Bus, station: string) =>
  eventsSubject(partitionOf(station, partitions), tokenOf(station));

/** The last message of a subject, as the leader of the stream has it. */
async function lastOf({ manager }: Bus, subject: string): Promise<Last> {
  try {
    const message = await manager.streams.getMessage(eventsStream, { last_by_subj: subject });
    if (message === null) return nothing;
    const { at, nth } = readSaid(message.string());
    return { sequence: message.seq, at, nth };
  } catch (error) {
    if (isMissing(error)) return nothing;
    throw error;
  }
}
