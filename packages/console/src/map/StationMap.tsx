import { select } from "d3-selection";
import { type ZoomBehavior, zoom, zoomIdentity } from "d3-zoom";
import { useEffect, useRef } from "preact/hooks";
import { format, language, say } from "../app/settings.ts";
import { type HatchStates, hatchName, moduleName, personName, volumes, type WholeStation } from "../station/index.ts";
import { nameIn } from "../words/index.ts";
import { type Box, type Drawing, frameOf, type Point } from "./drawing.ts";
import { isBeside, letterOf, liftOf, lineHeight, linesOf, placeOf } from "./labels.ts";

interface MapProps {
  readonly whole: WholeStation;
  readonly drawing: Drawing;
  readonly states: HatchStates;
  readonly crew: Readonly<Record<string, string>>;
  /** That the leak is there, by module; null while none is known. */
  readonly probability: Readonly<Record<string, number>> | null;
  readonly chosen: string | null;
  readonly advised: readonly string[];
  readonly onChoose: (hatch: string) => void;
}

/** (m) Room around the station for names. */
const margin = 4;
/** Tints of volumes: the largest has none. */
const tints = 5;

export function StationMap({ whole, drawing, states, crew, probability, chosen, advised, onChoose }: MapProps) {
  const text = say.value;
  const [x, y, w, h] = frameOf(drawing, margin);
  const svg = useRef<SVGSVGElement>(null);
  const inner = useRef<SVGGElement>(null);
  const zoomer = useRef<ZoomBehavior<SVGSVGElement, unknown>>(null);
  useEffect(() => {
    const behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([1, 8])
      .translateExtent([
        [x, y],
        [x + w, y + h],
      ])
      // The wheel scrolls the page; with Ctrl, or by pinching, it zooms.
      .filter((event: Event) => event.type !== "wheel" || (event as WheelEvent).ctrlKey)
      .on("zoom", ({ transform }) => inner.current?.setAttribute("transform", transform.toString()));
    select(svg.current!).call(behaviour);
    zoomer.current = behaviour;
  }, [x, y, w, h]);
  const by = (factor: number) => zoomer.current?.scaleBy(select(svg.current!), factor);
  const reset = () => zoomer.current?.transform(select(svg.current!), zoomIdentity);

  const joined = [...volumes(whole, states)].sort((a, b) => b.length - a.length);
  const tintOf = (id: string) => joined.findIndex((modules) => modules.includes(id)) % (tints + 1);
  return (
    <div class="map">
      <svg ref={svg} viewBox={`${x} ${y} ${w} ${h}`} role="group" aria-label={text("map.title")}>
        <g ref={inner}>
          {Object.entries(drawing.tubes).map(([id, points]) => (
            <polyline key={id} class="tube" points={points.map((p) => `${p.x},${p.y}`).join(" ")} />
          ))}
          {whole.modules.map(({ id }) => (
            <ModuleBox
              key={id}
              box={drawing.modules[id]}
              tint={tintOf(id)}
              isShip={whole.vehicles.some(({ modules }) => modules.includes(id))}
              p={probability === null ? null : (probability[id] ?? 0)}
            />
          ))}
          {whole.modules.map(({ id, name }) => (
            <ModuleText
              key={id}
              box={drawing.modules[id]}
              name={moduleName(whole, id)}
              whole={name}
              people={Object.keys(crew).filter((who) => crew[who] === id)}
              p={probability === null ? null : (probability[id] ?? 0)}
              hatches={Object.values(drawing.hatches)}
            />
          ))}
          {whole.hatches.map(({ id, operable }) => {
            const { x: hx, y: hy } = drawing.hatches[id];
            const isClosed = states[id] === "closed";
            const name = text(isClosed ? "map.hatchClosed" : "map.hatchOpen", { hatch: hatchName(whole, id) });
            return (
              <g
                key={id}
                class={`hatch ${isClosed ? "closed" : "open"} ${advised.includes(id) ? "advised" : ""}`}
                transform={`translate(${hx} ${hy})`}
                role="button"
                tabindex={0}
                aria-label={name}
                aria-pressed={chosen === id}
                aria-disabled={!operable}
                onClick={() => onChoose(id)}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" && event.key !== " ") return;
                  event.preventDefault();
                  onChoose(id);
                }}
              >
                <title>{name}</title>
                <circle class="reach" r={1.25} />
                <circle class="disc" r={0.55} />
                {isClosed && <path class="bar" d="M-0.32 -0.32 0.32 0.32M-0.32 0.32 0.32 -0.32" />}
              </g>
            );
          })}
        </g>
      </svg>
      <div class="zoom">
        <button type="button" onClick={() => by(1.5)} aria-label={text("map.zoomIn")}>
          +
        </button>
        <button type="button" onClick={() => by(1 / 1.5)} aria-label={text("map.zoomOut")}>
          −
        </button>
        <button type="button" onClick={reset}>
          {text("map.whole")}
        </button>
      </div>
    </div>
  );
}

interface ModuleBoxProps {
  readonly box: Box;
  readonly tint: number;
  readonly isShip: boolean;
  readonly p: number | null;
}

function ModuleBox({ box: { x, y, w, h }, tint, isShip, p }: ModuleBoxProps) {
  return (
    <g class={`module tint-${tint} ${isShip ? "ship" : ""} ${p !== null && p >= 0.2 ? "likely" : ""}`}>
      <rect x={x - w / 2} y={y - h / 2} width={w} height={h} rx={0.35} />
      {p !== null && p > 0 && <rect class="p" x={x - w / 2} y={y + h / 2 - h * p} width={w} height={h * p} rx={0.35} />}
    </g>
  );
}

interface ModuleTextProps {
  readonly box: Box;
  readonly name: string;
  readonly whole: string;
  readonly people: readonly string[];
  readonly p: number | null;
  readonly hatches: readonly Point[];
}

/** Name, probability and people, over all modules. */
function ModuleText({ box, name, whole, people, p, hatches }: ModuleTextProps) {
  const { x, y, w, h, label = "in" } = box;
  const short = box.short === undefined ? name : nameIn(language.value, box.short);
  const percent = p === null ? null : format.value.percent(p);
  const beside = isBeside(label);
  const lines = beside ? [short] : linesOf(short, Math.max(2.6, w - 0.2));
  const rows = [
    ...lines.map((line) => ({ line, isPercent: false })),
    ...(percent === null || beside ? [] : [{ line: percent, isPercent: true }]),
  ];
  const at = placeOf(box, rows.length);
  const longest = Math.max(...lines.map((line) => line.length));
  const lift = liftOf(box, lines, rows.length, hatches);
  return (
    <g class="module">
      <title>{whole}</title>
      <text x={at.x} y={at.y - lift} text-anchor={at.anchor} font-size={letterOf(box, longest)}>
        {rows.map(({ line, isPercent }, i) => (
          <tspan key={line} class={isPercent ? "percent" : ""} x={at.x} dy={i === 0 ? 0 : lineHeight}>
            {line}
          </tspan>
        ))}
        {beside && percent !== null && <tspan class="percent"> {percent}</tspan>}
      </text>
      {people.map((who, i) => (
        <g key={who} class="person" transform={`translate(${x - w / 2 + 0.8 + i * 1.3} ${y - h / 2 + 0.1})`}>
          <title>{personName(who)}</title>
          <circle r={0.6} />
          <text text-anchor="middle" y={0.29} font-size={0.82}>
            {personName(who)[0]}
          </text>
        </g>
      ))}
    </g>
  );
}
