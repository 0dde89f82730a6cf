import type { PageProps } from "../app/page.ts";
import { may } from "../app/session.ts";
import { format, say, time } from "../app/settings.ts";
import { write } from "../log/write.ts";
import { Form, textOf } from "../parts/Form.tsx";
import { sentenceOfBreak } from "../said/index.ts";
import { type Check, moduleName, type Repair, type ShownStation } from "../station/index.ts";
import { searches, works } from "../station/works.ts";
import type { Shown } from "../units/index.ts";
import "../style/log.css";

/** Holes and what was done to them; leak checks and what they have shown. */
export function RepairPage({ station }: PageProps) {
  const text = say.value;
  if (!station.isLoaded.value) return <p role="status">{text("app.loading")}</p>;
  const holes = station.others.value.filter((event): event is Repair => event.type === "repair");
  const checks = station.others.value.filter((event): event is Check => event.type === "check");
  const mayWrite = may.value("write-log", station.id);
  return (
    <div class="page">
      <h1>{text("page.repair")}</h1>
      <div class="forms">
        <section class="panel" aria-labelledby="repair-holes">
          <h2 id="repair-holes">{text("repair.holes")}</h2>
          {holes.length === 0 && <p class="muted">{text("repair.none")}</p>}
          <ul class="incidents">
            {holes.map((hole) => (
              <Hole key={hole.hole} station={station} hole={hole} />
            ))}
          </ul>
          {mayWrite && <WorkForm station={station} />}
        </section>
        {mayWrite && (
          <section class="panel" aria-labelledby="repair-search">
            <h2 id="repair-search">{text("search.title")}</h2>
            <SearchForm station={station} />
          </section>
        )}
        <section class="panel" aria-labelledby="repair-checks">
          <h2 id="repair-checks">{text("check.title")}</h2>
          {checks.length === 0 && <p class="muted">{text("check.none")}</p>}
          <ul class="incidents">
            {checks.map((check) => (
              <CheckLine key={check.modules.join()} station={station} check={check} />
            ))}
          </ul>
          {mayWrite && <CheckForm station={station} />}
        </section>
      </div>
    </div>
  );
}

function Hole({ station, hole }: PageProps & { hole: Repair }) {
  const text = say.value;
  const cure = hole.cure_left_min;
  return (
    <li>
      <strong>{moduleName(station.whole.value!, hole.module)}</strong>
      <span>
        {text(`hole.${hole.state}` as "hole.open")}
        {hole.layers > 0 && ` · ${text("repair.layers", { n: hole.layers })}`}
      </span>
      {cure !== null && cure > 0 && <span>{text("repair.cure", { span: time.value.span(cure * 60) })}</span>}
      {(hole.act === "due" || hole.act === "suspect") && <span>{text(`repair.${hole.act}`)}</span>}
      {!hole.fits && <span class="trouble">{text("repair.unfit")}</span>}
      <span class="muted">
        {time.value.moment(Date.parse(hole.time))} {time.value.zone}
      </span>
    </li>
  );
}

/** Modules, the likeliest to leak first. */
function ModuleChoice({ station, id }: { station: ShownStation; id: string }) {
  const text = say.value;
  const whole = station.whole.value!;
  const p = station.location.value?.probability ?? {};
  const sorted = whole.modules.toSorted((a, b) => (p[b.id] ?? 0) - (p[a.id] ?? 0));
  return (
    <div class="field">
      <label for={id}>{text("repair.module")}</label>
      <select id={id} name="module">
        {sorted.map(({ id: module }) => (
          <option key={module} value={module}>
            {moduleName(whole, module)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What came of looking for the hole somewhere: the engine weighs it. */
function SearchForm({ station }: PageProps) {
  const text = say.value;
  const send = (form: FormData) => {
    const [module, value] = [textOf(form, "module"), textOf(form, "value")];
    const said = `${moduleName(station.whole.value!, module)}: ${text(`search.${value}` as "search.found")}`;
    return write(station, "action", { text: said, parameter: `search:${module}`, value });
  };
  return (
    <Form action={text("repair.report")} done={text("log.written")} onSend={send}>
      <ModuleChoice station={station} id="search-module" />
      <div class="field">
        <label for="search-value">{text("search.result")}</label>
        <select id="search-value" name="value" required>
          <option value="">{text("repair.choose")}</option>
          {searches.map((value) => (
            <option key={value} value={value}>
              {text(`search.${value}`)}
            </option>
          ))}
        </select>
      </div>
    </Form>
  );
}

function WorkForm({ station }: PageProps) {
  const text = say.value;
  const send = (form: FormData) => {
    const [module, work] = [textOf(form, "module"), textOf(form, "work")];
    const said = `${moduleName(station.whole.value!, module)}: ${text(`work.${work}` as "work.tape")}`;
    return write(station, "action", { text: said, parameter: `patch:${module}`, value: work });
  };
  return (
    <Form action={text("repair.report")} done={text("log.written")} onSend={send}>
      <ModuleChoice station={station} id="repair-module" />
      <div class="field">
        <label for="repair-work">{text("repair.work")}</label>
        <select id="repair-work" name="work" required>
          <option value="">{text("repair.choose")}</option>
          {works.map((work) => (
            <option key={work} value={work}>
              {text(`work.${work}`)}
            </option>
          ))}
        </select>
      </div>
    </Form>
  );
}

const withUnit = ({ number, unit }: Shown) => `${number} ${unit}`;

function CheckLine({ station, check }: PageProps & { check: Check }) {
  const text = say.value;
  const f = format.value;
  const reader = { say: text, format: f, time: time.value };
  const said = sentenceOfBreak(check.interrupted_by ?? null, station.whole.value!, reader);
  const broken = said ?? check.interrupted;
  const { verdict, modules, rate, upper_95, needed_min, runs, better, tight_below_kg_per_day } = check;
  return (
    <li>
      <strong>{modules.map((id) => moduleName(station.whole.value!, id)).join(", ")}</strong>
      <span class={`verdict ${verdict === "tight" ? "GO" : verdict === "leaking" ? "NO-GO" : ""}`}>
        {text(`check.${verdict}`)} {runs && text("check.runs")}
      </span>
      {rate !== null && (
        <span>
          {text("check.rate", { rate: withUnit(f.massFlow(rate)), interval: f.massFlow(rate).interval ?? "" })}
        </span>
      )}
      {upper_95 !== null && (
        <span>
          {text("check.upper", {
            upper: withUnit(f.massFlow({ value: upper_95.value, unit: upper_95.unit })),
            limit: f.significant(tight_below_kg_per_day),
          })}
        </span>
      )}
      {rate === null && runs && <span>{text("check.nothing")}</span>}
      {broken !== null && <span lang={said === null ? "en" : undefined}>{text("check.broken", { why: broken })}</span>}
      {needed_min !== null && needed_min > 0 && (
        <span>{text("check.needed", { span: time.value.span(needed_min * 60) })}</span>
      )}
      {better !== null && <span>{text("check.better", { percent: f.significant(better.value) })}</span>}
    </li>
  );
}

function CheckForm({ station }: PageProps) {
  const text = say.value;
  const send = (form: FormData) => {
    const [module, value] = [textOf(form, "module"), textOf(form, "value")];
    const said = `${moduleName(station.whole.value!, module)}: ${text(`check.${value}` as "check.start")}`;
    return write(station, "action", { text: said, parameter: `check:${module}`, value });
  };
  return (
    <Form action={text("repair.report")} done={text("log.written")} onSend={send}>
      <ModuleChoice station={station} id="check-module" />
      <div class="field">
        <label for="check-value">{text("check.what")}</label>
        <select id="check-value" name="value" required>
          <option value="">{text("repair.choose")}</option>
          <option value="start">{text("check.start")}</option>
          <option value="end">{text("check.end")}</option>
        </select>
      </div>
    </Form>
  );
}
