import { useEffect, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { format, say } from "../app/settings.ts";
import { get, post, stationPath } from "../link/index.ts";
import { type Drawing, turned } from "../map/index.ts";
import { drawingOf } from "../map/load.ts";
import { Patterns, RiskMap } from "../map/RiskMap.tsx";
import { FileField } from "../parts/FileField.tsx";
import { troubleOf } from "../parts/Form.tsx";
import type { Risk } from "../sky/index.ts";
import { Modules, oneIn, Shots, Trust } from "../sky/RiskTables.tsx";
import { pnp } from "../sky/write.ts";
import { moduleName, type ShownStation } from "../station/index.ts";
import "../style/map.css";
import "../style/log.css";
import "../style/sky.css";

const isNarrow = matchMedia("(max-width: 720px)");
/** What is asked before anybody has asked. */
const usual = { days: "180", altitude_km: "400", inclination_deg: "51.6" };
const fields = ["days", "year", "altitude_km", "inclination_deg"] as const;
type Asked = Readonly<Record<(typeof fields)[number], string>>;

/** What may go through the hull: the chance of every module for a mission time, and how far to trust it. */
export function RiskPage({ station }: PageProps) {
  const text = say.value;
  const [risk, setRisk] = useState<Risk | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const whole = station.whole.value;
  const isThere = whole !== null;
  const [year] = useState(() => String(yearOf(station)));
  useEffect(() => {
    if (!isThere) return;
    const query = new URLSearchParams({ ...usual, year });
    void get<Risk>(stationPath(station.id, `/risk?${query}`)).then(setRisk, (error) => setTrouble(troubleOf(error)));
  }, [station.id, isThere, year]);
  if (whole === null) return <p role="status">{text("app.loading")}</p>;
  const ask = async (asked: Asked, flux: string | null) => {
    const numbers = Object.entries(asked).map(([name, said]) => [name, Number(said.replace(",", "."))] as const);
    if (flux === null) {
      const query = new URLSearchParams(numbers.map(([name, number]) => [name, String(number)]));
      setRisk(await get<Risk>(stationPath(station.id, `/risk?${query}`)));
    } else
      setRisk(await post<Risk>(stationPath(station.id, "/what-if/risk"), { ...Object.fromEntries(numbers), flux }));
    setTrouble(null);
  };
  const isCounted = risk !== null && risk.modules.length > 0;
  return (
    <div class="page sky">
      <h1>{text("page.risk")}</h1>
      <section class="panel" aria-labelledby="risk-question">
        <h2 id="risk-question">{text("risk.question")}</h2>
        <Asking asked={{ ...usual, inclination_deg: format.value.written(usual.inclination_deg), year }} onAsk={ask} />
      </section>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {risk !== null && !isCounted && <p class="panel">{text("risk.allUncounted")}</p>}
      {isCounted && (
        <>
          <Answer station={station} risk={risk} />
          <Modules station={station} risk={risk} />
          <Trust risk={risk} />
        </>
      )}
    </div>
  );
}

/** The year of the station's time, where fluxes are known. */
const yearOf = ({ now }: ShownStation) => {
  const year = new Date(now.peek()).getUTCFullYear();
  return Number.isNaN(year) ? 2023 : Math.min(2035, Math.max(1990, year));
};

interface AskingProps {
  readonly asked: Asked;
  readonly onAsk: (asked: Asked, flux: string | null) => Promise<void>;
}

/** The question; it stays as it was asked. */
function Asking({ asked, onAsk }: AskingProps) {
  const text = say.value;
  const [said, setSaid] = useState(asked);
  const [trouble, setTrouble] = useState<string | null>(null);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const file = new FormData(event.currentTarget as HTMLFormElement).get("flux");
    const flux = file instanceof File && file.size > 0 ? await file.text() : null;
    setTrouble(null);
    await onAsk(said, flux).catch((error: unknown) => setTrouble(troubleOf(error)));
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <div class="fields">
        {fields.map((name) => (
          <div class="field" key={name}>
            <label for={`risk-${name}`}>{text(`risk.${name}`)}</label>
            <input
              id={`risk-${name}`}
              inputMode="decimal"
              required
              autocomplete="off"
              value={said[name]}
              onInput={(event) => setSaid({ ...said, [name]: event.currentTarget.value })}
            />
          </div>
        ))}
      </div>
      <FileField id="risk-flux" label={text("risk.flux")} name="flux" accept=".csv,text/csv,text/plain" />
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <p>
        <button type="submit" class="primary">
          {text("risk.ask")}
        </button>
      </p>
    </form>
  );
}

const bandText = ({ low, high }: Risk["pnp"]) => say.value("risk.band", { low: pnp(low), high: pnp(high) });

function Answer({ station, risk }: PageProps & { risk: Risk }) {
  const text = say.value;
  const whole = station.whole.value!;
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  useEffect(() => {
    void drawingOf(whole).then((found) => setDrawing(isNarrow.matches ? turned(found) : found));
  }, [whole]);
  const most = risk.modules.find(({ module }) => module === risk.most_exposed);
  return (
    <>
      <section class="panel risk-head" aria-live="polite">
        <dl class="facts">
          <div>
            <dt>{`${text("risk.station")}, ${risk.duration_days} ${text("unit.days")}`}</dt>
            <dd>
              <strong class="number">{pnp(risk.pnp.value)}</strong> <span>{bandText(risk.pnp)}</span>
              <span class="note">
                {risk.one_in === null ? text("risk.none") : text("risk.oneIn", { n: oneIn(risk.one_in) })}
              </span>
            </dd>
          </div>
          {most !== undefined && (
            <div>
              <dt>{text("risk.most")}</dt>
              <dd>
                <strong class="number">{moduleName(whole, most.module)}</strong>{" "}
                <span>{`${pnp(most.pnp.value)}; ${bandText(most.pnp)}`}</span>
                <span class="note">
                  {most.one_in === null ? text("risk.none") : text("risk.oneIn", { n: oneIn(most.one_in) })}
                </span>
              </dd>
            </div>
          )}
        </dl>
        <Shots accuracy={risk.accuracy} />
        {risk.unknown_modules.length > 0 && (
          <p class="note">
            {text("risk.uncounted", { modules: risk.unknown_modules.map((id) => moduleName(whole, id)).join(", ") })}
          </p>
        )}
      </section>
      {drawing !== null && <RiskMap whole={whole} drawing={drawing} modules={risk.modules} most={risk.most_exposed} />}
      <Key />
    </>
  );
}

function Key() {
  const text = say.value;
  return (
    <section class="panel legend risk-key" aria-labelledby="risk-key">
      <h2 id="risk-key">{text("risk.key")}</h2>
      <ul>
        {([0, 1, 2, 3, "none"] as const).map((rank) => (
          <li key={rank}>
            <svg viewBox="0 0 2 2" aria-hidden="true" class={`risk class-${rank}`}>
              <Patterns />
              <rect class="ground" x={0.1} y={0.1} width={1.8} height={1.8} />
              {rank !== "none" && rank > 0 && (
                <rect x={0.1} y={0.1} width={1.8} height={1.8} fill={`url(#risk-${rank})`} />
              )}
            </svg>
            {text(`risk.class.${rank}`)}
          </li>
        ))}
        <li>
          <svg viewBox="0 0 2 2" aria-hidden="true" class="risk most">
            <path class="mark" d="M1 0.3l0.7 1.2h-1.4z" />
          </svg>
          {text("risk.class.most")}
        </li>
      </ul>
    </section>
  );
}
