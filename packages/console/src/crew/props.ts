import type { LiveStation } from "../station/index.ts";
import type { Outbox } from "./outbox.ts";

export interface CrewProps {
  readonly station: LiveStation;
  readonly outbox: Outbox;
}
