import { say } from "../app/settings.ts";
import type { WholeStation } from "../station/index.ts";
import { type Entered, type FindingKind, findingKinds, findings } from "./index.ts";

interface EvidenceFormProps {
  readonly whole: WholeStation;
  readonly entered: Entered;
  readonly onChange: (entered: Entered) => void;
}

/** The hole and what was found about it; what is not known is left out. */
export function EvidenceForm({ whole, entered, onChange }: EvidenceFormProps) {
  const text = say.value;
  const set = (change: Partial<Entered>) => onChange({ ...entered, ...change });
  const setSource = (kind: FindingKind | "diameter", said: string) =>
    set({ source: { ...entered.source, [kind]: said } });
  const input = (label: string, name: keyof Entered, numeric = true) => (
    <div class="field">
      <label for={`cause-${name}`}>{label}</label>
      <input
        id={`cause-${name}`}
        inputMode={numeric ? "decimal" : "text"}
        autocomplete="off"
        value={entered[name] as string}
        onInput={(event) => set({ [name]: event.currentTarget.value })}
      />
    </div>
  );
  const hasDiameter = entered.fromMm.trim() !== "" || entered.toMm.trim() !== "";
  return (
    <>
      <fieldset>
        <legend>{text("cause.hole")}</legend>
        <div class="fields">
          {input(text("cause.name"), "name", false)}
          <div class="field">
            <label for="cause-module">{text("cause.module")}</label>
            <select
              id="cause-module"
              value={entered.module}
              onChange={(event) => set({ module: event.currentTarget.value })}
            >
              {whole.modules.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          {input(text("cause.exposure"), "exposureDays")}
          {input(text("cause.age"), "ageYears")}
          {input(text("cause.wall"), "wallMm")}
          <div class="field">
            <label for="cause-before">{text("cause.before")}</label>
            <select
              id="cause-before"
              value={entered.before}
              onChange={(event) => set({ before: event.currentTarget.value })}
            >
              {(["nothing", "blanket", "bumper"] as const).map((one) => (
                <option key={one} value={one}>
                  {text(`cause.before.${one}`)}
                </option>
              ))}
            </select>
          </div>
        </div>
      </fieldset>
      <fieldset>
        <legend>{text("cause.evidence")}</legend>
        <div class="fields">
          {input(text("cause.from"), "fromMm")}
          {input(text("cause.to"), "toMm")}
          {hasDiameter && (
            <Source
              kind="diameter"
              what={text("finding.diameter")}
              said={entered.source.diameter ?? ""}
              onSay={setSource}
            />
          )}
          {findingKinds.map((kind) => (
            <Finding key={kind} kind={kind} entered={entered} set={set} setSource={setSource} />
          ))}
          {(entered.found.detector ?? "") !== "" && input(text("cause.hears"), "wouldHear")}
        </div>
      </fieldset>
    </>
  );
}

interface FindingProps {
  readonly kind: FindingKind;
  readonly entered: Entered;
  readonly set: (change: Partial<Entered>) => void;
  readonly setSource: (kind: FindingKind, said: string) => void;
}

function Finding({ kind, entered, set, setSource }: FindingProps) {
  const text = say.value;
  const found = entered.found[kind] ?? "";
  const name = text(`finding.${kind}`);
  return (
    <>
      <div class="field">
        <label for={`found-${kind}`}>{name}</label>
        <select
          id={`found-${kind}`}
          value={found}
          onChange={(event) => set({ found: { ...entered.found, [kind]: event.currentTarget.value } })}
        >
          <option value="">{text("cause.notKnown")}</option>
          {findings[kind].map((one) => (
            <option key={one} value={one}>
              {text(`found.${kind}-${one}` as "found.shape-round")}
            </option>
          ))}
        </select>
      </div>
      {found !== "" && <Source kind={kind} what={name} said={entered.source[kind] ?? ""} onSay={setSource} />}
    </>
  );
}

interface SourceProps<Kind> {
  readonly kind: Kind;
  readonly what: string;
  readonly said: string;
  readonly onSay: (kind: Kind, said: string) => void;
}

function Source<Kind extends string>({ kind, what, said, onSay }: SourceProps<Kind>) {
  return (
    <div class="field">
      <label for={`source-${kind}`}>{say.value("cause.sourceOf", { what })}</label>
      <input
        id={`source-${kind}`}
        autocomplete="off"
        value={said}
        onInput={(event) => onSay(kind, event.currentTarget.value)}
      />
    </div>
  );
}
