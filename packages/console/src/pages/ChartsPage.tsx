import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { format, pressureUnit, say, time } from "../app/settings.ts";
import { covers, followReadings, type History, readEstimates, readHistory } from "../charts/history.ts";
import { fallLine, panned, type ReadLine, tableOf, type View, zoomed } from "../charts/index.ts";
import { Plot, type PlotLine, type PlotMark } from "../charts/Plot.tsx";
import { type Estimate, hatchName, type LiveStation, levelOf, moduleName, type Sensor } from "../station/index.ts";
import { convert } from "../units/index.ts";
import "../style/charts.css";

/** (s) What is shown at first. */
const firstSpan = 6 * 3600;
const spans = [3600, 6 * 3600, 24 * 3600, 7 * 86_400] as const;
const most = 8;

/** Pressure with the fall that is fitted to it, its rate, partial pressures, and what happened meanwhile. */
export function ChartsPage({ station }: PageProps) {
  const text = say.value;
  if (!station.isLoaded.value || Number.isNaN(station.newest.value)) return <p role="status">{text("app.loading")}</p>;
  return <Charts station={station} />;
}

function Charts({ station }: PageProps) {
  const text = say.value;
  const whole = station.whole.value!;
  const now = station.newest.value / 1000;
  const [own, setView] = useState<View>(() => ({ from: now - firstSpan, to: now, live: true }));
  const view = own.live ? { from: now - (own.to - own.from), to: now, live: true } : own;
  const pressures = whole.sensors.filter(({ quantity }) => quantity === "pressure");
  const gases = whole.sensors.filter(({ quantity }) => quantity.startsWith("pp") && quantity !== "ppN2");
  const [chosen, setChosen] = useState<readonly string[]>(() => firstChosen(station, pressures));
  const marks = useMarks(station);
  const estimates = useEstimates(station);
  const unit = text(`unit.${pressureUnit.value}`);
  return (
    <div class="page charts">
      <h1 class="aloud">{text("page.charts")}</h1>
      <div class="row tools">
        <button type="button" onClick={() => setView(panned(view, -0.5, now))} aria-label={text("charts.earlier")}>
          ◀
        </button>
        <button type="button" onClick={() => setView(panned(view, 0.5, now))} aria-label={text("charts.later")}>
          ▶
        </button>
        <button type="button" onClick={() => setView(zoomed(view, 0.5))} aria-label={text("map.zoomIn")}>
          +
        </button>
        <button type="button" onClick={() => setView(zoomed(view, 2))} aria-label={text("map.zoomOut")}>
          −
        </button>
        <button
          type="button"
          aria-pressed={own.live}
          onClick={() => setView(panned(view, Number.MAX_SAFE_INTEGER, now))}
        >
          {text("charts.live")}
        </button>
        {spans.map((span) => (
          <button
            key={span}
            type="button"
            onClick={() => setView({ from: view.to - span, to: view.to, live: own.live })}
          >
            {span < 86_400 ? text("span.h", { x: span / 3600 }) : text("span.d", { x: span / 86_400 })}
          </button>
        ))}
      </div>
      <SensorChart
        station={station}
        label={text("now.pressure")}
        unit={unit}
        sensors={pressures.filter(({ id }) => chosen.includes(id))}
        view={view}
        now={now}
        marks={marks}
        estimate={station.estimate.value}
        height={340}
        onView={setView}
      />
      <SensorTable station={station} sensors={pressures} chosen={chosen} onChoose={setChosen} />
      {estimates.length > 0 && <RateChart estimates={estimates} view={view} now={now} marks={marks} onView={setView} />}
      {gases.length > 0 && (
        <SensorChart
          station={station}
          label={text("charts.gases")}
          unit={unit}
          sensors={gases.filter(({ quantity }) => quantity === "ppO2")}
          view={view}
          now={now}
          marks={marks}
          estimate={null}
          height={220}
          onView={setView}
        />
      )}
    </div>
  );
}

/** A few that are far apart: a barometer in each of the three largest modules that have one. */
function firstChosen({ whole }: LiveStation, pressures: readonly Sensor[]): readonly string[] {
  const volume = new Map(whole.value!.modules.map(({ id, volume_m3 }) => [id, volume_m3]));
  return pressures
    .toSorted((a, b) => volume.get(b.module)! - volume.get(a.module)!)
    .slice(0, 3)
    .map(({ id }) => id);
}

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

function SensorChart({ station, label, unit, sensors, view, now, marks, estimate, height, onView }: SensorChartProps) {
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
const colourOf = (sensors: readonly Sensor[], id: string) => 1 + (sensors.findIndex((one) => one.id === id) % most);

/** What was and what comes, for what is shown. */
function useHistory(station: LiveStation, sensors: readonly Sensor[], view: View, unit: string) {
  const [version, setVersion] = useState(0);
  const current = useRef<History | null>(null);
  const asking = useRef(false);
  const ids = sensors.map(({ id }) => id).join();
  const known = useRef("");
  const asked = `${ids} ${unit}`;
  useEffect(() => {
    const isKnown = known.current === asked && current.current !== null && covers(current.current, view);
    if (isKnown || asking.current) return;
    asking.current = true;
    void readHistory(station.id, sensors, view, unit)
      .then((found) => {
        current.current = found;
        known.current = asked;
      })
      .catch(() => {})
      .finally(() => {
        asking.current = false;
        setVersion((n) => n + 1);
      });
  }, [asked, view.from, view.to, version]);
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
  station: LiveStation,
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

/** Alarms, hatches and work on holes. */
function useMarks(station: LiveStation): readonly PlotMark[] {
  const text = say.value;
  const whole = station.whole.value!;
  const entries = station.entries.value;
  return useMemo(
    () =>
      entries
        .flatMap(({ entry: { kind, body, time: at } }): PlotMark[] => {
          const mark = { time: Date.parse(at) / 1000, isAlarm: kind === "alarm-raised" };
          if (kind === "alarm-raised") return [{ ...mark, label: text(`alarm.${body.type}` as "alarm.leak") }];
          if (kind === "hatch-moved") {
            const state = text(body.state === "closed" ? "map.closed" : "map.open");
            return [{ ...mark, label: `${hatchName(whole, String(body.hatch))}: ${state}` }];
          }
          return kind === "action" ? [{ ...mark, label: String(body.text).slice(0, 40) }] : [];
        })
        .toSorted((a, b) => a.time - b.time),
    [entries, text, whole],
  );
}

function useEstimates(station: LiveStation): readonly Estimate[] {
  const [known, setKnown] = useState<readonly Estimate[]>([]);
  const newest = station.estimate.value;
  useEffect(() => {
    void readEstimates(station.id).then(setKnown, () => {});
  }, [station.id]);
  return newest === null || known.some(({ time: at }) => at === newest.time) ? known : [...known, newest];
}

interface RateChartProps {
  readonly estimates: readonly Estimate[];
  readonly view: View;
  readonly now: number;
  readonly marks: readonly PlotMark[];
  readonly onView: (view: View) => void;
}

function RateChart({ estimates, view, now, marks, onView }: RateChartProps) {
  const text = say.value;
  const unit = `${pressureUnit.value}/h`;
  const table = useMemo(() => {
    const x = estimates.map(({ time: at }) => Date.parse(at) / 1000);
    const line = (pick: (one: Estimate) => number) => ({
      x,
      y: estimates.map((one) => convert("pressureRate", pick(one), one.dpdt.unit, unit)),
    });
    return tableOf([
      line(({ dpdt }) => dpdt.value),
      line(({ dpdt }) => dpdt.low ?? dpdt.value),
      line(({ dpdt }) => dpdt.high ?? dpdt.value),
    ]);
  }, [estimates, unit]);
  const lines: PlotLine[] = [
    { label: text("now.rate"), colour: 0 },
    { label: "low", colour: 0, band: true },
    { label: "high", colour: 0, band: false },
  ];
  return (
    <div class="panel">
      <Plot
        label={text("charts.rate")}
        unit={text(`unit.${pressureUnit.value}/h`)}
        lines={lines}
        table={table}
        marks={marks}
        view={view}
        now={now}
        height={200}
        onView={onView}
      />
    </div>
  );
}

interface SensorTableProps extends PageProps {
  readonly sensors: readonly Sensor[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** Which sensors are compared; what each of them reads, and how old that is. */
function SensorTable({ station, sensors, chosen, onChoose }: SensorTableProps) {
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
