import { useState } from "preact/hooks";
import { say } from "../app/settings.ts";
import { post } from "../link/index.ts";
import { Form, textOf } from "../parts/Form.tsx";
import { hatchName, moduleName, shipName, type WholeStation } from "../station/index.ts";
import { type FieldKind, fieldsOf, type Kind, kindNames, pieceOf } from "./pieces.ts";
import type { Truth } from "./types.ts";

interface InjectProps {
  readonly id: string;
  readonly whole: WholeStation;
  readonly truth: Truth | null;
  readonly onChange: () => void;
}

/** Lets one thing happen. */
export function Inject({ id, whole, truth, onChange }: InjectProps) {
  const text = say.value;
  const [kind, setKind] = useState<Kind>("leak");
  const send = async (form: FormData) => {
    const values = Object.fromEntries(fieldsOf(kind).map(([name]) => [name, textOf(form, name)]));
    await post(`/training/${id}/injections`, pieceOf(kind, values, whole));
    onChange();
  };
  const wantsLeak = fieldsOf(kind).some(([, field]) => field === "leak");
  const hasNone = wantsLeak && openLeaks(truth).length === 0;
  return (
    <section class="panel" aria-labelledby="training-inject">
      <h2 id="training-inject">{text("inject.title")}</h2>
      <div class="field">
        <label for="inject-kind">{text("inject.what")}</label>
        <select id="inject-kind" value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
          {kindNames.map((one) => (
            <option key={one} value={one}>
              {text(`inject.kind.${one}`)}
            </option>
          ))}
        </select>
      </div>
      {hasNone && <p class="muted">{text("inject.noLeak")}</p>}
      <Form key={kind} action={text("inject.do")} done={text("inject.done")} disabled={hasNone} onSend={send}>
        <div class="fields">
          {fieldsOf(kind).map(([name, field]) => (
            <Asked key={name} name={name} field={field} whole={whole} truth={truth} />
          ))}
        </div>
      </Form>
    </section>
  );
}

const openLeaks = (truth: Truth | null) => truth?.leaks.filter(({ until }) => until === null) ?? [];

interface AskedProps {
  readonly name: string;
  readonly field: FieldKind;
  readonly whole: WholeStation;
  readonly truth: Truth | null;
}

function Asked({ name, field, whole, truth }: AskedProps) {
  const text = say.value;
  const id = `inject-${name}`;
  const label = <label for={id}>{text(`inject.field.${name}` as "inject.field.module")}</label>;
  if (typeof field === "object" && "number" in field) {
    return (
      <div class="field">
        {label}
        <input
          id={id}
          name={name}
          inputMode="decimal"
          required={field.optional !== true}
          value={String(field.number)}
        />
      </div>
    );
  }
  return (
    <div class="field">
      {label}
      <select id={id} name={name}>
        {choicesOf(field, whole, truth).map(([value, said]) => (
          <option key={value} value={value}>
            {said}
          </option>
        ))}
      </select>
    </div>
  );
}

type Choices = readonly (readonly [value: string, text: string])[];

function choicesOf(field: Exclude<FieldKind, { number: number }>, whole: WholeStation, truth: Truth | null): Choices {
  const text = say.value;
  if (typeof field === "object")
    return field.choice.map((one) => [one, text(`inject.choice.${one}` as "inject.choice.on")]);
  const modules = whole.modules.map(({ id }) => [id, moduleName(whole, id)] as const);
  switch (field) {
    case "module":
      return modules;
    case "modules":
      return [["all", text("inject.everywhere")], ...modules];
    case "hatch":
      return whole.hatches.map(({ id }) => [id, hatchName(whole, id)]);
    case "sensor":
      return whole.sensors.map(({ id, unit }) => [id, `${id} (${unit})`]);
    case "vehicle":
      return whole.vehicles.map(({ id }) => [id, shipName(id)]);
    case "leak":
      return openLeaks(truth).map(({ id, module }) => [id, `${moduleName(whole, module)} (${id})`]);
    case "fault":
      return (truth?.injected ?? [])
        .filter(({ piece }) => "fault" in piece)
        .map(({ number, piece }) => {
          const { sensors, kind } = piece.fault as { sensors: string[]; kind: string };
          return [
            String(number),
            `${number}: ${sensors.join(" ")}, ${text(`inject.choice.${kind}` as "inject.choice.on")}`,
          ];
        });
  }
}
