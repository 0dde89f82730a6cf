import { useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { may } from "../app/session.ts";
import { format, pressureUnit, say, time } from "../app/settings.ts";
import { post, stationPath } from "../link/index.ts";
import { write } from "../log/write.ts";
import { Field, Form, textOf, troubleOf } from "../parts/Form.tsx";
import { levelOf, moduleName, peopledVolume, type ShownStation } from "../station/index.ts";
import { convert } from "../units/index.ts";
import type { Key } from "../words/index.ts";
import "../style/log.css";

interface RefillStep {
  readonly supply: string;
  readonly gas: string;
  readonly module: string;
  readonly start_min: number;
  readonly mass_kg: number;
  readonly rate_kg_per_h: number;
  readonly minutes: number;
  readonly after: { readonly pressure_mmHg: number; readonly ppO2_mmHg: number; readonly o2_fraction: number };
}
interface Refill {
  readonly steps: readonly RefillStep[];
  readonly final: {
    readonly pressure_mmHg: number;
    readonly ppO2_mmHg: number;
    readonly o2_fraction: number;
    readonly hours: number;
  };
  readonly remaining: Readonly<Record<string, number>>;
  readonly stopped_by: { readonly limit: string } | null;
  readonly short_mmHg: number;
  readonly bought_h: number | null;
}
interface Reserve {
  readonly exponential_h: number | null;
  readonly linear_h: number | null;
  readonly rate_mmHg_per_h: number;
}

/** What to let in, and how long the air lasts if: questions that change nothing. */
export function RefillPage({ station }: PageProps) {
  const text = say.value;
  if (!station.isLoaded.value) return <p role="status">{text("app.loading")}</p>;
  return (
    <div class="page">
      <h1>{text("page.refill")}</h1>
      <div class="forms">
        <RefillForm station={station} />
        <ReserveForm station={station} />
      </div>
    </div>
  );
}

/** What is read now, written in the unit of choice. */
function levelText({ whole, hatches, crew, readings }: ShownStation, quantity: string): string {
  const modules = peopledVolume(whole.value!, hatches.value, crew.value);
  const level = levelOf(whole.value!, quantity, modules, readings.value, () => false);
  return level === null
    ? ""
    : convert("pressure", level.mmHg, "mmHg", pressureUnit.value).toFixed(pressureUnit.value === "mmHg" ? 1 : 3);
}

/** A pressure that is aimed at, in the unit of choice. */
const aim = (mmHg: number) =>
  convert("pressure", mmHg, "mmHg", pressureUnit.value).toFixed(pressureUnit.value === "mmHg" ? 0 : 2);

interface QuantityProps {
  readonly what: Key;
  readonly name: string;
  readonly value: string;
  readonly per?: "" | "/h";
}

/** A number in the unit of choice. */
const Quantity = ({ what, name, value, per = "" }: QuantityProps) => (
  <Field
    label={`${say.value(what)}, ${say.value(`unit.${pressureUnit.value}${per}`)}`}
    name={name}
    inputMode="decimal"
    value={format.value.written(value)}
  />
);

/** A number as it was typed, with a comma or a point, and its unit. */
const quantity = (form: FormData, name: string, unit: string) => `${textOf(form, name).replace(",", ".")}${unit}`;

function RefillForm({ station }: PageProps) {
  const text = say.value;
  const unit = pressureUnit.value;
  const [plan, setPlan] = useState<Refill | null>(null);
  // What stood there when the page was opened: a number that changes under one's fingers cannot be typed.
  const [first] = useState(() => ({ pressure: levelText(station, "pressure"), ppO2: levelText(station, "ppO2") }));
  const ask = async (form: FormData) => {
    const body = {
      pressure: quantity(form, "pressure", unit),
      ppO2: quantity(form, "ppO2", unit),
      to: quantity(form, "to", unit),
      ...(station.estimate.value !== null && { leak: `${station.estimate.value.dpdt.value}mmHg/h` }),
    };
    setPlan(await post<Refill>(stationPath(station.id, "/what-if/refill"), body));
  };
  return (
    <section class="panel" aria-labelledby="refill">
      <h2 id="refill">{text("refill.title")}</h2>
      <Form action={text("refill.plan")} onSend={ask} keeps>
        <Quantity what="now.pressure" name="pressure" value={first.pressure} />
        <Quantity what="now.ppO2" name="ppO2" value={first.ppO2} />
        <Quantity what="refill.to" name="to" value={aim(750)} />
      </Form>
      {plan !== null && <RefillPlan station={station} plan={plan} />}
    </section>
  );
}

function RefillPlan({ station, plan }: PageProps & { plan: Refill }) {
  const text = say.value;
  const f = format.value;
  const p = (mmHg: number) => f.pressure(mmHg, "mmHg");
  const end = p(plan.final.pressure_mmHg);
  const mayReport = may.value("write-log", station.id);
  return (
    <div aria-live="polite" class="wide">
      {plan.steps.length === 0 ? (
        <p>{text("refill.nothing")}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{text("refill.after")}</th>
              <th scope="col">{text("refill.what")}</th>
              <th scope="col">{text("refill.howFast")}</th>
              <th scope="col">{text("refill.then")}</th>
              {mayReport && <th scope="col">{text("repair.report")}</th>}
            </tr>
          </thead>
          <tbody>
            {plan.steps.map((step) => (
              <tr key={`${step.supply} ${step.start_min}`}>
                <td>{time.value.span(step.start_min * 60)}</td>
                <td>
                  {f.significant(step.mass_kg)} {text("refill.kg")} {text(`refill.gas.${step.gas}` as "refill.gas.o2")}
                  <span class="muted"> {moduleName(station.whole.value!, step.module)}</span>
                </td>
                <td>
                  {f.significant(step.rate_kg_per_h)} {f.unit("kg/h")}, {time.value.span(step.minutes * 60)}
                </td>
                <td>
                  {p(step.after.pressure_mmHg).number} {p(step.after.pressure_mmHg).unit}
                </td>
                {mayReport && (
                  <td>
                    <Letting station={station} step={step} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        {text("refill.end", {
          pressure: `${end.number} ${end.unit}`,
          oxygen: f.significant(plan.final.o2_fraction * 100, 3),
          span: time.value.span(plan.final.hours * 3600),
        })}
      </p>
      {plan.stopped_by !== null && (
        <p class="trouble">
          {text("refill.stopped", {
            limit: text(`limit.${plan.stopped_by.limit}` as "limit.supply"),
            short: `${p(plan.short_mmHg).number} ${end.unit}`,
          })}
        </p>
      )}
      {plan.bought_h !== null && plan.bought_h > 0 && (
        <p>{text("refill.bought", { span: time.value.span(plan.bought_h * 3600) })}</p>
      )}
    </div>
  );
}

/** That a supply is let in as planned, and that it is shut again: the engine has to know of both. */
function Letting({ station, step }: PageProps & { step: RefillStep }) {
  const text = say.value;
  const [trouble, setTrouble] = useState<string | null>(null);
  const report = (rate: number) => {
    setTrouble(null);
    const { supply } = step;
    const said = rate === 0 ? text("refill.saidShut", { supply }) : text("refill.saidOpen", { supply, rate });
    void write(station, "action", { text: said, parameter: `supply:${supply}`, value: String(rate) }).catch((error) =>
      setTrouble(troubleOf(error)),
    );
  };
  return (
    <span class="row">
      <button type="button" class="small" onClick={() => report(Number(step.rate_kg_per_h.toPrecision(3)))}>
        {text("refill.reportOpen")}
      </button>
      <button type="button" class="small" onClick={() => report(0)}>
        {text("refill.reportShut")}
      </button>
      {trouble !== null && (
        <span class="trouble" role="alert">
          {trouble}
        </span>
      )}
    </span>
  );
}

function ReserveForm({ station }: PageProps) {
  const text = say.value;
  const unit = pressureUnit.value;
  const [found, setFound] = useState<Reserve | null>(null);
  const [first] = useState(() => ({
    pressure: levelText(station, "pressure"),
    rate: convert("pressureRate", station.estimate.value?.dpdt.value ?? 0.6, "mmHg/h", `${unit}/h`).toFixed(
      unit === "mmHg" ? 2 : 4,
    ),
  }));
  const ask = async (form: FormData) =>
    setFound(
      await post<Reserve>(stationPath(station.id, "/what-if/reserve"), {
        pressure: quantity(form, "pressure", unit),
        rate: quantity(form, "rate", `${unit}/h`),
        to: quantity(form, "to", unit),
      }),
    );
  return (
    <section class="panel" aria-labelledby="reserve">
      <h2 id="reserve">{text("reserve.title")}</h2>
      <Form action={text("reserve.ask")} onSend={ask} keeps>
        <Quantity what="now.pressure" name="pressure" value={first.pressure} />
        <Quantity what="now.rate" name="rate" per="/h" value={first.rate} />
        <Quantity what="reserve.to" name="to" value={aim(490)} />
      </Form>
      {found !== null && (
        <dl aria-live="polite">
          <dt>{text("reserve.exponential")}</dt>
          <dd class="lead">
            {found.exponential_h === null ? text("now.unlimited") : time.value.span(found.exponential_h * 3600)}
          </dd>
          <dt>{text("reserve.linear")}</dt>
          <dd>{found.linear_h === null ? text("now.unlimited") : time.value.span(found.linear_h * 3600)}</dd>
        </dl>
      )}
    </section>
  );
}
