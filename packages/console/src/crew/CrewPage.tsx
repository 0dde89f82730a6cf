import { format, say, time } from "../app/settings.ts";
import { LanguageChoice, TimeChoice, UnitChoice } from "../frame/choices.tsx";
import { isOld } from "../frame/StatusBar.tsx";
import { glanceOf, nextOf, reserveLeft, shutIn } from "../glance/index.ts";
import { stationPath } from "../link/index.ts";
import { troubleOf } from "../parts/Form.tsx";
import { sentenceOfAlarm } from "../said/index.ts";
import { type Alarm, isTraining, levelOf, moduleName, peopledVolume, type ShownStation } from "../station/index.ts";
import { TrainingLine } from "../training/TrainingLine.tsx";
import type { CrewProps } from "./props.ts";
import { Reports } from "./Reports.tsx";

export function CrewPage({ station, outbox }: CrewProps) {
  const text = say.value;
  const glance = glanceOf(station.alarms.value, station.newest.value, isOld(station), station.estimate.value);
  const { condition, alarm, isStale } = glance;
  const age = (station.now.value - station.newest.value) / 1000;
  const whole = station.whole.value;
  const advice = station.advice.value;
  const next = advice === null || whole === null ? null : nextOf(advice, whole, text, time.value, station.others.value);
  const waiting = outbox.waiting.value;
  const reader = { say: text, format: format.value, time: time.value };
  return (
    <main class={`crew-view ${isStale ? "now old" : ""}`}>
      <p class="row">
        <strong>{text("app.name")}</strong>
        <span class={`link ${station.connection.value}`} role="status">
          {text(station.connection.value === "lost" ? "crew.noLine" : `link.${station.connection.value}`)}
        </span>
        <span class="spacer" />
        <time class="clock">
          {time.value.moment(station.now.value)} {time.value.zone}
        </time>
      </p>
      {isTraining(station.id) && <TrainingLine station={station} />}
      <header class={`head ${condition}`}>
        <h1>{text(`condition.${condition}`)}</h1>
        <p class={`age ${isStale ? "stale" : ""}`}>
          {Number.isNaN(age)
            ? text("now.noData")
            : text(isStale ? "now.silent" : "now.age", { span: time.value.span(age) })}
        </p>
      </header>
      <Figures station={station} />
      {alarm !== null && <Acknowledge station={station} outbox={outbox} alarm={alarm} />}
      {station.alarms.value
        .filter(({ type, in_alarm }) => type === "conjunction" && in_alarm)
        .map(({ id, says, text: said }) => {
          const sentence = whole === null ? null : sentenceOfAlarm(says, whole, reader);
          return (
            <section key={id} class="panel" aria-label={text("alarm.conjunction")}>
              <strong>{text("alarm.conjunction")}</strong>
              <p lang={sentence === null ? "en" : undefined}>{sentence ?? said}</p>
            </section>
          );
        })}
      {next !== null && (
        <section class="panel next" aria-labelledby="crew-next">
          <h2 id="crew-next">{text("now.next")}</h2>
          <p class="lead">{next.title}</p>
          <ol>
            {next.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
      )}
      {waiting.length > 0 && (
        <section class="panel waiting" aria-live="polite">
          <strong>{text("crew.waiting", { n: waiting.length })}</strong>
          <ul>
            {waiting.map(({ body, label }) => (
              <li key={body.key}>{label}</li>
            ))}
          </ul>
        </section>
      )}
      {outbox.refused.value.map(({ report, why }) => (
        <p key={report.body.key} class="trouble" role="alert">
          {text("crew.refused", { what: report.label, why: troubleOf(why) })}
        </p>
      ))}
      {whole !== null && <Reports station={station} outbox={outbox} />}
      <UnitChoice />
      <TimeChoice />
      <LanguageChoice />
      <p>
        <a href="/">{text("crew.whole")}</a>
      </p>
    </main>
  );
}

function Figures({ station }: { station: ShownStation }) {
  const text = say.value;
  const whole = station.whole.value;
  if (whole === null) return null;
  const modules = peopledVolume(whole, station.hatches.value, station.crew.value);
  const level = levelOf(whole, "pressure", modules, station.readings.value, () => false);
  const pressure = level === null ? null : format.value.pressure(level.mmHg, "mmHg");
  const estimate = station.estimate.value;
  const left = reserveLeft(estimate, station.now.value);
  const rate = estimate === null ? null : format.value.pressureRate(estimate.dpdt);
  const where = shutIn(estimate, modules, whole, text);
  const likely = Object.entries(station.location.value?.probability ?? {}).toSorted(([, a], [, b]) => b - a)[0];
  return (
    <dl class="figures">
      {left !== null && (
        <div class="figure big">
          <dt>{text("now.reserve")}</dt>
          <dd>
            <span class="number">{time.value.countdown(left.value)}</span>
            <span class="interval">{format.value.interval(left.low, left.high, (s) => time.value.span(s))}</span>
          </dd>
        </div>
      )}
      {pressure !== null && (
        <div class="figure">
          <dt>{text("now.pressure")}</dt>
          <dd>
            <span class="number">{pressure.number}</span> <span class="unit">{pressure.unit}</span>
          </dd>
        </div>
      )}
      {rate !== null && (
        <div class="figure">
          <dt>{text("now.rate")}</dt>
          <dd>
            <span class="number">{rate.number}</span> <span class="unit">{rate.unit}</span>
            {where !== null && <span class="interval">{where}</span>}
          </dd>
        </div>
      )}
      {likely !== undefined && (
        <div class="figure big">
          <dt>{text("now.where")}</dt>
          <dd>
            <strong>{text(`verdict.${station.location.value?.verdict ?? "open"}` as "verdict.open")}</strong>
            <span class="interval">
              {text("crew.likely", { module: moduleName(whole, likely[0]), percent: format.value.percent(likely[1]) })}
            </span>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Acknowledge({ station, outbox, alarm }: CrewProps & { alarm: Alarm }) {
  const text = say.value;
  const path = stationPath(station.id, `/alarms/${encodeURIComponent(alarm.id)}/acknowledge`);
  const isWaiting = outbox.waiting.value.some((report) => report.path === path);
  const isKnown = alarm.acknowledgements.some(({ by, holds }) => by.role === "crew" && holds);
  if (isKnown || isWaiting) return null;
  const send = async () => {
    await outbox.put({ path, body: { key: crypto.randomUUID() }, label: text("now.acknowledge") });
    await station.refresh();
  };
  return (
    <button type="button" class="primary big" onClick={() => void send().catch(() => {})}>
      {text("now.acknowledge")}
    </button>
  );
}
