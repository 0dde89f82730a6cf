import type { PageProps } from "../app/page.ts";
import { format, say, time } from "../app/settings.ts";
import { moduleName, type Sensor } from "../station/index.ts";

/** Sensors that are compared at once, at most: more lines are not told apart. */
const most = 8;

interface SensorTableProps extends PageProps {
  readonly sensors: readonly Sensor[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** Which sensors are compared; what each of them reads, and how old that is. */
export function SensorTable({ station, sensors, chosen, onChoose }: SensorTableProps) {
  const text = say.value;
  const whole = station.whole.value!;
  const machine = station.tick.value;
  return (
    <details class="panel">
      <summary>{text("charts.sensors", { n: chosen.length, of: sensors.length })}</summary>
      <ul class="sensors">
        {sensors.map(({ id, module, unit, period_s }) => {
          const read = station.readings.value.get(id);
          const isStale = read === undefined || station.clock.isStale(read.time, period_s, machine);
          const value = Number.parseFloat(read?.value ?? "");
          const shown = Number.isNaN(value) ? null : format.value.pressure(value, unit);
          return (
            <li key={id} class={isStale ? "stale" : ""}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  disabled={!chosen.includes(id) && chosen.length >= most}
                  onChange={(event) =>
                    onChoose(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                  }
                />
                <span>{id}</span>
              </label>
              <span class="muted">{moduleName(whole, module)}</span>
              <span class="number">{shown === null ? "--" : `${shown.number} ${shown.unit}`}</span>
              <span class="muted">
                {read !== undefined &&
                  text(isStale ? "charts.old" : "charts.age", {
                    span: time.value.span((station.now.value - read.time) / 1000),
                  })}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
