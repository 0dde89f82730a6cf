/** The last values of one series and their sums, in a ring of fixed length. */
export class History {
  readonly #mask: number;
  readonly #values: Float64Array;
  /** Sum of all values up to each. */
  readonly #sums: Float64Array;
  #count = 0;

  /** Keeps at least the last `length` values; `from` is copied. */
  constructor(length: number, from?: History) {
    const size = 2 ** Math.ceil(Math.log2(length + 1));
    this.#mask = size - 1;
    this.#values = from === undefined ? new Float64Array(size) : from.#values.slice();
    this.#sums = from === undefined ? new Float64Array(size) : from.#sums.slice();
    if (from !== undefined) this.#count = from.#count;
  }

  copy(): History {
    return new History(this.#values.length - 1, this);
  }

  get count(): number {
    return this.#count;
  }

  push(value: number): void {
    const before = this.#sums[(this.#count - 1) & this.#mask];
    const at = this.#count++ & this.#mask;
    this.#values[at] = value;
    this.#sums[at] = before + value;
  }

  /** The value `back` samples before the newest. */
  at(back: number): number {
    return this.#values[(this.#count - 1 - back) & this.#mask];
  }

  /** Mean of the `length` values of which the newest is `back` samples before the newest of all. */
  mean(length: number, back = 0): number {
    const last = this.#count - 1 - back;
    return (this.#sums[last & this.#mask] - this.#sums[(last - length) & this.#mask]) / length;
  }
}
