import type { Row } from "@hullwatch/archive";
import type { Station } from "@hullwatch/core/station";
import type { State } from "@hullwatch/log";
import type { Clock } from "../clock/index.ts";
import { silenceAlarm, silenceDraft, soundDraft } from "./drafts.ts";

/** (ms) How often is looked. */
const lookEvery = 1000;
/** A sensor that speaks seldom may miss this many of its turns. */
const turns = 3;

/** A station as far as its silence goes. */
interface Listened {
  readonly id: string;
  readonly station: Pick<Station, "sensors">;
  /** (s) UNIX time of its newest row, by its own time; null before the first. */
  readonly view: { readonly newest: number | null };
}

export interface SilenceOptions {
  /** That of the stations. */
  readonly clock: Clock;
  /** One that does not go back or leap when somebody sets the other: for spans. */
  readonly steady: Pick<Clock, "now">;
  /** (ms) */
  readonly silentAfter: number;
  /** (ms) Rows that were older than this when they came are not of the present. */
  readonly lateAfter: number;
  readonly centre: string;
  readonly stations: () => readonly Listened[];
  /** The feeds of a station, each as people are told of it: "mqtt: silent". */
  readonly feeds: (station: string) => readonly string[];
  readonly state: () => State;
  readonly append: (draft: ReturnType<typeof silenceDraft>) => Promise<unknown>;
  readonly onFault: (error: unknown) => void;
}

/**
 * Raises an alarm, type `stale`, for a station of which nothing live has come for some time, and clears it when something comes: an
 * engine has the time of its rows alone, and cannot notice that there are none. A station is expected to be heard that has a feed,
 * or of which something live has come since the start, or whose alarm stands.
 */
export class Silence {
  readonly #options: SilenceOptions;
  readonly #begun: number;
  /** (ms) When something live last came, by the steady clock. */
  readonly #heard = new Map<string, number>();
  readonly #stop = new AbortController();
  #looking: Promise<void> = Promise.resolve();

  constructor(options: SilenceOptions) {
    this.#options = options;
    this.#begun = options.steady.now();
  }

  /** Rows have come. Blank ones are readings that are missing. */
  heard(station: string, rows: readonly Row[]): void {
    const { clock, steady, lateAfter } = this.#options;
    const now = clock.now();
    if (rows.some(({ time, value }) => value !== "" && now - time * 1000 <= lateAfter))
      this.#heard.set(station, steady.now());
  }

  start(): void {
    this.#looking = this.#lookNowAndThen();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#looking;
  }

  async #lookNowAndThen(): Promise<void> {
    const { clock, stations, onFault } = this.#options;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await clock.sleep(lookEvery, signal);
      for (const one of stations()) if (!signal.aborted) await this.#look(one).catch(onFault);
    }
  }

  async #look({ id, station, view }: Listened): Promise<void> {
    const { clock, steady, centre, feeds, state, append } = this.#options;
    const raised = state().alarms.find((one) => one.station === id && one.id === silenceAlarm);
    const stands = raised?.raisings.some((one) => one.centre === centre && one.cleared === null) ?? false;
    const told = feeds(id);
    const heard = this.#heard.get(id);
    if (heard === undefined && told.length === 0 && !stands) return;
    const silent = steady.now() - (heard ?? this.#begun);
    const isSilent = silent > this.#patience(station);
    if (isSilent === stands) return;
    // An alarm that stood before a new start ends with what is heard since, not with the start.
    if (!isSilent && heard === undefined) return;
    const about = { station: id, centre, now: clock.now() };
    await append(isSilent ? silenceDraft({ ...about, newest: view.newest, silent, feeds: told }) : soundDraft(about));
  }

  /** (ms) The quickest sensor says how often something must come. */
  #patience({ sensors }: Listened["station"]): number {
    const quickest = Math.min(...sensors.map(({ period }) => period));
    return Math.max(this.#options.silentAfter, Number.isFinite(quickest) ? turns * quickest * 1000 : 0);
  }
}
