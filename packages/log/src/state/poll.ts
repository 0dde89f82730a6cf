import { markOf, type Said, type SaidOf } from "./said.ts";
import type { Asked, Poll, Verdict, Vote } from "./types.ts";

const voter = ({ by }: Said) => JSON.stringify([by.centre, by.id, by.role]);

/** A poll with its votes; null where it was not opened. */
export function pollOf(entries: readonly Said[]): Poll | null {
  const openings = entries.filter((said) => said.kind === "poll-opened");
  const [opened, ...doubles] = openings;
  if (opened === undefined) return null;
  const closing = entries.find((said) => said.kind === "poll-closed");
  const votes = votesOf(entries, closing);
  const asked = opened.body.asked.map(({ role, centre = null }) => ({
    role,
    centre,
    verdict: verdictOf(votes.filter(({ by }) => by.role === role && (centre === null || by.centre === centre))),
  }));
  return {
    ...markOf(opened),
    id: opened.body.poll,
    station: opened.original.station,
    incident: opened.original.incident,
    question: opened.body.question,
    asked,
    verdict: together(asked),
    votes,
    closed: closing === undefined ? null : { ...markOf(closing), text: closing.body.text ?? null },
    doubles: doubles.map(markOf),
  };
}

function votesOf(entries: readonly Said[], closing: SaidOf<"poll-closed"> | undefined): Vote[] {
  const votes = entries.filter((said) => said.kind === "poll-voted");
  const inTime = closing === undefined ? votes : entries.slice(0, entries.indexOf(closing));
  const last = new Map(inTime.filter((said) => said.kind === "poll-voted").map((said) => [voter(said), said]));
  return votes.map((said) => ({
    ...markOf(said),
    vote: said.body.vote,
    comment: said.body.comment ?? null,
    counts: last.get(voter(said)) === said,
  }));
}

/** Of one role: people who disagree are told of, nobody overrules anybody. */
function verdictOf(votes: readonly Vote[]): Verdict {
  const said = new Set(votes.filter(({ counts }) => counts).map(({ vote }) => vote));
  if (said.size === 0) return "waiting";
  return said.size === 1 ? [...said][0] : "split";
}

/** Of all who are asked: one NO-GO is enough. */
const together = (asked: readonly Asked[]): Verdict =>
  (["NO-GO", "split", "waiting"] as const).find((verdict) => asked.some((one) => one.verdict === verdict)) ?? "GO";
