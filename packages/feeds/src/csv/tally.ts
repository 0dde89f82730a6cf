/** How many names of unknown parameters are kept: a damaged file must not fill the memory with them. */
const namesKept = 1000;

/** Where every line of a recording went: `lines` is the sum of `header` to `continued`. */
export interface Tally {
  lines: number;
  header: number;
  /** Read and understood, or of a parameter that the station does not know. */
  rows: number;
  rejected: number;
  comments: number;
  blanks: number;
  /** Second and further lines of a quoted note. */
  continued: number;
  /** Of the rows: readings of a sensor, missing ones included. */
  samples: number;
  /** Of the rows: blank, NaN or no number where a number belongs. */
  missing: number;
  /** Of the rows: of a parameter that the station does not know. */
  unknownRows: number;
  /** The first 1,000 such parameters, each with its rows. */
  readonly unknown: Map<string, number>;
}

export const emptyTally = (): Tally => ({
  lines: 0,
  header: 0,
  rows: 0,
  rejected: 0,
  comments: 0,
  blanks: 0,
  continued: 0,
  samples: 0,
  missing: 0,
  unknownRows: 0,
  unknown: new Map(),
});

/** Counts one row of a parameter that the station does not know. */
export function countUnknown(tally: Tally, name: string) {
  tally.unknownRows++;
  const rows = tally.unknown.get(name);
  if (rows !== undefined || tally.unknown.size < namesKept) tally.unknown.set(name, (rows ?? 0) + 1);
}
