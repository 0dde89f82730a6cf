/** The engine's state as text and back, to the last bit: numbers that JSON cannot say are written as strings. */
import type { Station } from "../station/index.ts";
import { Fold } from "./engine.ts";
import type { HullwatchEvent } from "./event.ts";
import type { Heard } from "./heard.ts";
import type { Input } from "./input.ts";
import type { Soon } from "./soon.ts";
import { type EngineOptions, type EngineState, startState } from "./state.ts";

export interface Engine {
  /** Takes one input and gives the events that it causes, in time order; `soon` is given the first of them sooner. */
  push(input: Input, soon?: Soon): readonly HullwatchEvent[];
  /** What can only be said when the input has ended, or stops for a while: more may follow. */
  finish(): readonly HullwatchEvent[];
  /** What it has been given so far. */
  readonly heard: Heard;
  /** The state, as text that `restoreEngine` reads. */
  snapshot(): string;
}

const tag = "$f64";
const words: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  "-0": -0,
};

const say = (x: number) => (Object.is(x, -0) ? "-0" : Number.isFinite(x) ? x : String(x));

function write(_: string, value: unknown): unknown {
  if (value instanceof Float64Array) return { [tag]: Array.from(value, say) };
  return typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)) ? { [tag]: say(value) } : value;
}

function read(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(tag in value)) return value;
  const said = value[tag];
  const hear = (x: unknown) => (typeof x === "string" ? words[x] : (x as number));
  return Array.isArray(said) ? Float64Array.from(said, hear) : hear(said);
}

function engine(station: Station, state: EngineState): Engine {
  const fold = new Fold(station, state);
  return {
    push: (input, soon) => fold.push(input, soon),
    finish: () => fold.finish(),
    heard: fold.heard,
    snapshot: () => JSON.stringify({ station: station.id, state }, write),
  };
}

/** An engine that has seen nothing yet. Options left out take their defaults. */
export const createEngine = (station: Station, options: Partial<EngineOptions> = {}): Engine =>
  engine(station, startState(station, options));

/** A text that is no snapshot, or one of another station. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
  readonly code = "HW_SNAPSHOT";
}

/** An engine that goes on from a snapshot, to the same bytes as the one that wrote it. Throws `SnapshotError`. */
export function restoreEngine(station: Station, snapshot: string): Engine {
  const saved = parse(snapshot);
  if (saved.station !== station.id) {
    throw new SnapshotError(`found a snapshot of station "${saved.station}", expected one of "${station.id}"`);
  }
  return engine(station, saved.state);
}

function parse(text: string): { readonly station: string; readonly state: EngineState } {
  try {
    const saved = JSON.parse(text, read);
    if (typeof saved === "object" && saved !== null && "state" in saved) return saved;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new SnapshotError(`found "${text.slice(0, 40)}", expected the text that an engine's snapshot() gave`);
}
