import { useEffect, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { may } from "../app/session.ts";
import { format, language, say, time } from "../app/settings.ts";
import { centreName, personTitle } from "../frame/DemoPeople.tsx";
import { get, Problem, post, stationPath } from "../link/index.ts";
import { openIncident } from "../log/write.ts";
import { Field, Form, textOf, troubleOf } from "../parts/Form.tsx";
import { type FoundFact, type Objection, sentenceOfFacts, sentenceOfObjection } from "../said/index.ts";
import type { Person, ShownStation } from "../station/index.ts";
import "../style/log.css";

type Words = Readonly<Record<string, string>>;

interface Listed {
  readonly procedure: string;
  readonly hash: string;
  readonly title: Words;
  readonly steps: number;
}
interface Judgement {
  readonly is: string;
  readonly facts: readonly FoundFact[];
}
interface Step {
  readonly id: string;
  readonly text: Words;
  readonly who: readonly string[];
  readonly state: "waiting" | "ready" | "confirming" | "done" | "skipped" | "not-needed";
  readonly confirmed_by: readonly (Person & { readonly time: string })[];
  readonly missing: number;
  readonly when: Judgement | null;
  readonly shows: Judgement | null;
  readonly branches: readonly string[];
  readonly branch: string | null;
  readonly suggested: string | null;
}
interface RunView {
  readonly run: string;
  readonly titles: Words;
  readonly hash: string;
  readonly finished: boolean;
  readonly ended: string | null;
  readonly steps: readonly Step[];
  readonly deviations: readonly (Objection & { readonly by: string })[];
}

/** Procedures that several people run together. */
export function ProceduresPage({ station }: PageProps) {
  const text = say.value;
  const [listed, setListed] = useState<readonly Listed[]>([]);
  const [runs, setRuns] = useState<readonly RunView[] | null>(null);
  // Whatever anybody confirms comes as an entry of the log.
  const newest = station.entries.value[0]?.id;
  const read = async () => {
    const found = await get<{ runs: RunView[] }>(stationPath(station.id, "/runs"));
    setRuns(found.runs.toReversed());
  };
  useEffect(() => {
    void get<{ procedures: Listed[] }>(stationPath(station.id, "/procedures")).then(
      ({ procedures }) => setListed(procedures),
      () => {},
    );
  }, [station.id]);
  useEffect(() => void read().catch(() => {}), [station.id, newest, station.estimate.value?.time]);
  const start = async ({ hash }: Listed) => {
    const incident = openIncident(station);
    const run = `${new Date(station.now.value).toISOString().slice(0, 19)} ${crypto.randomUUID().slice(0, 4)}`;
    await post(stationPath(station.id, "/runs"), {
      key: crypto.randomUUID(),
      run,
      hash,
      ...(incident !== null && { incident: incident.id }),
    });
    await read();
  };
  return (
    <div class="page">
      <h1>{text("page.procedures")}</h1>
      {runs?.map((run) => (
        <Run key={run.run} station={station} run={run} onDone={read} />
      ))}
      {may.value("run-procedure", station.id) && (
        <section class="panel" aria-labelledby="procedures-start">
          <h2 id="procedures-start">{text("procedure.start")}</h2>
          {listed.map((one) => (
            <Form key={one.hash} action={text("procedure.startThis")} onSend={() => start(one)}>
              <p>
                <strong>{inLanguage(one.title)}</strong>{" "}
                <span class="muted">{text("procedure.steps", { n: one.steps })}</span>
              </p>
            </Form>
          ))}
        </section>
      )}
    </div>
  );
}

const reader = () => ({ say: say.value, format: format.value, time: time.value });

/** In the language of who reads it, where it is there. */
const inLanguage = (words: Words) => words[language.value] ?? words.en ?? "";

interface RunProps {
  readonly station: ShownStation;
  readonly run: RunView;
  readonly onDone: () => Promise<void>;
}

function Run({ station, run, onDone }: RunProps) {
  const text = say.value;
  const done = run.steps.filter(
    ({ state }) => state === "done" || state === "skipped" || state === "not-needed",
  ).length;
  return (
    <section class="panel" aria-label={inLanguage(run.titles)}>
      <h2>
        {inLanguage(run.titles)} <span class="muted">{text("procedure.progress", { done, of: run.steps.length })}</span>
      </h2>
      <ol class="steps">
        {run.steps.map((step, i) => (
          <OneStep key={step.id} station={station} run={run.run} step={step} number={i + 1} onDone={onDone} />
        ))}
      </ol>
      {run.deviations.length > 0 && (
        <details>
          <summary>{text("procedure.deviations", { n: run.deviations.length })}</summary>
          <ul>
            {run.deviations.map((one) => (
              <li key={one.text}>
                {sentenceOfObjection(one, reader())} <span class="muted">{personTitle(one.by)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface StepProps {
  readonly station: ShownStation;
  readonly run: string;
  readonly step: Step;
  readonly number: number;
  readonly onDone: () => Promise<void>;
}

function OneStep({ station, run, step, number, onDone }: StepProps) {
  const text = say.value;
  const [objections, setObjections] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const told = ({ objection, ...one }: Objection & { objection: string }) =>
    sentenceOfObjection({ ...one, text: objection }, reader());
  const isOpen = step.state === "ready" || step.state === "confirming";
  const confirm = async (branch: string | null, despite?: string) => {
    setTrouble(null);
    try {
      await post(stationPath(station.id, `/runs/${encodeURIComponent(run)}/steps/${encodeURIComponent(step.id)}`), {
        key: crypto.randomUUID(),
        ...(branch !== null && { branch }),
        ...(despite !== undefined && { despite }),
      });
      setObjections(null);
      await onDone();
    } catch (error) {
      if (error instanceof Problem && error.code === "HW_OBJECTIONS")
        setObjections((error.body.faults as (Objection & { objection: string })[]).map(told).join(" "));
      else setTrouble(troubleOf(error));
    }
  };
  return (
    <li class={`step ${step.state}`}>
      <div class="top-line">
        <strong>
          {number}. {text(`step.${step.state}`)}
        </strong>
        <span class="muted">{step.who.map((role) => text(`role.${role}` as "role.crew")).join(", ")}</span>
      </div>
      <p>{inLanguage(step.text)}</p>
      {step.shows !== null && <p class="muted">{sentenceOfFacts(step.shows.facts, reader())}</p>}
      {step.confirmed_by.length > 0 && (
        <p class="muted">
          {step.confirmed_by.map(({ name, centre }) => `${personTitle(name)} (${centreName(centre)})`).join(", ")}
        </p>
      )}
      {step.missing > 0 && step.state === "confirming" && <p>{text("step.missing", { n: step.missing })}</p>}
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {isOpen && may.value("run-procedure", station.id) && objections === null && (
        <p class="row">
          {(step.branches.length === 0 ? [null] : step.branches).map((branch) => (
            <button
              key={branch}
              type="button"
              class={branch === step.suggested ? "primary" : ""}
              onClick={() => void confirm(branch)}
            >
              {branch === null ? text("step.confirm") : text("step.goOn", { to: branch })}
            </button>
          ))}
        </p>
      )}
      {objections !== null && (
        <Form
          action={text("step.confirmDespite")}
          onSend={(form) => confirm(step.suggested ?? step.branches[0] ?? null, textOf(form, "despite"))}
        >
          <p class="trouble" role="alert">
            {objections}
          </p>
          <Field label={text("step.despite")} name="despite" />
        </Form>
      )}
    </li>
  );
}
