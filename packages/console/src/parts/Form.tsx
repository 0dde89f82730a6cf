/** A form that says what went wrong, and is not sent twice. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { phraseReader, say } from "../app/settings.ts";
import { sentenceOfTrouble } from "../said/index.ts";

interface FormProps {
  /** What the button says. */
  readonly action: string;
  readonly onSend: (form: FormData) => Promise<void>;
  readonly children: ComponentChildren;
  readonly disabled?: boolean;
  /** What has been done, said once it is done. */
  readonly done?: string;
  /** What was entered stays there. */
  readonly keeps?: boolean;
}

/** What went wrong, for people. */
export const troubleOf = (error: unknown): string => sentenceOfTrouble(error, say.value, phraseReader.value);

/** Empties what was typed. What is chosen by a click is the page's to keep, and stays chosen. */
function clear(form: HTMLFormElement): void {
  const chosen = [...form.querySelectorAll<HTMLInputElement>("input:checked")];
  form.reset();
  for (const one of chosen) one.checked = true;
}

export function Form({ action, onSend, children, disabled = false, done, keeps = false }: FormProps) {
  const [state, setState] = useState<"ready" | "sending" | "done">("ready");
  const [trouble, setTrouble] = useState<string | null>(null);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    if (state === "sending") return;
    setState("sending");
    setTrouble(null);
    try {
      await onSend(new FormData(form));
      if (!keeps) clear(form);
      setState("done");
    } catch (error) {
      setTrouble(troubleOf(error));
      setState("ready");
    }
  };
  return (
    <form onSubmit={send}>
      {children}
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <div class="row">
        <button type="submit" class="primary" disabled={disabled || state === "sending"}>
          {action}
        </button>
        {state === "done" && done !== undefined && (
          <span role="status" class="done">
            {done}
          </span>
        )}
      </div>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly name: string;
  /** Where several forms of a page have a field of that name. */
  readonly id?: string;
  readonly type?: "text" | "password" | "number";
  readonly autocomplete?: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** What stands there at first; what is typed is never written over. */
  readonly value?: string;
  readonly minLength?: number;
  readonly inputMode?: "decimal" | "numeric" | "text";
}

export function Field({
  label,
  name,
  hint,
  type = "text",
  required = true,
  autocomplete = "off",
  id = `field-${name}`,
  value,
  ...rest
}: FieldProps) {
  const attributes = { ...rest, type, defaultValue: value } as preact.InputHTMLAttributes<HTMLInputElement>;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        required={required}
        autocomplete={autocomplete}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        {...attributes}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();
