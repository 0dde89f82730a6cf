/**
 * What engines say, into the stream of events: each batch's events once and in order, however many workers believe that the
 * station is theirs. A message is written on the condition that the last one of its station is still the one that its writer knows.
 * Since the same rows give the same events, one who is overtaken finds there what it was about to say, or more.
 */
import type { PutEvent, Said } from "../records/index.ts";
import { type Bus, isMissing, isOvertaken } from "./bus.ts";
import { UnreadableMessageError } from "./errors.ts";
import { fieldsOf } from "./message.ts";
import { eventsStream, eventsSubject, partitionOf, tokenOf } from "./names.ts";

/** A message in the stream of events: what was said at once, of one batch. */
export interface SaidMessage {
  /** Of the stream of rows that `at` counts in. */
  readonly journal: string;
  /** The position of the rows that were being folded, and which message about them this is, from 0. */
  readonly at: number;
  readonly nth: number;
  /** The place by which the events are known for ever: that of their rows, from before `at` where stored data has become news. */
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
/** Rows that a stream may take in a second on the average, before places of the next one could be those of this. */
const perSecond = 1_000_000;
/** No position comes to this, and every place of a stream that was made after 2001 is beyond it. */
const leastPlace = 1e15;

/** Throws `UnreadableMessageError`. */
export function readSaid(text: string): SaidMessage {
  const fields = fieldsOf(text);
  if (Number.isInteger(fields.at) && Number.isInteger(fields.position) && Array.isArray(fields.said))
    return fields as unknown as SaidMessage;
  throw new UnreadableMessageError("no events", "at, position and said");
}

/**
 * Where the places of events begin that are of this stream of rows. One that was lost and made anew counts from 1 again, and an event
 * that had the place of one before would be taken for that: so places begin where no earlier stream can have come.
 */
const firstPlace = ({ journal }: Bus): number => Math.floor(Date.parse(journal) / 1000) * perSecond;

/** One station's way into the stream of events. */
export class Saying {
  readonly #bus: Bus;
  readonly #station: string;
  readonly #subject: string;
  readonly #signal: AbortSignal;
  readonly #onFault: (error: unknown) => void;
  readonly #first: number;
  #last: Last;
  #at = 0;
  #nth = 0;

  private constructor(bus: Bus, station: string, last: Last, signal: AbortSignal, onFault: (error: unknown) => void) {
    this.#bus = bus;
    this.#station = station;
    this.#subject = subjectOf(bus, station);
    this.#first = firstPlace(bus);
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

  /**
   * Says what was said of the batch at a position in the stream of rows, or what is known by a place already; resolves once it is in the
   * stream. Throws once `signal` is aborted.
   */
  async put(of: number, said: readonly Said[]): Promise<readonly PutEvent[]> {
    const isPlace = of >= leastPlace;
    const isNew = !isPlace && of > this.#at;
    this.#nth = isNew ? 0 : this.#nth + 1;
    if (isNew) this.#at = of;
    if (said.length === 0) return [];
    const position = isPlace ? of : this.#first + of;
    const message: SaidMessage = { journal: this.#bus.journal, at: this.#at, nth: this.#nth, position, said };
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
        msgID: `${tokenOf(this.#station)}:${this.#bus.journal}:${at}:${nth}`,
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
async function lastOf(bus: Bus, subject: string): Promise<Last> {
  const message = await bus.manager.streams
    .getMessage(eventsStream, { last_by_subj: subject })
    .catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
  if (message === null) return nothing;
  const behind = { ...nothing, sequence: message.seq };
  try {
    const { journal, at, nth } = readSaid(message.string());
    // What was said of a stream that is gone is behind all that is said of this one.
    return journal === bus.journal ? { sequence: message.seq, at, nth } : behind;
  } catch (error) {
    // What somebody else has put there silences no station: what is said again has the ids that it had.
    if (error instanceof UnreadableMessageError) return behind;
    throw error;
  }
}
