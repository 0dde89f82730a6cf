import type { Draft, Faults, Path } from "../document/index.ts";
import { choice, phrase } from "../phrase/index.ts";
import type { StationFile } from "./schema.ts";

type Identified = readonly ({ readonly id?: string | undefined } | undefined)[] | undefined;

/** The ids that could be read. */
export const idsOf = (items: Identified): string[] => (items ?? []).flatMap((item) => item?.id ?? []);

/** No two things of one kind have one id; the later one is at fault. */
export function checkIds(kind: string, items: Identified, faults: Faults): void {
  const first = new Map<string, number>();
  items?.forEach((item, i) => {
    if (item?.id === undefined) return;
    if (item.id in Object.prototype)
      faults.add([kind, i, "id"], phrase`an id that is no property of every JavaScript object`);
    const earlier = first.get(item.id);
    if (earlier === undefined) first.set(item.id, i);
    else faults.add([kind, i, "id"], phrase`an id of its own: ${`${kind}[${earlier}]`} has this one`);
  });
}

/** Says so where no module of the file has that id; nothing where the id could not be read. */
export type CheckModule = (id: string | undefined, path: Path) => void;

export function moduleChecker(draft: Draft<StationFile>, faults: Faults): CheckModule {
  const known = new Set(idsOf(draft.modules));
  return (id, path) => {
    if (id !== undefined && !known.has(id)) faults.add(path, choice([...known], id, phrase`the id of a module`));
  };
}
