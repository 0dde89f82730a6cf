/** A station as pages show it: as it is now, or as it was at a moment. Whoever fills it says which. */
import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { language } from "../app/settings.ts";
import type { Connection } from "../link/index.ts";
import { named } from "./names.ts";
import type {
  Advice,
  Alarm,
  CentreLink,
  Estimate,
  HatchState,
  Location,
  LogState,
  OtherEvent,
  Reading,
  StationState,
  StoredEntry,
  WholeStation,
} from "./types.ts";

/** What time it is there; times are in ms. */
export interface Timekeeper {
  /** The station's time when the machine's clock stands at `machine`; NaN before it is known. */
  at(machine: number): number;
  /** (-) Seconds of the station a second. */
  readonly rate: number;
  /** Whether what was read at `time`, once every `period` (s), is too old at `machine` to be shown as the present. */
  isStale(time: number, period: number, machine: number): boolean;
}

export type Rows = readonly (readonly [time: number, parameter: string, value: string])[];

/** Everything that pages show of one station. */
export abstract class ShownStation {
  readonly id: string;
  abstract readonly clock: Timekeeper;
  /** As its file says. */
  protected readonly file = signal<WholeStation | null>(null);
  /** The same with the names that the reader's language has for what is known. */
  readonly whole = computed(() => (this.file.value === null ? null : named(this.file.value, language.value)));
  readonly connection = signal<Connection>("connecting");
  readonly readings = signal<ReadonlyMap<string, Reading>>(new Map());
  readonly hatches = signal<Readonly<Record<string, HatchState>>>({});
  readonly crew = signal<Readonly<Record<string, string>>>({});
  readonly estimate = signal<Estimate | null>(null);
  readonly location = signal<Location | null>(null);
  readonly advice = signal<Advice | null>(null);
  readonly others = signal<readonly OtherEvent[]>([]);
  readonly alarms = signal<readonly Alarm[]>([]);
  readonly entries = signal<readonly StoredEntry[]>([]);
  readonly centres = signal<readonly CentreLink[]>([]);
  readonly logState = signal<LogState>({ incidents: [], polls: [], handovers: [], corrections: [] });
  /** (ms) Of the newest row; NaN before the first. */
  readonly newest = signal(Number.NaN);
  /** (ms) Of the machine; moves on four times a second. Whoever shows an age reads it. */
  readonly tick = signal(Date.now());
  readonly isLoaded = signal(false);
  /** (ms) The station's time. */
  readonly now = computed(() => this.clock.at(this.tick.value));
  /** (s) Nothing that is later is asked for, or shown; infinite where it is now. */
  abstract readonly horizon: ReadonlySignal<number>;

  constructor(id: string) {
    this.id = id;
  }

  /** Somebody wants every row as it comes: a chart that follows. */
  abstract listen(onRows: (rows: Rows) => void): () => void;

  /** Asks again what no message tells whole: after something was written. */
  abstract refresh(): Promise<void>;

  protected takeState(state: StationState): void {
    batch(() => {
      this.tick.value = Date.now();
      this.hatches.value = Object.fromEntries(state.hatches.map((hatch) => [hatch.id, hatch.state]));
      this.crew.value = Object.fromEntries(state.crew.map(({ id, module }) => [id, module]));
      this.estimate.value = state.estimate;
      this.location.value = state.location;
      this.advice.value = state.advice;
      this.others.value = state.others;
      this.centres.value = state.centres;
      this.takeReadings(state.parameters.map((one) => ({ ...one, time: Date.parse(one.time) })));
    });
  }

  protected takeReadings(readings: readonly Reading[]): void {
    const next = new Map(this.readings.value);
    let newest = this.newest.value;
    for (const reading of readings) {
      const known = next.get(reading.parameter);
      if (known === undefined || known.time <= reading.time) next.set(reading.parameter, reading);
      if (!(reading.time <= newest)) newest = reading.time;
    }
    batch(() => {
      this.readings.value = next;
      this.newest.value = newest;
    });
  }
}
