import * as v from "valibot";
import { phrase } from "../phrase/index.ts";
import { asks, type Mapping } from "./expectation.ts";
import { type Draft, Faults } from "./faults.ts";
import { type Path, valueAt } from "./path.ts";
import { type Position, parseSource } from "./source.ts";
import { isMapping, type Misfit, misfits } from "./structure.ts";

/** What a file must be. */
export interface DocumentShape<Shape extends Mapping> {
  /** Its name, for messages. */
  readonly file: string;
  /** What it must hold besides the `hullwatch:` line. */
  readonly schema: Shape;
  /** What its `hullwatch:` line must say: "station/1". */
  readonly header: string;
  /**
   * Looks for what no schema can say (an id that names nothing) and adds it to `faults`. It is called even where the
   * structure has faults, with a draft of what fits, so that all faults of a file come out at once.
   */
  readonly check?: (draft: Draft<v.InferOutput<Shape>>, faults: Faults) => void;
}

export interface ReadDocument<Value> {
  readonly value: Value;
  /** Where the value at `path` stands, or the nearest thing above it. */
  at(path: Path): Position;
}

/** Reads and checks a YAML text. Throws `DocumentError` with every fault in it; never anything else. */
export function readDocument<Shape extends Mapping>(
  text: string,
  { file, schema, header, check }: DocumentShape<Shape>,
): ReadDocument<v.InferOutput<Shape>> {
  const source = parseSource(text);
  const faults = new Faults(source);
  if (!source.sound) faults.throwIfAny(file);
  const { value } = source;
  const said = valueAt(value, ["hullwatch"]);
  if (!isMapping(value) || (said !== undefined && said !== header)) {
    // Another kind of file: looking for a station in it would only add noise.
    const path = isMapping(value) ? ["hullwatch"] : [];
    faults.add(path, isMapping(value) ? phrase`"${header}"` : phrase`a mapping that begins with hullwatch: ${header}`);
    faults.throwIfAny(file);
  }
  const wrong = misfits(withHeader(schema, header), value);
  for (const misfit of wrong) faults.addMisfit(misfit);
  check?.(draftOf(value, wrong) as Draft<v.InferOutput<Shape>>, faults);
  faults.throwIfAny(file);
  return { value: value as v.InferOutput<Shape>, at: source.at };
}

const withHeader = (schema: Mapping, header: string) =>
  v.strictObject({ hullwatch: v.pipe(v.literal(header), asks(phrase`"${header}"`)), ...schema.entries });

/** `value` without what does not fit. */
function draftOf(value: unknown, wrong: readonly Misfit[]): unknown {
  const draft = structuredClone(value);
  for (const { path } of wrong) {
    const owner = valueAt(draft, path.slice(0, -1));
    const step = path.at(-1)!;
    if (Array.isArray(owner)) owner[Number(step)] = undefined;
    else if (typeof owner === "object" && owner !== null) delete (owner as Record<string, unknown>)[step];
  }
  return draft;
}
