import { useEffect, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { may } from "../app/session.ts";
import { format, say, time } from "../app/settings.ts";
import { post, stationPath } from "../link/index.ts";
import { CrewPanel } from "../map/CrewPanel.tsx";
import { type Drawing, outcomeOf, turned } from "../map/index.ts";
import { drawingOf } from "../map/load.ts";
import { StationMap } from "../map/StationMap.tsx";
import { troubleOf } from "../parts/Form.tsx";
import { hatchName, moduleName, personName, type ShownStation } from "../station/index.ts";
import "../style/map.css";

const isNarrow = matchMedia("(max-width: 720px)");

/** The station: where air is shared, where the leak may be, who is where; hatches to report. */
export function MapPage({ station }: PageProps) {
  const text = say.value;
  const whole = station.whole.value;
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    if (whole !== null) void drawingOf(whole).then((found) => setDrawing(isNarrow.matches ? turned(found) : found));
  }, [whole]);
  if (whole === null || drawing === null) return <p role="status">{text("app.loading")}</p>;
  const advice = station.advice.value;
  const states = station.hatches.value;
  const wants = advice?.action === "open" ? "open" : "closed";
  const advised = advice?.hatches.filter((id) => states[id] !== wants) ?? [];
  return (
    <div class="page">
      <h1 class="aloud">{text("page.map")}</h1>
      <div class="map-and-side">
        <StationMap
          whole={whole}
          drawing={drawing}
          states={states}
          crew={station.crew.value}
          probability={station.location.value?.probability ?? null}
          chosen={chosen}
          advised={advised}
          onChoose={setChosen}
        />
        <div class="side">
          {chosen === null ? (
            <Choosing advised={advised} station={station} onChoose={setChosen} />
          ) : (
            <HatchPanel station={station} hatch={chosen} key={chosen} onClose={() => setChosen(null)} />
          )}
          <Legend />
        </div>
      </div>
      {whole.crew.length > 0 && <CrewPanel station={station} />}
      <HatchList station={station} onChoose={setChosen} />
    </div>
  );
}

interface ChoosingProps {
  readonly station: ShownStation;
  readonly advised: readonly string[];
  readonly onChoose: (hatch: string) => void;
}

function Choosing({ station, advised, onChoose }: ChoosingProps) {
  const text = say.value;
  return (
    <section class="panel" aria-labelledby="map-choose">
      <h2 id="map-choose">{text("map.choose")}</h2>
      <p>{text("map.chooseHow")}</p>
      {advised.length > 0 && (
        <>
          <h3>{text("map.advised")}</h3>
          <ul class="buttons">
            {advised.map((id) => (
              <li key={id}>
                <button type="button" onClick={() => onChoose(id)}>
                  {hatchName(station.whole.value!, id)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function HatchPanel({ station, hatch, onClose }: PageProps & { hatch: string; onClose: () => void }) {
  const text = say.value;
  const f = format.value;
  const whole = station.whole.value!;
  const [trouble, setTrouble] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const states = station.hatches.value;
  const isOpen = states[hatch] !== "closed";
  const { operable } = whole.hatches.find(({ id }) => id === hatch)!;
  const { sides, cutOff, reserveIfInside } = outcomeOf(
    whole,
    states,
    station.crew.value,
    station.estimate.value,
    hatch,
  );
  const report = async () => {
    setSending(true);
    setTrouble(null);
    try {
      const body = { hatch, state: isOpen ? "closed" : "open" };
      await post(stationPath(station.id, "/log"), { key: crypto.randomUUID(), kind: "hatch-moved", body });
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setSending(false);
  };
  return (
    <section class="panel" aria-labelledby="map-hatch" aria-live="polite">
      <h2 id="map-hatch">{hatchName(whole, hatch)}</h2>
      <p class="lead">{text(isOpen ? "map.isOpen" : "map.isClosed")}</p>
      {!operable && <p>{text("map.notOperable")}</p>}
      <h3>{text(isOpen ? "map.ifClosed" : "map.ifOpened")}</h3>
      <ul class="sides">
        {sides.map(({ modules, volume_m3, people }) => (
          <li key={modules.join()}>
            <strong>{text("map.side", { volume: f.significant(volume_m3, 3), n: modules.length })}</strong>{" "}
            <span>{namesOf(modules.map((id) => moduleName(whole, id)))}</span>
            <span class="muted">{people.length === 0 ? text("map.nobody") : people.map(personName).join(", ")}</span>
          </li>
        ))}
      </ul>
      {reserveIfInside !== null && (
        <p>{text("map.reserveInside", { span: time.value.span(reserveIfInside.value * 3600) })}</p>
      )}
      {cutOff.length > 0 && <p class="trouble">{text("map.cutOff", { who: cutOff.map(personName).join(", ") })}</p>}
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <p class="row">
        {may.value("report-hatch", station.id) && (
          <button type="button" class="primary" disabled={sending} onClick={() => void report()}>
            {text(isOpen ? "map.reportClosed" : "map.reportOpen")}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {text("map.back")}
        </button>
      </p>
    </section>
  );
}

/** Three names, and how many more. */
function namesOf(names: readonly string[]): string {
  if (names.length <= 4) return names.join(", ");
  return say.value("map.andMore", { names: names.slice(0, 3).join(", "), n: names.length - 3 });
}

function Legend() {
  const text = say.value;
  return (
    <section class="panel legend" aria-labelledby="map-legend">
      <h2 id="map-legend">{text("map.legend")}</h2>
      <ul>
        <li>
          <svg viewBox="-1 -1 2 2" aria-hidden="true" class="hatch open">
            <circle class="disc" r={0.75} />
          </svg>
          {text("map.legend.open")}
        </li>
        <li>
          <svg viewBox="-1 -1 2 2" aria-hidden="true" class="hatch closed">
            <circle class="disc" r={0.75} />
            <path class="bar" d="M-0.4 -0.4 0.4 0.4M-0.4 0.4 0.4 -0.4" />
          </svg>
          {text("map.legend.closed")}
        </li>
        <li>
          <svg viewBox="-1 -1 2 2" aria-hidden="true" class="hatch open advised">
            <circle class="disc" r={0.7} />
          </svg>
          {text("map.legend.advised")}
        </li>
        <li>
          <svg viewBox="-1 -1 2 2" aria-hidden="true" class="module">
            <rect class="p" x={-0.9} y={0} width={1.8} height={0.9} />
            <rect class="line" x={-0.9} y={-0.9} width={1.8} height={1.8} />
          </svg>
          {text("map.legend.probability")}
        </li>
        <li>
          <svg viewBox="-1 -1 2 2" aria-hidden="true" class="module tint-1">
            <rect x={-0.9} y={-0.9} width={1.8} height={1.8} />
          </svg>
          {text("map.legend.apart")}
        </li>
        <li>
          <svg viewBox="-1 -1 2 2" aria-hidden="true" class="module ship">
            <rect x={-0.9} y={-0.9} width={1.8} height={1.8} />
          </svg>
          {text("map.legend.ship")}
        </li>
      </ul>
    </section>
  );
}

/** The same without a drawing: for screen readers, and for thumbs. */
function HatchList({ station, onChoose }: PageProps & { onChoose: (hatch: string) => void }) {
  const text = say.value;
  const whole = station.whole.value!;
  const choose = (id: string) => {
    onChoose(id);
    document.getElementById("content")?.scrollTo({ top: 0 });
    scrollTo({ top: 0 });
  };
  return (
    <details class="panel">
      <summary>{text("map.list", { n: whole.hatches.length })}</summary>
      <ul class="hatches">
        {whole.hatches.map(({ id }) => (
          <li key={id}>
            <button type="button" onClick={() => choose(id)}>
              <span>{hatchName(whole, id)}</span>
              <span class={`state ${station.hatches.value[id]}`}>
                {text(station.hatches.value[id] === "closed" ? "map.closed" : "map.open")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
