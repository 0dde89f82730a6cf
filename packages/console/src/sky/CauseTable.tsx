import { format, phraseReader, say } from "../app/settings.ts";
import { Wide } from "../parts/Wide.tsx";
import { moduleName, type WholeStation } from "../station/index.ts";
import { powerText } from "../units/index.ts";
import { knows, phraseIn } from "../words/index.ts";
import { type Cause, causes, findingKinds, shareText, type Weighed } from "./index.ts";
import { Shots } from "./RiskTables.tsx";

const share = (p: number) => `${format.value.written(shareText(p))}\u00a0%`;
const power = (p: number) => format.value.written(powerText(p));
const signed = (x: number) => format.value.written(`${x >= 0 ? "+" : "\u2212"}${Math.abs(x).toFixed(1)}`);

const Heads = () => (
  <thead>
    <tr>
      <td />
      {causes.map((cause) => (
        <th key={cause} scope="col">
          {say.value(`cause.${cause}`)}
        </th>
      ))}
    </tr>
  </thead>
);

interface RowProps {
  readonly name: string;
  readonly cell: (cause: Cause) => string;
  readonly strong?: boolean;
}
const Row = ({ name, cell, strong = false }: RowProps) => (
  <tr>
    <th scope="row">{name}</th>
    {causes.map((cause) => (
      <td key={cause}>{strong ? <strong>{cell(cause)}</strong> : cell(cause)}</td>
    ))}
  </tr>
);

/** What was found, in the reader's language where it is one of a few things. */
function foundText({ kind, found, says }: Weighed["evidence"][number]): string {
  if (kind === "diameter")
    return `${say.value("finding.diameter")}: ${says?.found ? phraseIn(phraseReader.value, says.found) : found}`;
  const known = findingKinds.find((one) => one === kind);
  if (known === undefined) return `${kind}: ${found}`;
  return `${say.value(`finding.${known}`)}: ${say.value(`found.${known}-${found}` as "found.shape-round")}`;
}

/** The name of a kind of evidence; one that is not known here by its own. */
const kindText = (kind: string): string =>
  knows(`finding.${kind}`) ? say.value(`finding.${kind}` as "finding.rim") : kind;

/** Every cause and what each piece of evidence did to it: never one word. */
export function CauseTable({ answer }: { answer: Weighed }) {
  const text = say.value;
  const f = format.value;
  const reader = phraseReader.value;
  const { evidence, priors, before, posterior, accuracy, notes, notes_say } = answer;
  return (
    <>
      <Wide label={text("cause.region")}>
        <table class="numbers">
          <Heads />
          <tbody>
            <Row name={text("cause.priors")} cell={(cause) => power(priors[cause].value)} />
            <Row name={text("cause.given")} cell={(cause) => share(before[cause])} />
          </tbody>
          {evidence.map((step) => (
            <tbody key={step.kind}>
              <tr>
                <th scope="rowgroup" colSpan={causes.length + 1}>
                  {foundText(step)}
                </th>
              </tr>
              <Row
                name={text("cause.found")}
                cell={(cause) =>
                  `${power(step.likelihood[cause])}${step.edited.includes(cause) ? ` (${text("cause.edited")})` : ""}`
                }
              />
              <Row name={text("cause.weight")} cell={(cause) => signed(step.decibans[cause])} />
              <Row name={text("cause.then")} cell={(cause) => share(step.after[cause])} />
              <Row name={text("cause.without")} cell={(cause) => share(step.without[cause])} />
            </tbody>
          ))}
          <tbody>
            <Row name={text("cause.end")} cell={(cause) => share(posterior[cause].value)} strong />
            <Row
              name={text("cause.ends")}
              cell={(cause) =>
                `${text("interval.between", {
                  low: f.written(shareText(posterior[cause].low)),
                  high: f.written(shareText(posterior[cause].high)),
                })}\u00a0%`
              }
            />
          </tbody>
        </table>
      </Wide>
      <details>
        <summary>{text("cause.why")}</summary>
        <ul class="facts-list">
          {evidence.map(({ kind, why, says, source, by }) => (
            <li key={kind}>
              {[`${kindText(kind)}: ${says === undefined ? why : phraseIn(reader, says.why)}`, source, by]
                .filter((one) => one !== null)
                .join("; ")}
            </li>
          ))}
          {(notes_say?.map((note) => phraseIn(reader, note)) ?? notes).map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        <Shots accuracy={accuracy} />
      </details>
    </>
  );
}

interface PriorsProps {
  readonly whole: WholeStation;
  readonly answer: Weighed;
  readonly said: Readonly<Partial<Record<Cause, string>>>;
  readonly onSay: (cause: Cause, value: string) => void;
}

/** What is believed before any evidence, each to be put otherwise. */
export function Priors({ whole, answer, said, onSay }: PriorsProps) {
  const text = say.value;
  const reader = { ...phraseReader.value, name: (id: string) => moduleName(whole, id) };
  return (
    <fieldset>
      <legend>{text("cause.priors")}</legend>
      <p class="hint">{text("cause.priorsHow")}</p>
      <div class="fields">
        {causes.map((cause) => {
          const { value, low, high, source, says } = answer.priors[cause];
          return (
            <div class="field" key={cause}>
              <label for={`prior-${cause}`}>{text(`cause.${cause}`)}</label>
              <input
                id={`prior-${cause}`}
                inputMode="decimal"
                autocomplete="off"
                placeholder={format.value.written(value.toExponential(1))}
                value={said[cause] ?? ""}
                aria-describedby={`prior-${cause}-why`}
                onInput={(event) => onSay(cause, event.currentTarget.value)}
              />
              <p class="hint" id={`prior-${cause}-why`}>
                {`${text("interval.between", { low: power(low), high: power(high) })}. `}
                {says === undefined ? source : phraseIn(reader, says)}
              </p>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
