/** What a recording says of holes: work on them, photographs and measurements of them. */
import type { AttachInput, PatchInput } from "@hullwatch/core/engine";
import { isHash } from "@hullwatch/core/mend";
import { parseQuantity, UnitError } from "@hullwatch/core/quantity";
import { type ReadAction, word } from "./read-action.ts";

/** A hole: of several in a module the one that is named. */
interface Hole {
  readonly module: string;
  readonly hole?: string;
}

const patchStates: readonly PatchInput["state"][] = [
  "hand",
  "tape",
  "sealant",
  "applied",
  "curing",
  "cured",
  "removed",
];

/** "curing", or "curing 4h" where it is known how long the material needs. */
function patchReader(hole: Hole): ReadAction {
  return (time, value) => {
    const [, needs] = /^\s*curing\s+(\S+)\s*$/i.exec(value) ?? [];
    if (needs === undefined) return word(value, patchStates, (state) => ({ type: "patch", time, ...hole, state }));
    try {
      const cure = parseQuantity("time", needs);
      if (cure > 0) return { type: "patch", time, ...hole, state: "curing", needs: cure };
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
    }
    return { expected: "curing and how long, as curing 4h" };
  };
}

/** A hash and a file name as sha256sum prints them; what is to be said of it after a bar. */
function attachReader(kind: AttachInput["kind"], hole: Hole): ReadAction {
  return (time, value) => {
    const [, hash, name, note = ""] = /^\s*(\S+)\s+([^|]*[^|\s])\s*(?:\|(.*))?$/s.exec(value) ?? [];
    const sha256 = hash?.toLowerCase() ?? "";
    if (!isHash(sha256) || name === undefined) {
      return { expected: "a SHA-256, a file name and, after a bar, what it shows: 9f86…0a08 hole.jpg | second layer" };
    }
    return { type: "attach", time, ...hole, kind, name, sha256, note: note.trim() };
  };
}

/** By the word before the colon. */
export const repairReaders: ReadonlyMap<string, (hole: Hole) => ReadAction> = new Map([
  ["patch", patchReader],
  ["photo", (hole: Hole) => attachReader("photo", hole)],
  ["measure", (hole: Hole) => attachReader("measurement", hole)],
]);

/** The reader of `patch:<module>#<hole>` and its like; undefined where that is none. */
export function holeReader(modules: ReadonlySet<string>, name: string): ReadAction | undefined {
  const [, kind, module, hole] = /^(\w+):(.+)#([^\s#:]{1,40})$/.exec(name) ?? [];
  if (kind === undefined || !modules.has(module)) return undefined;
  return repairReaders.get(kind)?.({ module, hole });
}
