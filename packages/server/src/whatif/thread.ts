/** The thread in which questions are answered: a plan of a search may take a second, and nobody else is to wait for it. */
import { answering } from "../threads/index.ts";
import { causeAsked, riskAsked } from "./hull.ts";
import { planAsked, refillAsked, reserveAsked } from "./questions.ts";
import type { Question } from "./whatif.ts";

answering<Question>((question) => {
  if (question.kind === "plan") return planAsked(question.now, question.asked);
  if (question.kind === "risk") return riskAsked(question.file, question.asked);
  if (question.kind === "cause") return causeAsked(question.file, question.asked);
  if (question.kind === "refill") return refillAsked(question.now, question.asked);
  return reserveAsked(question.now, question.asked);
});
