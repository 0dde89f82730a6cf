import type { Stamp } from "../entry/index.ts";
import type { ChainFault, Head } from "../log.ts";
import { noPrevious } from "./hash.ts";

/** One link of a chain, as it is found at place `at`. */
export interface Link {
  /** Where it was found: its number, unless it stands in another's place. */
  readonly at: number;
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
  /** What its hash has to be; null where it cannot be read. */
  readonly due: string | null;
  /** Unknown for what is not shown. */
  readonly stamp?: Stamp;
}

const short = (hash: string) => hash.slice(0, 12);
const isAfter = (a: Stamp, b: Stamp) => a.ms > b.ms || (a.ms === b.ms && a.count > b.count);

/** Goes along the chain of one centre, link by link in the order of their numbers, and names what does not belong. */
export class ChainCheck {
  readonly #centre: string;
  readonly #anchors: ReadonlyMap<number, string>;
  readonly #faults: ChainFault[] = [];
  /** The number that is due. */
  #next: number;
  /** What bears the number before it, and the one before that: more than one link where a number is doubled. */
  #last: readonly Link[] = [];
  #before: readonly Link[] = [];
  #lastIsSound = true;

  /** `anchors`: heads that were kept elsewhere. `start`: the number that the first link must have. */
  constructor(centre: string, anchors: readonly Head[] = [], start = 1) {
    this.#centre = centre;
    this.#anchors = new Map(anchors.filter((a) => a.centre === centre).map(({ seq, hash }) => [seq, hash]));
    this.#next = start;
  }

  add(link: Link): void {
    const known = this.#faults.length;
    this.#checkItself(link);
    if (link.at < this.#next && this.#last.length > 0) {
      this.#add("doubled", link.at, "two entries bear this number: written after the log was set back, or put in");
      this.#last = [...this.#last, link];
      this.#lastIsSound = false;
      return;
    }
    this.#checkAnchor();
    const followsOn = link.at === this.#next;
    if (!followsOn) this.#missing(this.#next, link.at - 1);
    else if (this.#faults.length === known) this.#checkPrevious(link);
    this.#before = followsOn ? this.#last : [];
    this.#last = [link];
    this.#lastIsSound = this.#faults.length === known;
    this.#next = link.at + 1;
  }

  /** Everything that was found wrong; to be asked when the last link has been added. */
  end(): readonly ChainFault[] {
    this.#checkAnchor();
    const due = Math.max(0, ...this.#anchors.keys());
    if (due >= this.#next) this.#missing(this.#next, due);
    return this.#faults;
  }

  #checkItself(link: Link): void {
    const { at, seq, hash, due } = link;
    if (seq !== at) this.#add("reordered", at, `number ${seq} stands in its place`);
    if (due === null) this.#add("changed", at, "it cannot be read as an entry");
    else if (hash !== due)
      this.#add("changed", at, `its content has the hash ${short(due)}, and it says ${short(hash)}`);
  }

  #checkAnchor(): void {
    const [last] = this.#last;
    const kept = last === undefined ? undefined : this.#anchors.get(last.at);
    // Of a doubled number one of the two has to be what was kept.
    if (kept === undefined || this.#last.some(({ hash }) => hash === kept)) return;
    this.#add("changed", last.at, `its hash is ${short(last.hash)}, and was kept elsewhere as ${short(kept)}`);
  }

  #checkPrevious(link: Link): void {
    const { at, previous, stamp } = link;
    if (at === 1 && previous !== noPrevious) this.#add("changed", at, "it is the first, and names one before it");
    if (this.#last.length === 0) return;
    if (!this.#last.some(({ hash }) => hash === previous)) this.#blame(link);
    const earlier = this.#last[0].stamp;
    if (stamp !== undefined && earlier !== undefined && !isAfter(stamp, earlier))
      this.#add("reordered", at, "its stamp is not after that of the one before it");
  }

  /** A link names another hash than the one before it has. What was found wrong already explains it. */
  #blame({ at, previous }: Link): void {
    if (!this.#lastIsSound) return;
    const followsBefore = this.#before.some(({ hash }) => hash === previous);
    const what = followsBefore ? "it was put in" : "it was rewritten";
    this.#add(
      followsBefore ? "inserted" : "changed",
      at - 1,
      `${what}: number ${at} was written after ${short(previous)}, and this is ${short(this.#last[0].hash)}`,
    );
  }

  #missing(from: number, to: number): void {
    this.#add("missing", from, from === to ? "it is not here" : `numbers ${from} to ${to} are not here`);
  }

  #add(what: ChainFault["what"], seq: number, text: string): void {
    this.#faults.push({ what, centre: this.#centre, seq, text: `${this.#centre}:${seq} ${what}: ${text}` });
  }
}
