import type { PageProps } from "../app/page.ts";
import { format, say, time } from "../app/settings.ts";
import { moduleName } from "../station/index.ts";
import { nextOf } from "./advice.ts";

/** What to do next. */
export function NextPanel({ station }: PageProps) {
  const text = say.value;
  const advice = station.advice.value!;
  const { title, steps, book } = nextOf(advice, station.whole.value!, text, time.value, station.others.value);
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
      {book && <p class="muted">{book}</p>}
    </section>
  );
}

/** Bars of the likeliest modules. */
const shownModules = 5;

/** Where the leak may be. */
export function Where({ station }: PageProps) {
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
