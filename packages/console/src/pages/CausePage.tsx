import { useEffect, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { may, me } from "../app/session.ts";
import { say, time } from "../app/settings.ts";
import { get, post, stationPath } from "../link/index.ts";
import { openIncident } from "../log/write.ts";
import { troubleOf } from "../parts/Form.tsx";
import { CauseTable, Priors } from "../sky/CauseTable.tsx";
import { EvidenceForm } from "../sky/EvidenceForm.tsx";
import { type Cause, type Entered, evidenceFile, type Weighed } from "../sky/index.ts";
import { moduleName, type StoredEntry, type WholeStation } from "../station/index.ts";
import "../style/log.css";
import "../style/sky.css";

/** What made the hole: evidence in, priors in view, a table of what each piece does; entered in the log for every centre. */
export function CausePage({ station }: PageProps) {
  const text = say.value;
  const whole = station.whole.value;
  if (whole === null || !station.isLoaded.value) return <p role="status">{text("app.loading")}</p>;
  return (
    <div class="page sky">
      <h1>{text("page.cause")}</h1>
      <Weighing station={station} whole={whole} />
      <Kept station={station} />
    </div>
  );
}

const nameOf = (whole: WholeStation, module: string) =>
  say.value("cause.nameOf", { module: moduleName(whole, module) });

/** What stands in the form at first: the module that most likely leaks, now. */
function begin(station: PageProps["station"], whole: WholeStation): Entered {
  const likely = Object.entries(station.location.value?.probability ?? {}).toSorted(([, a], [, b]) => b - a)[0]?.[0];
  const module = likely ?? whole.modules[0].id;
  const at = Number.isNaN(station.now.peek()) ? Date.now() : station.now.peek();
  return {
    ...{ name: nameOf(whole, module), module },
    knownAt: `${new Date(at).toISOString().slice(0, 19)}Z`,
    ...{ exposureDays: "85", ageYears: "", wallMm: "", before: "blanket", fromMm: "", toMm: "", wouldHear: "0.9" },
    ...{ found: {}, source: {}, priors: {}, by: me.value?.person.display_name ?? "" },
  };
}

type Asked = { readonly evidence: string };

function Weighing({ station, whole }: PageProps & { whole: WholeStation }) {
  const text = say.value;
  const [entered, setEntered] = useState(() => begin(station, whole));
  const [own, setOwn] = useState<string | null>(null);
  const [answer, setAnswer] = useState<Weighed | null>(null);
  const [priors, setPriors] = useState<Weighed | null>(null);
  const [state, setState] = useState<"ready" | "sending" | "entered">("ready");
  const [trouble, setTrouble] = useState<string | null>(null);
  const evidence = own ?? evidenceFile(entered);

  // Priors follow module and time without any evidence; one's own stay beside them.
  const { module, exposureDays, ageYears, knownAt } = entered;
  useEffect(() => {
    const bare = { ...entered, name: "priors", fromMm: "", toMm: "", wallMm: "", found: {}, priors: {} };
    const timer = setTimeout(() => {
      post<Weighed>(stationPath(station.id, "/what-if/cause"), { evidence: evidenceFile(bare) } satisfies Asked).then(
        setPriors,
        () => setPriors(null),
      );
    }, 300);
    return () => clearTimeout(timer);
  }, [station.id, module, exposureDays, ageYears, knownAt]);

  const send = async (enter: boolean) => {
    setState("sending");
    setTrouble(null);
    try {
      setAnswer(await post<Weighed>(stationPath(station.id, "/what-if/cause"), { evidence } satisfies Asked));
      if (enter) {
        const incident = openIncident(station);
        const body = { evidence, key: crypto.randomUUID(), ...(incident !== null && { incident: incident.id }) };
        await post(stationPath(station.id, "/causes"), body);
        await station.refresh();
      }
      setState(enter ? "entered" : "ready");
    } catch (error) {
      setTrouble(troubleOf(error));
      setState("ready");
    }
  };
  // A name that nobody has written goes with the module.
  const change = (next: Entered) => {
    const isUsual = entered.name === nameOf(whole, entered.module);
    setEntered(isUsual && next.name === entered.name ? { ...next, name: nameOf(whole, next.module) } : next);
  };
  const setPrior = (cause: Cause, value: string) =>
    setEntered({ ...entered, priors: { ...entered.priors, [cause]: value } });
  return (
    <>
      <form
        class="panel"
        onSubmit={(event) => {
          event.preventDefault();
          void send(false);
        }}
      >
        {own === null ? (
          <>
            <EvidenceForm whole={whole} entered={entered} onChange={change} />
            {priors !== null && <Priors whole={whole} answer={priors} said={entered.priors} onSay={setPrior} />}
          </>
        ) : null}
        <details open={own !== null}>
          <summary>{text("cause.file")}</summary>
          <p class="hint">{text("cause.fileHow")}</p>
          {own === null ? (
            <>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
              <pre tabIndex={0}>{evidence}</pre>
              <p>
                <button type="button" onClick={() => setOwn(evidence)}>
                  {text("cause.fileEdit")}
                </button>
              </p>
            </>
          ) : (
            <>
              <textarea
                class="file"
                aria-label={text("cause.file")}
                spellcheck={false}
                value={own}
                onInput={(event) => setOwn(event.currentTarget.value)}
              />
              <p>
                <button type="button" onClick={() => setOwn(null)}>
                  {text("cause.fileForm")}
                </button>
              </p>
            </>
          )}
        </details>
        {trouble !== null && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        <div class="row">
          <button type="submit" class="primary" disabled={state === "sending"}>
            {text("cause.weigh")}
          </button>
          {may.value("write-log", station.id) && (
            <button type="button" disabled={state === "sending"} onClick={() => void send(true)}>
              {text("cause.enter")}
            </button>
          )}
          {state === "entered" && (
            <span role="status" class="done">
              {text("cause.entered")}
            </span>
          )}
        </div>
      </form>
      {answer !== null && (
        <section class="panel" aria-labelledby="cause-answer" aria-live="polite">
          <h2 id="cause-answer">{text("cause.answer")}</h2>
          <CauseTable answer={answer} />
        </section>
      )}
    </>
  );
}

/** What was entered before, by whichever centre. */
function Kept({ station }: PageProps) {
  const text = say.value;
  const [entries, setEntries] = useState<readonly StoredEntry[]>([]);
  const newest = station.entries.value.find(({ entry }) => entry.kind === "cause-weighed")?.id;
  useEffect(() => {
    const path = stationPath(station.id, "/log?kinds=cause-weighed&newest_first=true&limit=20");
    void get<{ entries: StoredEntry[] }>(path).then(
      (found) => setEntries(found.entries),
      () => {},
    );
  }, [station.id, newest]);
  return (
    <section class="panel" aria-labelledby="cause-kept">
      <h2 id="cause-kept">{text("cause.kept")}</h2>
      {entries.length === 0 && <p>{text("cause.keptNone")}</p>}
      {entries.map(({ id, entry: { author, time: at, body } }) => (
        <details key={id}>
          <summary>
            {`${body.title}: `}
            {text("cause.by", {
              who: author.name,
              when: `${time.value.moment(Date.parse(at), false)} ${time.value.zone}`,
            })}
          </summary>
          <CauseTable answer={body.answer as Weighed} />
        </details>
      ))}
    </section>
  );
}
