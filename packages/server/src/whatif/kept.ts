/** Answers that are worked out once for each question, and kept. */
const most = 64;

export class Kept<Answer> {
  readonly #answers = new Map<string, Promise<Answer>>();

  /** The answer to `question`: from before, or worked out now; what failed is asked again. */
  of(question: string, work: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const answer = work();
    this.#answers.set(question, answer);
    answer.catch(() => this.#answers.delete(question));
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > most) this.#answers.delete(oldest);
    return answer;
  }
}
