import type { Expression } from "./expression.ts";

/** English, and Russian where it is there. */
export interface Words {
  readonly en: string;
  readonly ru?: string;
}

/** What has to be so, with how it is written. */
export interface Condition {
  readonly text: string;
  readonly expression: Expression;
}

export interface Branch {
  readonly to: string;
  /** When this is the way to go; people may choose another. */
  readonly when: Condition | null;
  readonly text: Words | null;
}

export interface Step {
  readonly id: string;
  readonly text: Words;
  /** Roles that may confirm it. */
  readonly who: readonly string[];
  /** Steps that come before it. */
  readonly after: readonly string[];
  /** What telemetry must show before it is begun. */
  readonly when: Condition | null;
  /** How many people confirm it: 1 or 2. */
  readonly confirm: number;
  /** What telemetry must show when it is done. */
  readonly shows: Condition | null;
  /** What the engine advises belongs to it. */
  readonly advice: boolean;
  /** Where it goes on; empty where every step after it is next. */
  readonly branches: readonly Branch[];
  readonly sources: readonly string[];
}

export interface Procedure {
  readonly id: string;
  readonly title: Words;
  readonly about: Words | null;
  readonly sources: readonly string[];
  readonly steps: readonly Step[];
}
