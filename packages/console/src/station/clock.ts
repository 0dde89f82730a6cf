/** (ms) What the network and the server may take before anything counts as silent. */
const allowance = 2000;

/**
 * The station's own time, which the server tells now and then. Between two tellings it goes on as fast as it has gone: in a
 * demonstration or a replay that is not a second a second.
 */
export class StationClock {
  #station: number | null = null;
  #machine = 0;
  #rate = 1;

  /** The server said that it is `station` (ms) when the machine's clock stood at `machine` (ms). */
  told(station: number, machine: number): void {
    if (this.#station !== null && machine - this.#machine >= 1000) {
      const rate = (station - this.#station) / (machine - this.#machine);
      // A clock that was set is not one that runs fast.
      this.#rate = rate >= 0 && rate <= 10_000 ? rate : 1;
      // Latency makes a clock in real time look some hundredths off.
      if (Math.abs(this.#rate - 1) < 0.2) this.#rate = 1;
    }
    if (this.#station === null || machine - this.#machine >= 1000 || station > this.at(machine)) {
      this.#station = station;
      this.#machine = machine;
    }
  }

  /** (ms) The station's time; null before it was told. */
  at(machine: number): number {
    return this.#station === null ? Number.NaN : this.#station + (machine - this.#machine) * this.#rate;
  }

  /** (-) Seconds of the station a second. */
  get rate(): number {
    return this.#rate;
  }

  /** Whether what was read at `time` (ms), once every `period` (s), is too old at `machine` (ms) to be shown as the present. */
  isStale(time: number, period: number, machine: number): boolean {
    return this.at(machine) - time > 3000 * period + allowance * Math.max(1, this.#rate);
  }
}
