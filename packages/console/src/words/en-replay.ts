import type { Texts } from "./texts.ts";

/** English: a station as it was. */
export const enReplay = {
  "page.replay": "Replay",
  "replay.title": "Replay",
  "replay.badge": "REPLAY",
  "replay.back": "Back to live",
  "replay.moment": "Moment that is shown",
  "replay.play": "Play",
  "replay.pause": "Pause",
  "replay.before": "Entry before",
  "replay.after": "Entry after",
  "replay.speed": "Speed",
  "replay.lost": "The server does not answer: an earlier moment is shown.",
  "replay.live": "Live, now:",
  "replay.about":
    "Now, map, charts and log as they stood at any moment, and nothing that came after it. Nothing can be done meanwhile; a live alarm shows.",
  "replay.incidents": "Incidents",
  "replay.noIncident": "There has been none.",
  "replay.this": "Replay it",
  "replay.window": "Any time",
  "replay.from": "From, {zone}",
  "replay.to": "To, {zone}",
  "replay.as.utc": "By date: 2018-08-29 23:24",
  "replay.as.gmt": "By day of the year: 2018/241/23:24",
  "replay.open": "Replay",
  "replay.wrong": "Two times are needed as shown, the beginning before the end.",
} as const satisfies Texts;
