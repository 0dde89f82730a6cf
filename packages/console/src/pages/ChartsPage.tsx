import { useEffect, useMemo, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { format, pressureUnit, say, time } from "../app/settings.ts";
import { readEstimates } from "../charts/history.ts";
import { panned, type View, zoomed } from "../charts/index.ts";
import { marksOf } from "../charts/marks.ts";
import { RateChart } from "../charts/RateChart.tsx";
import { SensorChart } from "../charts/SensorChart.tsx";
import { SensorTable } from "../charts/SensorTable.tsx";
import type { Estimate, Sensor, ShownStation } from "../station/index.ts";
import "../style/charts.css";

/** (s) What is shown at first. */
const firstSpan = 6 * 3600;
/** Partial pressures, each with a chart of its own: they differ by a hundred times. */
const gases = ["ppO2", "ppCO2", "ppN2", "ppH2O"] as const;
const spans = [3600, 6 * 3600, 24 * 3600, 7 * 86_400] as const;

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
  const [chosen, setChosen] = useState<readonly string[]>(() => firstChosen(station, pressures));
  const entries = station.entries.value;
  const [f, times] = [format.value, time.value];
  const marks = useMemo(
    () => marksOf(entries, { say: text, format: f, time: times, whole }),
    [entries, whole, text, f, times],
  );
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
      {gases
        .filter((gas) => whole.sensors.some(({ quantity }) => quantity === gas))
        .map((gas) => (
          <SensorChart
            key={gas}
            station={station}
            label={text(`charts.${gas}`)}
            unit={unit}
            sensors={whole.sensors.filter(({ quantity }) => quantity === gas)}
            view={view}
            now={now}
            marks={marks}
            estimate={null}
            height={220}
            onView={setView}
          />
        ))}
    </div>
  );
}

/** A few that are far apart: a barometer in each of the three largest modules that have one. */
function firstChosen({ whole }: ShownStation, pressures: readonly Sensor[]): readonly string[] {
  const volume = new Map(whole.value!.modules.map(({ id, volume_m3 }) => [id, volume_m3]));
  return pressures
    .toSorted((a, b) => volume.get(b.module)! - volume.get(a.module)!)
    .slice(0, 3)
    .map(({ id }) => id);
}

function useEstimates(station: ShownStation): readonly Estimate[] {
  const [known, setKnown] = useState<readonly Estimate[]>([]);
  const newest = station.estimate.value;
  const horizon = station.horizon.value;
  useEffect(() => {
    void readEstimates(station.id, horizon).then(setKnown, () => {});
  }, [station.id, horizon]);
  return newest === null || known.some(({ time: at }) => at === newest.time) ? known : [...known, newest];
}
