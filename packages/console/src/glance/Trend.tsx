import { useEffect, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { format, pressureUnit, say, time } from "../app/settings.ts";
import { readHistory } from "../charts/history.ts";
import type { ReadLine } from "../charts/index.ts";
import { peopledVolume } from "../station/index.ts";

/** (s) What is shown. */
const span = 6 * 3600;
/** (-) Read again once this part of it is new. */
const fresh = 0.01;
const [width, height] = [600, 120];

/** The last hours of the pressure, small: whether it falls is seen before anything is read. */
export function Trend({ station }: PageProps) {
  const text = say.value;
  const whole = station.whole.value!;
  const unit = pressureUnit.value;
  const end = station.newest.value / 1000;
  const step = Math.floor(end / (span * fresh));
  const modules = peopledVolume(whole, station.hatches.value, station.crew.value);
  const volume = new Map(whole.modules.map(({ id, volume_m3 }) => [id, volume_m3]));
  const sensor = whole.sensors
    .filter(({ quantity, module }) => quantity === "pressure" && modules.includes(module))
    .toSorted((a, b) => volume.get(b.module)! - volume.get(a.module)!)[0];
  const horizon = station.horizon.value;
  const [line, setLine] = useState<ReadLine | null>(null);
  const id = sensor?.id;
  useEffect(() => {
    if (sensor === undefined || Number.isNaN(end)) return;
    const view = { from: end - span, to: end, live: true };
    void readHistory(station.id, [sensor], view, unit, horizon).then(
      ({ lines }) => setLine(lines.get(sensor.id) ?? null),
      () => {},
    );
  }, [station.id, id, unit, step, Number.isFinite(horizon) ? horizon : 0]);
  if (sensor === undefined || line === null || line.x.length < 2) return null;
  const points = line.x.map((x, i) => ({ x, y: line.y[i] })).filter(({ x }) => x >= end - span && x <= horizon);
  const values = points.map(({ y }) => y);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(high - low, low * 0.001);
  const at = ({ x, y }: { x: number; y: number }) => {
    const [px, py] = [((x - (end - span)) / span) * width, height - 8 - ((y - low) / room) * (height - 16)];
    return `${px.toFixed(1)},${py.toFixed(1)}`;
  };
  const shown = (x: number) => format.value.pressure(x, unit).number;
  const label = text("trend.label", {
    sensor: sensor.id,
    span: time.value.span(span),
    from: shown(values[0]),
    to: shown(values.at(-1)!),
    unit: format.value.unit(unit),
  });
  return (
    <figure class="panel trend">
      <figcaption>{label}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <polyline points={points.map(at).join(" ")} />
      </svg>
      <p class="ends">
        <span>{time.value.clock((end - span) * 1000, false)}</span>
        <span>{time.value.clock(end * 1000, false)}</span>
      </p>
    </figure>
  );
}
