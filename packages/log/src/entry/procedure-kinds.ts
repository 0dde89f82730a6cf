import Type from "typebox";
import { id, idAs, sha256, text, title } from "./words.ts";

/** Procedures and their runs. A run is told apart by `run`, which whoever starts it chooses. */
export const procedureKinds = {
  /** A version of a procedure, whole, so that every centre has it. `hash` is that of the text's bytes. */
  "procedure-published": {
    procedure: id,
    hash: sha256,
    title,
    text: Type.String({ minLength: 1, maxLength: 150_000 }),
  },
  "procedure-started": { run: id, procedure: id, hash: sha256, title },
  /** One person's confirmation of a step; a step that wants two people is done with the second. */
  "step-done": {
    run: id,
    step: id,
    branch: Type.Optional(idAs("Where it goes on: the id of a step named in `branches`.")),
    shown: Type.Optional(
      Type.Enum(["yes", "no", "unknown"], {
        description: "Whether telemetry showed then what the step wants.",
      }),
    ),
    telemetry: Type.Optional(Type.String({ maxLength: 2000, description: "What it showed." })),
    comment: Type.Optional(text),
  },
  /** Something was done otherwise. With `skip` the step counts as finished without having been done. */
  deviation: { run: id, step: Type.Optional(id), skip: Type.Optional(Type.Boolean()), text },
  "procedure-ended": {
    run: id,
    outcome: Type.Enum(["completed", "stopped"]),
    text: Type.Optional(text),
  },
};
