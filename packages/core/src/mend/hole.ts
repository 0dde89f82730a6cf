/** The life of a hole: a small state machine with its log, and what is attached to it. */

/** `open`: known and nothing on it. `patched`: something is on it, it is not said what. `leaking`: again, after work on it. */
export type HoleState = "open" | "hand" | "taped" | "patched" | "sealant" | "curing" | "cured" | "tight" | "leaking";

/** What happens to a hole. `tight` and `leaking` are verdicts of a check, or of the watch. */
export type HoleAct =
  | "found"
  | "hand"
  | "tape"
  | "applied"
  | "sealant"
  | "curing"
  | "cured"
  | "removed"
  | "tight"
  | "leaking";

export interface HoleEntry {
  /** (s) UNIX time. */
  readonly time: number;
  readonly act: HoleAct;
  /** What came of it; the same as before where the act does not fit the state. */
  readonly state: HoleState;
  readonly refused: boolean;
  /** Layers of sealant after it; (s) what the material needs to cure, NaN where nothing cures or that is not told. */
  readonly layers: number;
  readonly cureNeeds: number;
}

/** A photograph, a measurement: the file is kept elsewhere and known by its hash. */
export interface Attachment {
  readonly time: number;
  readonly kind: "photo" | "measurement" | "file";
  readonly name: string;
  /** Lower-case hexadecimal SHA-256. */
  readonly sha256: string;
  readonly note: string;
}

export interface Hole {
  readonly id: string;
  readonly module: string;
  state: HoleState;
  /** Layers of sealant that are on it. */
  layers: number;
  /** (s) When it began to cure, and how long its material needs; NaN where nothing cures. */
  cure: { since: number; needs: number };
  readonly log: HoleEntry[];
  readonly attachments: Attachment[];
}

/** An attachment that is none. */
export class AttachmentError extends Error {
  override readonly name = "AttachmentError";
  readonly code = "HW_ATTACHMENT";
}

/** Entries of a log that are kept in a hole's own state: the last ones. */
const kept = 100;

/** What each act makes of each state; where nothing stands the act does not fit. */
const work = { hand: "hand", tape: "taped", applied: "patched", sealant: "sealant" } as const;
const onPatch = { ...work, removed: "open", tight: "tight", leaking: "leaking" } as const;
const next: Readonly<Record<HoleState, Partial<Record<HoleAct, HoleState>>>> = {
  open: { ...work, found: "open", curing: "curing", leaking: "open", tight: "tight" },
  hand: { ...onPatch, removed: "open", curing: "curing", leaking: "hand", tight: "tight" },
  taped: { ...onPatch, curing: "curing", leaking: "leaking" },
  patched: { ...onPatch, curing: "curing", cured: "cured" },
  sealant: { ...onPatch, curing: "curing", cured: "cured" },
  curing: { ...onPatch, curing: "curing", cured: "cured" },
  cured: { ...onPatch, curing: "curing" },
  tight: { ...onPatch, found: "leaking", cured: "tight", curing: "tight" },
  leaking: { ...onPatch, found: "leaking", curing: "curing", cured: "leaking", leaking: "leaking" },
};

/** A hole of which nothing has been told. */
export const startHole = (id: string, module: string): Hole => ({
  id,
  module,
  state: "open",
  layers: 0,
  cure: { since: Number.NaN, needs: Number.NaN },
  log: [],
  attachments: [],
});

/** Does something to a hole at `time` (s); `needs` (s): what the material takes to cure. An act that does not fit is logged as refused. */
export function actOnHole(hole: Hole, act: HoleAct, time: number, needs = Number.NaN): HoleEntry {
  const state = next[hole.state][act];
  if (state !== undefined) change(hole, act, state, time, needs);
  const { layers, cure } = hole;
  const entry = { time, act, state: hole.state, refused: state === undefined, layers, cureNeeds: cure.needs };
  hole.log.push(entry);
  if (hole.log.length > kept) hole.log.shift();
  return entry;
}

function change(hole: Hole, act: HoleAct, state: HoleState, time: number, needs: number): void {
  hole.state = state;
  if (act === "sealant") hole.layers++;
  // What cures has been put on, whether that was told or not.
  if (act === "curing") hole.layers = Math.max(1, hole.layers);
  if (act === "removed") hole.layers = 0;
  if (act === "curing" || act === "sealant") hole.cure = { since: time, needs };
  if (act === "cured" || act === "removed") hole.cure = { since: Number.NaN, needs: Number.NaN };
}

/** (s) What is left of the curing at `time` (s): 0 where nothing cures, NaN where it is not said how long the material needs. */
export function cureLeft({ cure }: Pick<Hole, "cure">, time: number): number {
  return Number.isNaN(cure.since) ? 0 : Math.max(0, cure.since + cure.needs - time);
}

/** Layers that give off gas. */
export const curingLayers = (hole: Hole) => (Number.isNaN(hole.cure.since) ? 0 : hole.layers);

/** Adds a photograph or a measurement. Throws `AttachmentError` where the hash is none. */
export function attach(hole: Hole, attachment: Attachment): void {
  const { sha256, name } = attachment;
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    throw new AttachmentError(
      `${name}: found the hash "${sha256}", expected 64 lower-case hexadecimal digits (SHA-256)`,
    );
  }
  if (!hole.attachments.some((a) => a.sha256 === sha256 && a.name === name)) hole.attachments.push(attachment);
}
