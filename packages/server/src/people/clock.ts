/** The only time that accounts, sessions and brakes know. */
export interface Clock {
  /** (ms) UNIX time. */
  now(): number;
}
