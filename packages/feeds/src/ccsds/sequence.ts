import { countModulus } from "./packet.ts";

/** What the sequence count of a packet says: it follows; it came before; `missing` before it have not come; it is late; counting began anew. */
export type Follows =
  | { readonly kind: "next" | "repeat" | "late" | "restart" }
  | { readonly kind: "gap"; readonly missing: number };

/** Counts of one APID that are remembered as come. */
const remembered = 256;
/** So many late ones in a row, and it is the count that has gone back, as after a restart on board. */
const restartAfter = 64;

interface Known {
  newest: number;
  late: number;
  readonly seen: Map<number, number>;
}

/** Follows the sequence counts of every APID. */
export class Sequence {
  readonly #last = new Map<number, Known>();

  /**
   * Takes the count of a packet, with a number that tells its content. A count that came before with the same content is a repeat;
   * half of all counts lie ahead of the newest and half behind, where a packet is late. Counts begin anew behind 16,383.
   */
  take(apid: number, count: number, content: number): Follows {
    const known = this.#last.get(apid);
    if (known === undefined) {
      this.#last.set(apid, { newest: count, late: 0, seen: new Map([[count, content]]) });
      return { kind: "next" };
    }
    const { newest, seen } = known;
    if (seen.get(count) === content) return { kind: "repeat" };
    seen.delete(count);
    seen.set(count, content);
    if (seen.size > remembered) seen.delete(seen.keys().next().value!);
    const ahead = (count - newest + countModulus) % countModulus;
    if (ahead === 0 || ahead > countModulus / 2) {
      known.late++;
      if (known.late < restartAfter) return { kind: "late" };
      known.late = 0;
      known.newest = count;
      return { kind: "restart" };
    }
    known.late = 0;
    known.newest = count;
    return ahead === 1 ? { kind: "next" } : { kind: "gap", missing: ahead - 1 };
  }
}
