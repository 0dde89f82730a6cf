import { useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { demo, may } from "../app/session.ts";
import { format, say, time } from "../app/settings.ts";
import { centreName } from "../frame/DemoPeople.tsx";
import { isOld } from "../frame/StatusBar.tsx";
import { type Glance, glanceOf, nextOf, reserveLeft } from "../glance/index.ts";
import { call, stationPath } from "../link/index.ts";
import { troubleOf } from "../parts/Form.tsx";
import { type Alarm, type Estimate, levelOf, moduleName, peopledVolume } from "../station/index.ts";
import type { Shown } from "../units/index.ts";

/** Is air being lost, how fast, how long does it last, where, what next, who knows. */
export function Now({ station }: PageProps) {
  const text = say.value;
  if (!station.isLoaded.value) return <p role="status">{text("app.loading")}</p>;
  const glance = glanceOf(station.alarms.value, station.newest.value, isOld(station));
  const isLeak = glance.condition === "leak" || glance.condition === "rapid";
  return (
    <div class={`now ${glance.isStale ? "old" : ""}`}>
      <Head station={station} glance={glance} />
      {isLeak ? <Leak station={station} /> : <Quiet station={station} />}
      <div class="two">
        {isLeak && station.advice.value !== null && <NextPanel station={station} />}
        {isLeak && station.location.value !== null && <Where station={station} />}
      </div>
      {glance.alarm !== null && <Known station={station} alarm={glance.alarm} />}
      {glance.others.length > 0 && <Others station={station} alarms={glance.others} />}
    </div>
  );
}

function Head({ station, glance }: PageProps & { glance: Glance }) {
  const text = say.value;
  const { condition, alarm } = glance;
  const age = (station.now.value - station.newest.value) / 1000;
  const isLeak = condition === "leak" || condition === "rapid";
  return (
    <header class={`head ${condition}`}>
      <h1>{text(`condition.${condition}`)}</h1>
      <p class="about">
        {isLeak ? text("now.since", { when: sinceOf(station.estimate.value, alarm) }) : text(`about.${condition}`)}
      </p>
      <p class={`age ${glance.isStale ? "stale" : ""}`}>
        {Number.isNaN(age)
          ? text("now.noData")
          : text(glance.isStale ? "now.silent" : "now.age", { span: time.value.span(age) })}
      </p>
      <p class="aloud" role="alert">
        {condition === "quiet" || condition === "unheard" ? "" : text(`condition.${condition}`)}
      </p>
    </header>
  );
}

/** When it began: as estimated, and no later than it was told; what is estimated of a part that was shut off began later. */
function sinceOf(estimate: Estimate | null, alarm: Alarm | null): string {
  const told = alarm === null ? Number.POSITIVE_INFINITY : Date.parse(alarm.since);
  const began = estimate === null ? told : Math.min(told, Date.parse(estimate.time) - estimate.onset.value * 1000);
  return `${time.value.moment(began, false)} ${time.value.zone}`;
}

interface FigureProps {
  readonly label: string;
  readonly shown: Shown | null;
  readonly note?: string;
  readonly big?: boolean;
  readonly isStale?: boolean;
}

function Figure({ label, shown, note, big = false, isStale = false }: FigureProps) {
  return (
    <div class={`figure ${big ? "big" : ""} ${isStale ? "stale" : ""}`}>
      <dt>{label}</dt>
      <dd>
        <span class="number">{shown === null ? "--" : shown.number}</span>{" "}
        {shown !== null && <span class="unit">{shown.unit}</span>}
        {shown?.interval != null && (
          <span class="interval">{say.value("now.ninety", { interval: shown.interval })}</span>
        )}
        {note !== undefined && <span class="note">{note}</span>}
      </dd>
    </div>
  );
}

/** The air where most people are. */
function usePressure({ station }: PageProps, quantity: string) {
  const whole = station.whole.value!;
  const modules = peopledVolume(whole, station.hatches.value, station.crew.value);
  const isStale = (at: number, period: number) => station.clock.isStale(at, period, station.tick.value);
  return levelOf(whole, quantity, modules, station.readings.value, isStale);
}

function PressureFigure({ station, quantity }: PageProps & { quantity: "pressure" | "ppO2" | "ppCO2" }) {
  const level = usePressure({ station }, quantity);
  const text = say.value;
  return (
    <Figure
      label={text(`now.${quantity}`)}
      shown={level === null ? null : format.value.pressure(level.mmHg, "mmHg")}
      isStale={level?.isStale ?? true}
      {...(level !== null && { note: text("now.sensors", { n: level.sensors.length }) })}
    />
  );
}

function Leak({ station }: PageProps) {
  const text = say.value;
  const f = format.value;
  const estimate = station.estimate.value;
  if (estimate === null) {
    return (
      <dl class="figures">
        <PressureFigure station={station} quantity="pressure" />
      </dl>
    );
  }
  const left = reserveLeft(estimate, station.now.value);
  const area = f.area(estimate.area);
  const across = f.length(estimate.diameter);
  const rate = f.massFlow(estimate.rate);
  return (
    <dl class="figures">
      {left === null ? (
        <Figure
          label={text("now.reserve")}
          shown={{ number: text("now.unlimited"), unit: "", interval: null }}
          note={text("now.notHere")}
          big
        />
      ) : (
        <Figure
          big
          label={text("now.reserve")}
          shown={{
            number: time.value.countdown(left.value),
            unit: "",
            interval: f.interval(left.low, left.high, (s) => time.value.span(s)),
          }}
          note={text("now.toPressure", { to: withUnit(f.pressure(left.to_mmHg, "mmHg")) })}
        />
      )}
      <Figure label={text("now.rate")} shown={f.pressureRate(estimate.dpdt)} note={`${rate.number} ${rate.unit}`} />
      <Figure
        label={text("now.hole")}
        shown={area}
        note={text("now.across", { mm: across.number, cd: f.significant(estimate.diameter.discharge_coefficient, 1) })}
      />
      <PressureFigure station={station} quantity="pressure" />
    </dl>
  );
}

function Quiet({ station }: PageProps) {
  const text = say.value;
  const watch = station.others.value.find((one) => one.type === "watch");
  const within = watch !== undefined && "detectable" in watch ? watch.detectable : null;
  return (
    <>
      <dl class="figures">
        <PressureFigure station={station} quantity="pressure" />
        <PressureFigure station={station} quantity="ppO2" />
        <PressureFigure station={station} quantity="ppCO2" />
      </dl>
      {within !== null && within.within_6_h !== null && (
        <p class="promise">
          {text("now.promise", {
            rate: withUnit(format.value.pressureRate({ value: within.within_6_h, unit: within.unit })),
          })}
        </p>
      )}
    </>
  );
}

const withUnit = ({ number, unit }: Shown) => `${number} ${unit}`;

function NextPanel({ station }: PageProps) {
  const text = say.value;
  const advice = station.advice.value!;
  const { title, steps } = nextOf(advice, station.whole.value!, text, time.value);
  return (
    <section class="panel next" aria-labelledby="now-next">
      <h2 id="now-next">{text("now.next")}</h2>
      <p class="lead">{title}</p>
      {steps.length > 0 && (
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {advice.expected_min > 0 && (
        <p class="muted">{text("now.expected", { span: time.value.span(advice.expected_min * 60) })}</p>
      )}
    </section>
  );
}

/** Bars of the likeliest modules. */
const shownModules = 5;

function Where({ station }: PageProps) {
  const text = say.value;
  const { probability, verdict } = station.location.value!;
  const sorted = Object.entries(probability).toSorted(([, a], [, b]) => b - a);
  const first = sorted.slice(0, shownModules);
  const rest = sorted.slice(shownModules).reduce((sum, [, p]) => sum + p, 0);
  const rows = [
    ...first.map(([id, p]) => ({ id, name: moduleName(station.whole.value!, id), p })),
    ...(rest > 0.005 ? [{ id: "", name: text("now.elsewhere", { n: sorted.length - shownModules }), p: rest }] : []),
  ];
  return (
    <section class="panel" aria-labelledby="now-where">
      <h2 id="now-where">{text("now.where")}</h2>
      <p class="lead">{text(`verdict.${verdict}`)}</p>
      <ul class="bars">
        {rows.map(({ id, name, p }) => (
          <li key={id}>
            <span class="name">{name}</span>
            <span class="bar-of" aria-hidden="true">
              <span style={{ width: `${100 * p}%` }} />
            </span>
            <span class="percent">{format.value.percent(p)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Known({ station, alarm }: PageProps & { alarm: Alarm }) {
  const text = say.value;
  const own = alarm.acknowledgements.filter(({ holds }) => holds);
  const centres = new Set([...Object.keys(alarm.states), ...partners(station)]);
  const waiting = [...centres].filter((centre) => !own.some(({ by }) => by.centre === centre)).toSorted();
  return (
    <section class="panel" aria-labelledby="now-known">
      <h2 id="now-known">{text("now.known")}</h2>
      <ul class="known">
        {own.map(({ by, time: at, comment }) => (
          <li key={`${by.centre} ${by.role} ${by.name}`}>
            <strong>{centreName(by.centre)}</strong> <span>{by.name}</span>{" "}
            <span class="muted">
              {time.value.moment(Date.parse(at))} {time.value.zone}
            </span>
            {comment !== null && <q>{comment}</q>}
          </li>
        ))}
        {waiting.map((centre) => (
          <li key={centre} class="waiting">
            <strong>{centreName(centre)}</strong> <span>{text("now.notAcknowledged")}</span>
          </li>
        ))}
      </ul>
      <Acknowledge station={station} alarm={alarm} />
    </section>
  );
}

/** Control centres that take part: those that have written in the log, and those of a demonstration. */
const partners = ({ entries }: PageProps["station"]): readonly string[] => [
  ...entries.value.map(({ entry }) => entry.author.centre),
  ...(demo.value?.people.map(({ centre }) => centre).filter((centre) => centre !== "*") ?? []),
];

const needsAck = (state: string) => state.endsWith("UNACK_ALARM") || state.endsWith("_UNACK");

function Acknowledge({ station, alarm }: PageProps & { alarm: Alarm }) {
  const text = say.value;
  const [trouble, setTrouble] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  if (!needsAck(alarm.state)) return null;
  if (!may.value("acknowledge-alarms", station.id)) return <p class="muted">{text("now.mayNotAcknowledge")}</p>;
  const send = async () => {
    setSending(true);
    setTrouble(null);
    try {
      const path = stationPath(station.id, `/alarms/${encodeURIComponent(alarm.id)}/acknowledge`);
      await call("POST", path, { key: crypto.randomUUID() });
      await station.refresh();
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setSending(false);
  };
  return (
    <p>
      <button type="button" class="primary" disabled={sending} onClick={() => void send()}>
        {text("now.acknowledge")}
      </button>
      {trouble !== null && (
        <span class="trouble" role="alert">
          {trouble}
        </span>
      )}
    </p>
  );
}

function Others({ station, alarms }: PageProps & { alarms: readonly Alarm[] }) {
  const text = say.value;
  return (
    <section class="panel" aria-labelledby="now-others">
      <h2 id="now-others">{text("alarms.others", { n: alarms.length })}</h2>
      <ul class="others">
        {alarms.map((alarm) => (
          <li key={alarm.id}>
            <span class={`severity ${alarm.severity}`}>{text(`severity.${alarm.severity}` as "severity.WATCH")}</span>
            <span class="what">
              <strong>{text(`alarm.${alarm.type}` as "alarm.leak")}</strong>
              {!alarm.in_alarm && <span class="muted"> · {text("alarms.over")}</span>}
              <span class="said" lang="en">
                {alarm.text}
              </span>
            </span>
            <Acknowledge station={station} alarm={alarm} />
          </li>
        ))}
      </ul>
    </section>
  );
}
