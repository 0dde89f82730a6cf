import { type Container, type Database, holds, type Parameter, type Values } from "./model.ts";

/** One parameter as a packet has it. */
export interface Decoded {
  readonly parameter: Parameter;
  /** NaN for a raw value that means nothing, or one outside the valid range. */
  readonly value: number | string;
}

/** Reads packets by a database. One reader reads one packet at a time. */
export class PacketReader {
  readonly #root: Container;
  readonly #values: Values;
  /** Parameters that were read of this packet. */
  #read: Parameter[] = [];
  #bytes: Uint8Array = new Uint8Array(0);

  constructor({ root, parameters }: Database) {
    this.#root = root;
    this.#values = { raw: new Float64Array(parameters.length), meant: new Array(parameters.length).fill(undefined) };
  }

  /**
   * Every parameter of a packet, in order. Of the containers based on one another the first that fits is taken, and then the first
   * of those based on it. `reason`: the packet ends before a container does, or fits none; then there are no values.
   */
  read(bytes: Uint8Array): readonly Decoded[] | { readonly reason: string } {
    for (const { index } of this.#read) this.#values.meant[index] = undefined;
    this.#read = [];
    this.#bytes = bytes;
    let container = this.#root;
    let at = this.#container(container, 0, 0);
    while (at !== null) {
      const heir: Container | undefined = container.heirs.find(({ when }) =>
        when.every((one) => holds(one, this.#values)),
      );
      if (heir === undefined) break;
      container = heir;
      at = this.#container(container, 0, at);
    }
    if (at === null) return { reason: `${bytes.length} bytes are too few for ${container.qualified}` };
    if (container.isAbstract) return { reason: `it fits no container based on ${container.qualified}` };
    return this.#read.map((parameter) => ({
      parameter,
      value: inRange(parameter, this.#values.meant[parameter.index]!),
    }));
  }

  /**
   * Reads the entries of a container from bit `from` on; what it is based on began at `start`. Gives where it ends, null where the
   * packet ends before.
   */
  #container({ entries }: Container, start: number, from: number): number | null {
    let at = from;
    for (const entry of entries) {
      if (!entry.when.every((one) => holds(one, this.#values))) continue;
      const begin = (entry.from === "start" ? start : at) + entry.offset;
      if (begin < 0) return null;
      const end =
        "container" in entry ? this.#container(entry.container, begin, begin) : this.#parameter(entry.parameter, begin);
      if (end === null) return null;
      at = end;
    }
    return at;
  }

  #parameter(parameter: Parameter, at: number): number | null {
    const end = at + parameter.bits;
    if (end > 8 * this.#bytes.length) return null;
    if (parameter.read !== null) {
      const raw = parameter.read(this.#bytes, at);
      this.#values.raw[parameter.index] = raw;
      this.#values.meant[parameter.index] = parameter.meaning(raw, this.#values);
      this.#read.push(parameter);
    }
    return end;
  }
}

function inRange({ range: [low, high] }: Parameter, value: number | string): number | string {
  return typeof value === "number" && !(value >= low && value <= high) ? Number.NaN : value;
}
