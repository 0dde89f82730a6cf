/** (ms) The first wait after a lost link, and the longest. */
const [first, longest] = [1000, 60_000];

/** How long to wait before a link is tried again: twice as long each time, up to a minute, each shortened by up to a third at random. */
export class BackOff {
  #next = first;
  readonly #random: () => number;

  /** `random` gives numbers from 0 to 1: many servers that lose one source must not all come back in the same moment. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** (ms) The next wait. */
  next(): number {
    const wait = this.#next;
    this.#next = Math.min(longest, 2 * wait);
    return Math.round(wait * (1 - this.#random() / 3));
  }

  /** The link has carried something: the next loss is a new one. */
  reset(): void {
    this.#next = first;
  }
}
