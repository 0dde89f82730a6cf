import { writeRoute } from "../app/route.ts";
import { format, say, time } from "../app/settings.ts";
import { personTitle } from "../frame/DemoPeople.tsx";
import { openReplay } from "../replay/current.ts";
import { moduleName, type WholeStation } from "../station/index.ts";
import { InjectedList } from "./InjectedList.tsx";
import { type Debrief, type LeakDebrief, type Step, type StepName, stepNames } from "./types.ts";
import { useAsked } from "./useAsked.ts";

/** What really was, beside what people and program made of it: for everybody, once it is over. */
export function DebriefView({ id, whole }: { id: string; whole: WholeStation }) {
  const text = say.value;
  const [debrief] = useAsked<Debrief>(`/training/${id}/debrief`, 0);
  if (debrief === null) return <p role="status">{text("app.loading")}</p>;
  const { training, leaks, injected } = debrief;
  const again = async () => {
    await openReplay(id, {
      from: Date.parse(training.from),
      to: Math.max(Date.parse(training.from) + 1000, Date.parse(training.now)),
    });
    location.hash = writeRoute({ station: id, page: "now" });
  };
  return (
    <>
      <section class="panel" aria-labelledby="training-debrief">
        <h2 id="training-debrief">{text("debrief.title")}</h2>
        <p>
          <strong>{training.title}</strong> · {training.scenario} · {personTitle(training.by)} ·{" "}
          {time.value.moment(Date.parse(training.from))} – {time.value.moment(Date.parse(training.now))}
        </p>
        {leaks.length === 0 && <p>{text("debrief.noLeak")}</p>}
        {leaks.map((leak) => (
          <LeakSteps key={leak.id} leak={leak} whole={whole} />
        ))}
        <div class="row">
          <button type="button" class="primary" onClick={() => void again()}>
            {text("debrief.replay")}
          </button>
          <a href={`/api/v1/training/${id}/scenario`} download>
            {text("training.file")}
          </a>
        </div>
      </section>
      <InjectedList injected={injected} whole={whole} />
    </>
  );
}

function LeakSteps({ leak, whole }: { leak: LeakDebrief; whole: WholeStation }) {
  const text = say.value;
  const title = text("debrief.leak", {
    module: moduleName(whole, leak.module),
    area: format.value.significant(leak.area_mm2, 3),
    time: time.value.moment(Date.parse(leak.from)),
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than a phone is moved by keys too
    <div class="wide" tabIndex={0} role="group" aria-labelledby={`debrief-${leak.id}`}>
      <h3 id={`debrief-${leak.id}`}>{title}</h3>
      <table aria-labelledby={`debrief-${leak.id}`}>
        <thead>
          <tr>
            <th scope="col">{text("debrief.step")}</th>
            <th scope="col">{text("debrief.after")}</th>
            <th scope="col">{text("debrief.when")}</th>
            <th scope="col">{text("debrief.who")}</th>
          </tr>
        </thead>
        <tbody>
          {stepNames.map((name) => {
            const step = leak[name];
            return (
              <tr key={name}>
                <th scope="row">{text(`debrief.step.${name}`)}</th>
                <td>{step === null ? text("debrief.never") : format.value.local(step.after_min)}</td>
                <td>{step === null ? "" : time.value.moment(Date.parse(step.time))}</td>
                <td>{step === null ? "" : (step.by ?? whatOf(name, step, whole))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What there is to say of a step that nobody did by name. */
function whatOf(name: StepName, { text }: Step, whole: WholeStation): string {
  if (name === "located")
    return text
      .split(", ")
      .map((id) => moduleName(whole, id))
      .join(", ");
  return name === "patched" ? say.value("debrief.left", { percent: format.value.percent(Number(text)) }) : "";
}
