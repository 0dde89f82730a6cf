import type { ShownStation } from "../station/index.ts";
import type { Outbox } from "./outbox.ts";

export interface CrewProps {
  readonly station: ShownStation;
  readonly outbox: Outbox;
}
