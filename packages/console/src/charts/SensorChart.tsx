import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { pressureUnit, say } from "../app/settings.ts";
import { type Estimate, levelOf, type Sensor, type ShownStation } from "../station/index.ts";
import { convert } from "../units/index.ts";
import { fallLine, type ReadLine, tableOf, type View } from "./data.ts";
import { covers, followReadings, type History, readHistory } from "./history.ts";
import type { PlotMark } from "./marks.ts";
import { Plot, type PlotLine } from "./Plot.tsx";

/** As many colours as charts have for sensors. */
const colours = 8;

interface SensorChartProps extends PageProps {
  readonly label: string;
  readonly unit: string;
  readonly sensors: readonly Sensor[];
  readonly view: View;
  readonly now: number;
  readonly marks: readonly PlotMark[];
  readonly estimate: Estimate | null;
  readonly height: number;
  readonly onView: (view: View) => void;
}

/** Sensors of one kind over time, with the fall that is estimated of their air. */
export function SensorChart({
  station,
  label,
  unit,
  sensors,
  view,
  now,
  marks,
  estimate,
  height,
  onView,
}: SensorChartProps) {
  const to = pressureUnit.value;
  const history = useHistory(station, sensors, view, to);
  const fitted = useFit(station, sensors, estimate, now, view, to);
  const names: PlotLine[] = sensors.map(({ id }) => ({ label: id, colour: colourOf(sensors, id) }));
  const lines: PlotLine[] = [
    ...names.flatMap((line) => [
      { ...line, band: true },
      { ...line, band: false },
    ]),
    ...names,
    ...(fitted === null
      ? []
      : [
          { label: "low", colour: 0, band: true },
          { label: "high", colour: 0, band: false },
          { label: say.value("charts.fitted"), colour: 0, dashed: true },
        ]),
  ];
  const table = useMemo(() => {
    const read = sensors.map(({ id }) => history.current?.lines.get(id) ?? nothing);
    const bands = read.flatMap(({ x, low, high }) => [
      { x, y: low },
      { x, y: high },
    ]);
    return tableOf([...bands, ...read, ...(fitted ?? [])]);
  }, [history.version, fitted]);
  return (
    <div class="panel">
      <Plot
        label={label}
        unit={unit}
        lines={lines}
        table={table}
        marks={marks}
        view={view}
        now={now}
        height={height}
        onView={onView}
      />
      <ul class="keys">
        {names.map(({ label: name, colour }) => (
          <li key={name} class={`key-${colour}`}>
            {name}
          </li>
        ))}
        {fitted !== null && <li class="key-0 dashed">{say.value("charts.fitted")}</li>}
      </ul>
    </div>
  );
}

const nothing: ReadLine = { x: [], y: [], low: [], high: [] };

/** Each sensor keeps its colour as long as it is shown. */
const colourOf = (sensors: readonly Sensor[], id: string) => 1 + (sensors.findIndex((one) => one.id === id) % colours);

/** What was and what comes, for what is shown. */
function useHistory(station: ShownStation, sensors: readonly Sensor[], view: View, unit: string) {
  const [version, setVersion] = useState(0);
  const current = useRef<History | null>(null);
  const asking = useRef(false);
  const ids = sensors.map(({ id }) => id).join();
  const known = useRef("");
  const asked = `${ids} ${unit}`;
  const horizon = station.horizon.value;
  useEffect(() => {
    const isKnown = known.current === asked && current.current !== null && covers(current.current, view, horizon);
    if (isKnown || asking.current) return;
    asking.current = true;
    void readHistory(station.id, sensors, view, unit, horizon)
      .then((found) => {
        current.current = found;
        known.current = asked;
      })
      .catch(() => {})
      .finally(() => {
        asking.current = false;
        setVersion((n) => n + 1);
      });
  }, [asked, view.from, view.to, version, horizon]);
  useEffect(() => {
    let frame = 0;
    const stop = followReadings(
      station,
      sensors,
      () => current.current,
      unit,
      () => {
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          setVersion((n) => n + 1);
        });
      },
    );
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [station, asked]);
  return { current: current.current, version };
}

/** The fall that is estimated, and the bounds of its interval, as lines. */
function useFit(
  station: ShownStation,
  sensors: readonly Sensor[],
  estimate: Estimate | null,
  now: number,
  view: View,
  unit: string,
) {
  if (estimate === null) return null;
  // The line belongs to the air that leaks: it is drawn where a barometer of that air is.
  const inside = sensors.filter(({ module }) => estimate.modules.includes(module)).map(({ module }) => module);
  const level = levelOf(station.whole.value!, "pressure", inside, station.readings.value, () => false);
  if (level === null) return null;
  const from = (x: number) => convert("pressureRate", x, estimate.dpdt.unit, `${unit}/h`);
  const at = convert("pressure", level.mmHg, "mmHg", unit);
  const onset = Date.parse(estimate.time) / 1000 - estimate.onset.value;
  const line = (perHour: number | null) => fallLine(at, from(perHour ?? estimate.dpdt.value), onset, now, view.to);
  return [line(estimate.dpdt.low), line(estimate.dpdt.high), line(estimate.dpdt.value)];
}
