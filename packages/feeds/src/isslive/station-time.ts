const hour = 3_600_000;
const day = 24 * hour;

/**
 * (ms) UNIX time of a `TimeStamp`: hours into the year, in which 24.0 is the beginning of 1 January UTC. `year` is that of the station's
 * own clock, null where it has not said it. Both may come just before or after New Year, and one without the other: of the year before,
 * this one and the next, that counts which is nearest to `now` (ms) without lying more than a day ahead of it. NaN for what is no time.
 */
export function stationTime(hours: number, year: number | null, now: number): number {
  if (!(hours >= 24 && hours < 24 * 368)) return Number.NaN;
  const middle = year ?? new Date(now).getUTCFullYear();
  const times = [-1, 0, 1]
    .map((years) => Math.round(Date.UTC(middle + years, 0, 1) + (hours - 24) * hour))
    .filter((time) => time <= now + day);
  return times.reduce(
    (best, time) => (Math.abs(time - now) < Math.abs(best - now) ? time : best),
    times[0] ?? Number.NaN,
  );
}
