import { ProblemError } from "../problem/index.ts";
import { Thread } from "../threads/index.ts";
import type { CauseAsked, RiskAsked } from "./hull.ts";
import type { PlanAsked, RefillQuestion, ReserveQuestion, Situated } from "./questions.ts";

export type Question =
  | { readonly kind: "plan"; readonly now: Situated; readonly asked: PlanAsked }
  | { readonly kind: "refill"; readonly now: Situated; readonly asked: RefillQuestion }
  | { readonly kind: "reserve"; readonly now: Situated; readonly asked: ReserveQuestion }
  | { readonly kind: "risk"; readonly file: string; readonly asked: RiskAsked }
  | { readonly kind: "cause"; readonly file: string; readonly asked: CauseAsked };

/** Questions that may wait for those before them. */
const mostWaiting = 32;

/** Answers questions one after the other in a thread of their own, begun with the first. */
export class WhatIf {
  #thread: Thread<Question> | null = null;

  /** Throws `ProblemError` 503 where too many are waiting; what core throws of a question without an answer, by its code. */
  ask(question: Question): Promise<unknown> {
    this.#thread ??= new Thread<Question>(new URL("./thread.ts", import.meta.url), () => {
      this.#thread = null;
    });
    if (this.#thread.waiting >= mostWaiting)
      throw new ProblemError(503, "HW_BUSY", "Too many plans are being made.", { "retry-after": "5" });
    return this.#thread.ask(question);
  }

  async stop(): Promise<void> {
    await this.#thread?.stop();
  }
}
