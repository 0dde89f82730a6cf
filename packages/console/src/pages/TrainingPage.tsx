import type { PageProps } from "../app/page.ts";
import { writeRoute } from "../app/route.ts";
import { may } from "../app/session.ts";
import { say, time } from "../app/settings.ts";
import type { ShownStation } from "../station/index.ts";
import { Control } from "../training/Control.tsx";
import { DebriefView } from "../training/DebriefView.tsx";
import { Inject } from "../training/Inject.tsx";
import { InjectedList } from "../training/InjectedList.tsx";
import { StartForm } from "../training/StartForm.tsx";
import { TruthTable } from "../training/TruthTable.tsx";
import type { Scenario, Training, Truth } from "../training/types.ts";
import { useAsked } from "../training/useAsked.ts";
import "../style/training.css";

/** (ms) How often is asked how trainings are doing, and what really is. */
const every = 2000;

/** Trainings: the panel of their instructor, and the debrief for everybody once one is over. */
export function TrainingPage({ station }: PageProps) {
  const text = say.value;
  const [found, again] = useAsked<{ trainings: Training[]; scenarios: Scenario[] }>("/training", every);
  const whole = station.whole.value;
  if (found === null || whole === null) return <p role="status">{text("app.loading")}</p>;
  const own = found.trainings.find(({ id }) => id === station.id) ?? null;
  const instructs = may.value("instruct", station.id);
  return (
    <div class="page training">
      <h1>{text("page.training")}</h1>
      {own?.broken_off === true && (
        <p class="panel warning" role="note">
          {text("training.brokenOff", { when: `${time.value.moment(Date.parse(own.now))} ${time.value.zone}` })}
        </p>
      )}
      {own !== null && own.state === "ended" && <DebriefView id={own.id} whole={whole} />}
      {own !== null && own.state !== "ended" && instructs && (
        <Panel station={station} training={own} onChange={again} />
      )}
      {own !== null && own.state !== "ended" && !instructs && <p class="panel">{text("training.trainee")}</p>}
      <div class="columns">
        {found.scenarios.length > 0 && <StartForm scenarios={found.scenarios} />}
        <Trainings all={found.trainings} own={own?.id ?? null} />
      </div>
    </div>
  );
}

interface PanelProps {
  readonly station: ShownStation;
  readonly training: Training;
  readonly onChange: () => void;
}

function Panel({ station, training, onChange }: PanelProps) {
  const [truth, again] = useAsked<Truth>(`/training/${training.id}/truth`, every);
  return (
    <>
      <div class="columns">
        <Control training={training} onChange={onChange} />
        {truth !== null && station.isLoaded.value && <TruthTable station={station} state={truth.state} />}
      </div>
      <div class="columns">
        <Inject id={training.id} whole={station.whole.value!} truth={truth} onChange={again} />
        <InjectedList injected={truth?.injected ?? []} whole={station.whole.value!} />
      </div>
    </>
  );
}

function Trainings({ all, own }: { all: readonly Training[]; own: string | null }) {
  const text = say.value;
  return (
    <section class="panel" aria-labelledby="training-all">
      <h2 id="training-all">{text("training.all")}</h2>
      {all.length === 0 && <p class="muted">{text("training.none")}</p>}
      <ul class="list">
        {all.map(({ id, title, state, begun, broken_off }) => (
          <li key={id}>
            <strong>{title}</strong>
            <span class="muted">
              {text(broken_off ? "training.broken" : `training.state.${state}`)} ·{" "}
              {time.value.moment(Date.parse(begun), false)}
            </span>
            {state !== "ended" && <a href={`/crew/#${id}`}>{text("training.crew")}</a>}
            {id !== own && (
              <a href={writeRoute({ station: id, page: "training" })}>
                {text(state === "ended" ? "training.debriefOf" : "training.open")}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
