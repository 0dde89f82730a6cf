/** Answers that are worked out once for each question, and kept. */
import { createHash } from "node:crypto";

/** Answers kept; the oldest are let go. */
const most = 64;

export class Kept<Answer> {
  readonly #answers = new Map<string, Promise<Answer>>();

  /** The answer to `question`: from before, or worked out now; what failed is asked again. */
  of(question: string, work: () => Promise<Answer>): Promise<Answer> {
    // A question may hold a whole table of fluxes.
    const name = createHash("sha256").update(question).digest("base64");
    const known = this.#answers.get(name);
    if (known !== undefined) return known;
    const answer = work();
    this.#answers.set(name, answer);
    answer.catch(() => this.#answers.delete(name));
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > most) this.#answers.delete(oldest);
    return answer;
  }
}
