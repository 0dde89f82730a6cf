import { type Clock, openStore, type Store, type StoreOptions } from "./index.ts";

/** A clock on which every wait is over at once, after others had their turn. */
export const hurried: Clock = { now: () => 0, sleep: () => new Promise((resolve) => setImmediate(resolve)) };

/** A store, and what it complained of. */
export async function complaining(
  directory: string,
  options: Partial<StoreOptions> = {},
): Promise<{ store: Store; faults: unknown[] }> {
  const faults: unknown[] = [];
  const onFault = (error: unknown) => faults.push(error);
  return { store: await openStore(directory, { clock: hurried, onFault, ...options }), faults };
}
