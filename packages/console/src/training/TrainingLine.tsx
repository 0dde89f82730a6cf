import { say } from "../app/settings.ts";
import type { ShownStation } from "../station/index.ts";
import "../style/training.css";

/** On every page of a training: nothing here is real. */
export function TrainingLine({ station }: { station: Pick<ShownStation, "id"> }) {
  const number = /^training-(\d+)-/.exec(station.id)?.[1] ?? "";
  return (
    <p class="training-line" role="note">
      <strong>{say.value("training.line", { number })}</strong> {say.value("training.notReal")}
    </p>
  );
}
