import { format, say, time } from "../app/settings.ts";
import { glanceOf, reserveLeft, shutIn } from "../glance/index.ts";
import { Near } from "../glance/Near.tsx";
import { peopledVolume, type ShownStation } from "../station/index.ts";

/** (s) Of data that come seldom: a barometer of once a minute. */
const slowest = 60;

/** What is shown is not of the present: nothing fresh has come, or nothing can. */
export const isOld = ({ clock, newest, tick, connection }: ShownStation): boolean =>
  connection.value === "lost" || clock.isStale(newest.value, slowest, tick.value);

/** The one glance in a line, above every other page. */
export function StatusBar({ station }: { station: ShownStation }) {
  const text = say.value;
  if (!station.isLoaded.value) return null;
  const stale = isOld(station);
  const estimate = station.estimate.value;
  const { condition, isStale } = glanceOf(station.alarms.value, station.newest.value, stale, estimate);
  const left = reserveLeft(estimate, station.now.value);
  const rate = estimate === null ? null : format.value.pressureRate(estimate.dpdt);
  const whole = station.whole.value!;
  const peopled = peopledVolume(whole, station.hatches.value, station.crew.value);
  const where = shutIn(estimate, peopled, whole, text);
  return (
    <>
      <p class={`bar ${condition}`}>
        <strong>{text(`condition.${condition}`)}</strong>
        {rate !== null && (
          <span>
            {rate.number} {rate.unit}
            {where !== null && `, ${where}`}
          </span>
        )}
        {left !== null && (
          <span>
            {text("now.reserve")} {time.value.countdown(left.value)}
          </span>
        )}
        {isStale && condition !== "stale" && <span class="old">{text("condition.stale")}</span>}
      </p>
      <Near station={station} />
    </>
  );
}
