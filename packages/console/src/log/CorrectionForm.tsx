import { useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { say } from "../app/settings.ts";
import { Choice } from "../parts/Choice.tsx";
import { Field, Form, textOf } from "../parts/Form.tsx";
import type { StoredEntry } from "../station/index.ts";
import { write } from "./write.ts";

interface CorrectionProps extends PageProps {
  readonly stored: StoredEntry;
  readonly onDone: () => void;
}

/** Says of an own entry what is right, or that it is to be taken back. The entry itself stays. */
export function CorrectionForm({ station, stored: { id, entry }, onDone }: CorrectionProps) {
  const text = say.value;
  const [how, setHow] = useState<"put-right" | "withdraw">("put-right");
  const isText = typeof entry.body.text === "string" && entry.body.parameter === undefined;
  const isWithdrawn = how === "withdraw" || !isText;
  const send = async (form: FormData) => {
    const reason = textOf(form, "reason");
    const right = { ...entry.body, text: textOf(form, "right") };
    await write(station, "correction", { of: id, reason, ...(isWithdrawn ? { withdrawn: true } : { body: right }) });
    onDone();
  };
  return (
    <Form action={text("log.enter")} onSend={send}>
      {isText && (
        <Choice
          label={text("log.correction")}
          name={`how-${id}`}
          options={[
            ["put-right", text("log.putRight")],
            ["withdraw", text("log.withdraw")],
          ]}
          value={how}
          onChoose={setHow}
        />
      )}
      {!isWithdrawn && (
        <div class="field">
          <label for="correction-right">{text("log.right")}</label>
          <textarea id="correction-right" name="right" required defaultValue={String(entry.body.text)} />
        </div>
      )}
      <Field label={text("log.reason")} name="reason" />
    </Form>
  );
}
