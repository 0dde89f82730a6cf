/**
 * A copy of a plain value: objects, arrays and typed arrays to any depth. Typed arrays of `spare`, a former copy that nobody
 * needs any more, are written over where they fit: to allocate them takes twenty times as long as to fill them.
 */
export function copyOf<T>(value: T, spare?: unknown): T {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Float64Array) return copyOfNumbers(value, spare) as T;
  if (Array.isArray(value)) {
    if (value.every((part) => typeof part !== "object")) return value.slice() as T;
    const old = Array.isArray(spare) ? spare : [];
    return value.map((part, i) => copyOf(part, old[i])) as T;
  }
  const copy = { ...value } as Record<string, unknown>;
  const old = (typeof spare === "object" && spare !== null ? spare : {}) as Record<string, unknown>;
  for (const key in copy) {
    const part = copy[key];
    if (typeof part === "object" && part !== null) copy[key] = copyOf(part, old[key]);
  }
  return copy as T;
}

/**
 * A copy of a record of objects, each of which `copyOfOne` copies: written over `spare`, a former copy, where that has the same keys in
 * the same order.
 */
export function copyOfEach<T extends object>(
  record: { readonly [key: string]: T },
  copyOfOne: (value: T, spare?: T) => T,
  spare: { [key: string]: T } = {},
): { [key: string]: T } {
  const keys = Object.keys(record);
  const old = Object.keys(spare);
  const fits = keys.length === old.length && keys.every((key, i) => key === old[i]);
  // Spread, since a record that grows by a key at a time is slow to read where it has more than a dozen.
  const copies = fits ? spare : { ...record };
  for (const key of keys) copies[key] = copyOfOne(record[key], fits ? spare[key] : undefined);
  return copies;
}

/** A copy of numbers, written over those of `spare` where they fit. */
export function copyOfNumbers(value: Float64Array, spare?: unknown): Float64Array {
  if (!(spare instanceof Float64Array) || spare.length !== value.length) return value.slice();
  spare.set(value);
  return spare;
}
