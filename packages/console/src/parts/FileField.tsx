import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../app/settings.ts";

interface FileFieldProps {
  readonly id: string;
  readonly label: string;
  readonly name?: string;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly required?: boolean;
  readonly hint?: string;
  readonly onChoose?: (file: File | null) => void;
}

/** Files of the reader's machine. A browser's own field would speak the language of the browser. */
export function FileField({ id, label, hint, onChoose, ...rest }: FileFieldProps) {
  const text = say.value;
  const input = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState("");
  useEffect(() => {
    const { form } = input.current!;
    const forget = () => setNames("");
    form?.addEventListener("reset", forget);
    return () => form?.removeEventListener("reset", forget);
  }, []);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="upload">
        <input
          {...rest}
          ref={input}
          id={id}
          type="file"
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={({ currentTarget: { files } }) => {
            setNames([...(files ?? [])].map((file) => file.name).join(", "));
            onChoose?.(files?.[0] ?? null);
          }}
        />
        <span class="button" aria-hidden="true">
          {text(rest.multiple === true ? "file.chooseAll" : "file.choose")}
        </span>
        <span class="muted" aria-hidden="true">
          {names === "" ? text("file.none") : names}
        </span>
      </div>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
