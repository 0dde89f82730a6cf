/** What a search has before it. */
import type { Part } from "./part.ts";

/** A hatch through which people come to a part that holds none of them. */
export interface Gate {
  /** Among the edges that are open, then those shut at present. */
  readonly edge: number;
  /** The cells on its inner and its outer side. */
  readonly inner: number;
  readonly outer: number;
  /** (s) */
  readonly open: number;
  /** The healthy cells beyond. */
  readonly home: number;
}

/** A part that holds the leak: shut off from the rest, or joined to healthy cells beyond a gate. */
export interface Task {
  readonly part: Part;
  readonly gate: Gate | null;
}

/**
 * (s, times p) No less comes of a part of a test, be it parted further or not: where no piece of it is the slowest and something reads each;
 * one may be the slowest; nothing need read one; both.
 */
export interface Least {
  readonly all: number;
  readonly slowest: number;
  readonly dark: number;
  readonly darkest: number;
}
