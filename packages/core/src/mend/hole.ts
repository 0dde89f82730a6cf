/** The life of a hole: a small state machine with its log, and what is attached to it. */

/** `open`: known and nothing on it. `patched`: something is on it, it is not said what. `leaking`: again, after work on it. */
export type HoleState = "open" | "hand" | "taped" | "patched" | "sealant" | "curing" | "cured" | "tight" | "leaking";

/**
 * What happens to a hole. `tight` and `leaking` are verdicts of a check, or of the watch. `due`: the time that its material needs is
 * over. `suspect`: air is being lost again, and the hole may be where. `attached`: a photograph or a measurement.
 */
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
  | "leaking"
  | "due"
  | "suspect"
  | "attached";

export interface HoleEntry {
  /** (s) UNIX time. */
  readonly time: number;
  readonly act: HoleAct;
  /** What came of it; the same as before where the act does not fit the state. */
  readonly state: HoleState;
  readonly refused: boolean;
  /** Layers of sealant after it, and what cures then. */
  readonly layers: number;
  readonly cure: Hole["cure"];
  /** What was attached; null with every other act. */
  readonly attachment: Attachment | null;
}

/** A photograph, a measurement: the file is kept elsewhere and known by its hash. */
export interface Attachment {
  readonly time: number;
  readonly kind: "photo" | "measurement";
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
  cure: { readonly since: number; readonly needs: number };
  readonly log: HoleEntry[];
  readonly attachments: Attachment[];
}

/** An attachment that is none. */
export class AttachmentError extends Error {
  override readonly name = "AttachmentError";
  readonly code = "HW_ATTACHMENT";
}

/** Entries of a log, and attachments, that are kept in a hole's own state: the last ones. */
const kept = 100;

/** What each act makes of each state; where nothing stands the act does not fit. */
const work = { hand: "hand", tape: "taped", applied: "patched", sealant: "sealant" } as const;
const onPatch = { ...work, removed: "open", tight: "tight", leaking: "leaking" } as const;
/** Acts that are told of a hole and leave it as it is. */
const said: readonly HoleAct[] = ["due", "suspect", "attached"];
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
  const state = said.includes(act) ? hole.state : next[hole.state][act];
  if (state !== undefined) change(hole, act, state, time, needs);
  return enter(hole, act, time, { refused: state === undefined, attachment: null });
}

function enter(hole: Hole, act: HoleAct, time: number, more: Pick<HoleEntry, "refused" | "attachment">): HoleEntry {
  const { state, layers, cure } = hole;
  const entry = { time, act, state, layers, cure, ...more };
  hole.log.push(entry);
  if (hole.log.length > kept) hole.log.shift();
  return entry;
}

/** The last entry that is more than something told of it; null where there is none. */
export const lastWork = ({ log }: Hole): HoleEntry | null => log.findLast((e) => !said.includes(e.act)) ?? null;

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

/**
 * (-) Layers' worth of gas that is still to come out of the sealant at `time` (s), which comes with a time constant of `lasts` (s). Of
 * several layers it is not known how much those below have given off: all count from the last.
 */
export const curingLayers = ({ cure, layers }: Hole, time: number, lasts: number) =>
  Number.isNaN(cure.since) ? 0 : layers * Math.exp(-Math.max(0, time - cure.since) / lasts);

/** Those of several holes in one volume that may be what leaks there: those not proven tight, or all where all are. */
export function mayLeak(holes: readonly Hole[]): readonly Hole[] {
  const open = holes.filter((h) => h.state !== "tight");
  return open.length > 0 ? open : holes;
}

/** Whether a text is a SHA-256: 64 lower-case hexadecimal digits. */
export const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);

/** Adds a photograph or a measurement, once. Throws `AttachmentError` where the hash is none. */
export function attach(hole: Hole, attachment: Attachment): void {
  const { sha256, name, time } = attachment;
  if (!isHash(sha256)) {
    throw new AttachmentError(
      `${name}: found the hash "${sha256}", expected 64 lower-case hexadecimal digits (SHA-256)`,
    );
  }
  if (hole.attachments.some((a) => a.sha256 === sha256 && a.name === name)) return;
  hole.attachments.push(attachment);
  if (hole.attachments.length > kept) hole.attachments.shift();
  enter(hole, "attached", time, { refused: false, attachment });
}
