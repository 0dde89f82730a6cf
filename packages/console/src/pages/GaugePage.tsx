import { fallOfT1mm, reserveTimeT1mm } from "@hullwatch/core/gas";
import { fromSI, second, toSI } from "@hullwatch/core/quantity";
import { useEffect, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { may } from "../app/session.ts";
import { format, pressureUnit, say, time } from "../app/settings.ts";
import { write } from "../log/write.ts";
import { Field, Form, textOf } from "../parts/Form.tsx";
import { levelOf, moduleName, peopledVolume, type ShownStation } from "../station/index.ts";
import { convert, type Shown } from "../units/index.ts";
import "../style/log.css";

const withUnit = ({ number, unit }: Shown) => `${number} ${unit}`;

/** (mmHg) To which the reserve time is counted where the station says nothing else. */
const usualLimit = 490;

/** A reading by hand, and the stopwatch of the crew: seconds that the dial takes to fall by 1 mmHg. */
export function GaugePage({ station }: PageProps) {
  const text = say.value;
  if (!station.isLoaded.value) return <p role="status">{text("app.loading")}</p>;
  return (
    <div class="page">
      <h1>{text("page.gauge")}</h1>
      <div class="forms">
        <ReadingForm station={station} />
        <Stopwatch station={station} />
      </div>
    </div>
  );
}

function ReadingForm({ station }: PageProps) {
  const text = say.value;
  const whole = station.whole.value!;
  const unit = pressureUnit.value;
  const wanted = station.advice.value?.observe.filter((id) => id.startsWith("gauge:")).map((id) => id.slice(6)) ?? [];
  const modules = whole.modules.toSorted((a, b) => Number(wanted.includes(b.id)) - Number(wanted.includes(a.id)));
  const send = (form: FormData) => {
    const value = Number.parseFloat(textOf(form, "reading").replace(",", "."));
    if (!(value > 0)) throw new Error(text("gauge.notANumber"));
    const module = textOf(form, "module");
    const mmHg = convert("pressure", value, unit, "mmHg").toFixed(1);
    const said = `${text("page.gauge")}, ${moduleName(whole, module)}: ${mmHg} mmHg`;
    return write(station, "action", { text: said, parameter: `gauge:${module}`, value: mmHg });
  };
  return (
    <section class="panel" aria-labelledby="gauge-reading">
      <h2 id="gauge-reading">{text("gauge.reading")}</h2>
      {wanted.length > 0 && (
        <p>{text("gauge.wanted", { where: wanted.map((id) => moduleName(whole, id)).join(", ") })}</p>
      )}
      {may.value("write-log", station.id) ? (
        <Form action={text("gauge.enter")} done={text("log.written")} onSend={async (form) => send(form)}>
          <div class="field">
            <label for="gauge-module">{text("gauge.where")}</label>
            <select id="gauge-module" name="module">
              {modules.map(({ id }) => (
                <option key={id} value={id}>
                  {moduleName(whole, id)}
                </option>
              ))}
            </select>
          </div>
          <Field label={`${text("gauge.read")}, ${text(`unit.${unit}`)}`} name="reading" inputMode="decimal" />
        </Form>
      ) : (
        <p class="muted">{text("gauge.mayNot")}</p>
      )}
    </section>
  );
}

function Stopwatch({ station }: PageProps) {
  const text = say.value;
  const [begun, setBegun] = useState<number | null>(null);
  const [taken, setTaken] = useState<number | null>(null);
  const [now, setNow] = useState(0);
  const unit = pressureUnit.value;
  // What stood there when the page was opened: a number that changes under one's fingers cannot be typed.
  const [pressure, setPressure] = useState(() => presentPressure(station));
  const [limit, setLimit] = useState(() => inUnit(station.estimate.value?.reserve?.to_mmHg ?? usualLimit));
  const read = (typed: string) => convert("pressure", Number.parseFloat(typed.replace(",", ".")), unit, "mmHg");
  useEffect(() => {
    if (begun === null) return;
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, [begun]);
  const press = () => {
    const at = performance.now();
    if (begun === null) {
      setBegun(at);
      setNow(at);
      setTaken(null);
    } else {
      // A demonstration's seconds are the station's, not the machine's.
      setTaken(((at - begun) / 1000) * station.clock.rate);
      setBegun(null);
    }
  };
  const running = begun === null ? 0 : (Math.max(0, now - begun) / 1000) * station.clock.rate;
  const [mmHg, to] = [read(pressure), read(limit)];
  return (
    <section class="panel" aria-labelledby="stopwatch">
      <h2 id="stopwatch">{text("stopwatch.title")}</h2>
      <p>{text("stopwatch.how")}</p>
      <p class="stopwatch" role="timer">
        {format.value.significant(taken ?? running, 3)} {text("stopwatch.s")}
      </p>
      <button type="button" class="primary big-button" onClick={press}>
        {text(begun === null ? "stopwatch.start" : "stopwatch.stop")}
      </button>
      <div class="field">
        <label for="stopwatch-pressure">{`${text("stopwatch.pressure")}, ${text(`unit.${unit}`)}`}</label>
        <input
          id="stopwatch-pressure"
          inputMode="decimal"
          value={pressure}
          onInput={(event) => setPressure(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for="stopwatch-limit">{`${text("stopwatch.limit")}, ${text(`unit.${unit}`)}`}</label>
        <input
          id="stopwatch-limit"
          inputMode="decimal"
          value={limit}
          onInput={(event) => setLimit(event.currentTarget.value)}
        />
      </div>
      {taken !== null && taken > 0 && to > 0 && mmHg > to && <Outcome taken={taken} mmHg={mmHg} to={to} />}
      {taken !== null && !(to > 0 && mmHg > to) && <p class="trouble">{text("stopwatch.wrong")}</p>}
    </section>
  );
}

/** (mmHg) As it stands in a field, in the unit of choice. */
const inUnit = (mmHg: number) => {
  const unit = pressureUnit.value;
  return format.value.written(convert("pressure", mmHg, "mmHg", unit).toFixed(unit === "mmHg" ? 0 : 2));
};

function presentPressure({ whole, hatches, crew, readings }: ShownStation): string {
  const modules = peopledVolume(whole.value!, hatches.value, crew.value);
  const level = levelOf(whole.value!, "pressure", modules, readings.value, () => false);
  return level === null ? "" : inUnit(level.mmHg);
}

function Outcome({ taken, mmHg, to }: { taken: number; mmHg: number; to: number }) {
  const text = say.value;
  const now = toSI("pressure", mmHg, "mmHg");
  const fall = fallOfT1mm(now, second(taken));
  const reserve = reserveTimeT1mm(now, toSI("pressure", to, "mmHg"), second(taken));
  const rate = format.value.pressureRate({ value: fromSI("pressureRate", fall, "mmHg/h"), unit: "mmHg/h" });
  return (
    <dl aria-live="polite">
      <dt>{text("now.rate")}</dt>
      <dd class="lead">
        {rate.number} {rate.unit}
      </dd>
      <dt>{text("stopwatch.reserve", { to: withUnit(format.value.pressure(to, "mmHg")) })}</dt>
      <dd class="lead">{time.value.span(reserve)}</dd>
    </dl>
  );
}
