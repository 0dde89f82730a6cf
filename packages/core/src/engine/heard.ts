/** What an engine was given since it was made or restored. */
export interface Heard {
  /** (s) UNIX time of the oldest and the newest input that was believed; NaN before the first. */
  first: number;
  newest: number;
  /** Readings that came too late to be used. */
  late: number;
  /** Readings far ahead of all others, whose time nothing bore out. */
  astray: number;
}

export const startHeard = (): Heard => ({ first: Number.NaN, newest: Number.NaN, late: 0, astray: 0 });
