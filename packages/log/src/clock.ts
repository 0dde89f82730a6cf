/** The only time that the log knows. */
export interface WallClock {
  /** (ms) UNIX time. */
  now(): number;
}
