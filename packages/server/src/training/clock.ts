import type { Clock } from "../clock/index.ts";

/** (ms) The clock of a training is never further ahead of what was played: a busy machine makes it slower. */
const lead = 60_000;

/** The time of a training: it stands still, or goes on so many times as fast as the machine's. */
export class TrainingClock implements Clock {
  readonly #machine: Clock;
  #base: number;
  #since: number;
  #speed = 0;
  #played: number;

  /** Stands at `start` (ms, UNIX time) until it is told to go on. */
  constructor(machine: Clock, start: number) {
    this.#machine = machine;
    this.#base = start;
    this.#played = start;
    this.#since = machine.now();
  }

  now(): number {
    return Math.min(this.#base + (this.#machine.now() - this.#since) * this.#speed, this.#played + lead);
  }

  /** Of the machine: what waits for a training looks again, as its pace may change meanwhile. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#machine.sleep(ms, signal);
  }

  /** Goes on `speed` (-) times as fast from now on; 0 stands still. */
  go(speed: number): void {
    this.#base = this.now();
    this.#since = this.#machine.now();
    this.#speed = speed;
  }

  /** It has been played up to `time` (ms). */
  played(time: number): void {
    // What the machine could not keep up with is not caught up on.
    if (this.#base + (this.#machine.now() - this.#since) * this.#speed > this.#played + lead) this.go(this.#speed);
    this.#played = Math.max(this.#played, time);
  }
}
