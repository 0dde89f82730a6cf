import { language, say } from "../app/settings.ts";
import { classOf, type ModuleRisk } from "../sky/index.ts";
import { pnp, pnpOnMap } from "../sky/write.ts";
import { moduleName, type WholeStation } from "../station/index.ts";
import { nameIn } from "../words/index.ts";
import { type Drawing, frameOf } from "./drawing.ts";
import { isBeside, letter, lineHeight, linesOf, placeOf } from "./labels.ts";

/** Patterns of the classes, the emptiest first: they are told apart without colour. */
export function Patterns() {
  return (
    <defs>
      <pattern id="risk-1" width={1} height={1} patternUnits="userSpaceOnUse">
        <circle cx={0.5} cy={0.5} r={0.12} class="ink" />
      </pattern>
      <pattern id="risk-2" width={0.8} height={0.8} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V0.8" class="stroke" />
      </pattern>
      <pattern id="risk-3" width={0.7} height={0.7} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V0.7M0 0H0.7" class="stroke" />
      </pattern>
    </defs>
  );
}

interface RiskMapProps {
  readonly whole: WholeStation;
  readonly drawing: Drawing;
  readonly modules: readonly ModuleRisk[];
  readonly most: string | null;
}

/** (m) Room around the station for names. */
const margin = 4;

/** The station with the chance of every module: by number, by pattern, and by colour. */
export function RiskMap({ whole, drawing, modules, most }: RiskMapProps) {
  const text = say.value;
  const risks = new Map(modules.map((one) => [one.module, one]));
  return (
    <div class="map risk-map">
      <svg viewBox={frameOf(drawing, margin).join(" ")} role="img" aria-label={text("risk.map")}>
        <Patterns />
        {Object.entries(drawing.tubes).map(([id, points]) => (
          <polyline key={id} class="tube" points={points.map((p) => `${p.x},${p.y}`).join(" ")} />
        ))}
        {whole.modules.map(({ id }) => {
          const { x, y, w, h } = drawing.modules[id];
          const risk = risks.get(id);
          const box = { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: 0.35 };
          const rank = risk === undefined ? "none" : classOf(risk.pnp.value);
          return (
            <g key={id} class={`risk class-${rank} ${id === most ? "most" : ""}`}>
              <rect class="ground" {...box} />
              {rank !== "none" && rank > 0 && <rect fill={`url(#risk-${rank})`} {...box} />}
              {id === most && <path class="mark" d={`M${x + w / 2 - 0.9} ${y - h / 2 - 0.5}l0.7 1.2h-1.4z`} />}
            </g>
          );
        })}
        {whole.modules.map(({ id, name }) => (
          <Label key={id} whole={whole} drawing={drawing} id={id} name={name} risk={risks.get(id)} />
        ))}
      </svg>
    </div>
  );
}

interface LabelProps {
  readonly whole: WholeStation;
  readonly drawing: Drawing;
  readonly id: string;
  readonly name: string;
  readonly risk: ModuleRisk | undefined;
}

function Label({ whole, drawing, id, name, risk }: LabelProps) {
  const box = drawing.modules[id];
  const { w, label = "in" } = box;
  const short = box.short === undefined ? moduleName(whole, id) : nameIn(language.value, box.short);
  const number = risk === undefined ? say.value("risk.unknown") : pnpOnMap(risk.pnp.value);
  const beside = isBeside(label);
  const lines = beside ? [short] : linesOf(short, Math.max(2.6, w - 0.2));
  const rows = beside ? lines : [...lines, number];
  const at = placeOf(box, rows.length);
  const longest = Math.max(...rows.map((line) => line.length));
  // Beside its box a name has room; over, under and in it neighbours begin where the box ends.
  const size = beside ? letter : Math.min(letter, (label === "in" ? w : w + 0.3) / (0.62 * longest));
  return (
    <g class="module">
      <title>{`${name}: ${risk === undefined ? number : pnp(risk.pnp.value)}`}</title>
      <text class="halo" x={at.x} y={at.y} text-anchor={at.anchor} font-size={size}>
        {rows.map((line, i) => (
          <tspan
            key={line}
            class={!beside && i === rows.length - 1 ? "percent" : ""}
            x={at.x}
            dy={i === 0 ? 0 : lineHeight}
          >
            {line}
          </tspan>
        ))}
        {beside && <tspan class="percent"> {number}</tspan>}
      </text>
    </g>
  );
}
