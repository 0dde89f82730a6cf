/** A night that people answer: what they report in the shared log happens in the simulated world. */
import type { Row } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import { Exercise, type ExerciseFile } from "@hullwatch/core/world";
import type { Entry } from "@hullwatch/log";
import { tryAct } from "../training/index.ts";

/** (s) What people do takes effect at the next step. */
const step = 10;
/** (s) The simulated crew reads the dials that advice names this often. */
const dialEvery = 60;

/** The night as it goes on. */
export class AnsweredNight {
  readonly #file: ExerciseFile;
  readonly #station: Station;
  #orders: { readonly at: number; readonly entry: Entry }[] = [];
  #dials: readonly string[] = [];

  constructor(file: ExerciseFile, station: Station) {
    this.#file = file;
    this.#station = station;
  }

  /** Somebody has written an entry: what it says was done is done in the world at that time, or now where that is past. */
  take(entry: Entry): void {
    if (entry.author.role === "server") return;
    this.#orders.push({ at: Date.parse(entry.time) / 1000, entry });
    this.#orders.sort((a, b) => a.at - b.at);
  }

  /** The dials that people are to read. */
  watch(modules: readonly string[]): void {
    this.#dials = modules;
  }

  /** Rows as they come; the world goes on only as they are taken. */
  *rows(seed: number): Generator<Row> {
    const exercise = new Exercise(this.#file, this.#station, seed);
    let read = Number.NEGATIVE_INFINITY;
    while (!exercise.over) {
      const now = exercise.time;
      while (this.#orders.length > 0 && this.#orders[0].at <= now) tryAct(exercise, this.#orders.shift()!.entry);
      if (now >= read + dialEvery) {
        read = now;
        for (const module of this.#dials) exercise.obey({ kind: "gauge", module });
      }
      yield* exercise.playTo(second(now + step));
    }
  }
}
