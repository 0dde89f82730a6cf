import { useState } from "preact/hooks";
import { say, time } from "../app/settings.ts";
import { post } from "../link/index.ts";
import { Choice } from "../parts/Choice.tsx";
import { troubleOf } from "../parts/Form.tsx";
import { speeds, type Training } from "./types.ts";

interface ControlProps {
  readonly training: Training;
  /** Something has changed. */
  readonly onChange: () => void;
}

/** Pace and end of a training. */
export function Control({ training, onChange }: ControlProps) {
  const text = say.value;
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isEnding, setEnding] = useState(false);
  const { id, state, speed, title, now } = training;
  const tell = (what: string, body: object) =>
    void post(`/training/${id}/${what}`, body).then(onChange, (error: unknown) => setTrouble(troubleOf(error)));
  const isPaused = state === "paused";
  return (
    <section class="panel" aria-labelledby="training-pace">
      <h2 id="training-pace">{text("training.pace")}</h2>
      <p role="status">
        <strong>{title}</strong> · {text(`training.state.${state}`)} · {time.value.moment(Date.parse(now))}{" "}
        {time.value.zone}
      </p>
      <Choice
        label={text("training.speed")}
        name="training-speed-now"
        options={speeds.map((one) => [String(one), `${one}×`] as const)}
        value={String(speed)}
        onChoose={(one) => tell("pace", { speed: Number(one) })}
      />
      <div class="row">
        <button type="button" disabled={state === "starting"} onClick={() => tell("pace", { paused: !isPaused })}>
          {text(isPaused ? "training.resume" : "training.pause")}
        </button>
        {/* One press too many must not end what a whole shift has prepared. */}
        <button
          type="button"
          class={isEnding ? "primary" : ""}
          onClick={() => {
            if (isEnding) tell("end", {});
            setEnding(!isEnding);
          }}
        >
          {text(isEnding ? "training.endSure" : "training.end")}
        </button>
        <a href={`/api/v1/training/${id}/scenario`} download>
          {text("training.file")}
        </a>
      </div>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}
