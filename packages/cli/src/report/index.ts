/** What people read: events, verdicts and lists as text. */

export { causeText } from "./cause.ts";
export { type CheckAnswer, checkText } from "./check.ts";
export { drillJson, drillText, orderText } from "./drill.ts";
export { createEventLines, estimateText } from "./events.ts";
export { listing } from "./listing.ts";
export { noteEvent, startOutcome } from "./outcome.ts";
export { pcText } from "./pc.ts";
export { planText } from "./plan.ts";
export { refillText, stopText } from "./refill.ts";
export { type ReserveLivedIn, type ReserveOfHole, type ReserveTime, reserveText } from "./reserve.ts";
export { riskText } from "./risk.ts";
export { screenText } from "./screen.ts";
export { isUnreadable, leftOut, summaryText, summaryWire } from "./summary.ts";
export { count, plural, spanInterval, utc, wrap } from "./text.ts";
