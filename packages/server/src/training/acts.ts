/** What people write in the log of a training, as what they do in its world. */
import { DocumentError } from "@hullwatch/core/document";
import { type Exercise, InjectionError } from "@hullwatch/core/world";
import { type Entry, fitsKind, type KnownEntry } from "@hullwatch/log";

/** (-) What each kind of work on a hole leaves open of it; an assumption of the simulation. */
const leftBy: Readonly<Record<string, number>> = {
  hand: 0.1,
  tape: 0.2,
  applied: 0.1,
  sealant: 0.03,
  curing: 0,
  cured: 0,
  removed: 1,
};

/** Somebody has written an entry: what it says was done is done in the world. What cannot be done there is given back. */
export function tryAct(exercise: Exercise, entry: Entry): DocumentError | InjectionError | null {
  try {
    act(exercise, entry);
    return null;
  } catch (error) {
    if (error instanceof DocumentError || error instanceof InjectionError) return error;
    throw error;
  }
}

function act(exercise: Exercise, entry: Entry): void {
  if (entry.author.role === "server" || !fitsKind(entry.kind, entry.body)) return;
  const { kind, body } = entry as KnownEntry;
  if (kind === "hatch-moved") exercise.obey({ kind: "hatch", hatch: body.hatch, to: body.state });
  if (kind === "crew-moved") exercise.obey({ kind: "crew", who: [body.who], to: body.module });
  if (kind !== "action" || body.parameter === undefined || body.value === undefined) return;
  const [what, of = ""] = body.parameter.split(/:(.*)/s);
  const { value } = body;
  if (what === "patch") {
    const module = of.split("#")[0];
    const [state, needs] = value.split(" ");
    exercise.obey({ kind: "patch", module, state, ...(needs !== undefined && { needs }) });
    exercise.work(module, leftBy[state] ?? 1);
  }
  if (what === "check" || what === "search") exercise.obey({ kind: what, module: of, state: value });
  // Until somebody says another rate.
  if (what === "supply")
    exercise.obey({ kind: "supply", supply: of, rate: `${Number.parseFloat(value)}kg/h`, for: "30day" });
}
