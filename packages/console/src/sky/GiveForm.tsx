import { useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { phraseReader, say } from "../app/settings.ts";
import { call, Problem, stationPath } from "../link/index.ts";
import { FileField } from "../parts/FileField.tsx";
import { troubleOf } from "../parts/Form.tsx";
import { particularsOf } from "../said/index.ts";

/** What came of a file: null where it was taken. */
interface Outcome {
  readonly name: string;
  readonly trouble: string | null;
}

/** Each fault on a line of its own. */
const faultsIn = (error: Problem): string => {
  const lines = particularsOf(error, say.value, phraseReader.value);
  return lines.length === 0 ? troubleOf(error) : lines.join("\n");
};

/** (ms) A whole catalogue on a slow line. */
const patience = 180_000;

/** Gives files to the server, each for itself: one that cannot be used keeps no other back. */
export function GiveForm({ station, onGiven }: PageProps & { onGiven: () => void }) {
  const text = say.value;
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [sending, setSending] = useState(false);
  const give = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const files = new FormData(form).getAll("files").filter((one) => one instanceof File && one.name !== "") as File[];
    setSending(true);
    setOutcomes([]);
    for (const file of files) {
      const path = stationPath(station.id, `/conjunctions?name=${encodeURIComponent(file.name)}`);
      // Which kind of file it is follows from its text alone.
      const trouble = await call("POST", path, new Blob([file], { type: "text/plain" }), patience).then(
        () => null,
        (error: unknown) => (error instanceof Problem ? faultsIn(error) : troubleOf(error)),
      );
      setOutcomes((before) => [...before, { name: file.name, trouble }]);
    }
    setSending(false);
    form.reset();
    onGiven();
  };
  return (
    <section class="panel" aria-labelledby="approach-give">
      <h2 id="approach-give">{text("approach.give")}</h2>
      <form onSubmit={(event) => void give(event)}>
        <FileField
          id="approach-files"
          label={text("approach.files")}
          name="files"
          multiple
          required
          hint={text("approach.giveHow")}
        />
        <ul class="facts-list" aria-live="polite">
          {outcomes.map(({ name, trouble }, i) => (
            <li key={`${i} ${name}`}>
              <strong>{name}</strong>{" "}
              {trouble === null ? (
                <span class="done">{text("approach.given")}</span>
              ) : (
                <pre class="trouble">{trouble}</pre>
              )}
            </li>
          ))}
        </ul>
        <div class="row">
          <button type="submit" class="primary" disabled={sending}>
            {text("approach.send")}
          </button>
        </div>
      </form>
    </section>
  );
}
