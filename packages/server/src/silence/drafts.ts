import type { Draft } from "@hullwatch/log";
import { serverAuthor } from "../logbook/index.ts";

/** The id of the alarm, one a station. */
export const silenceAlarm = "no-telemetry";

interface About {
  readonly station: string;
  readonly centre: string;
  /** (ms) */
  readonly now: number;
}

const iso = (ms: number) => new Date(ms).toISOString();

const envelope = ({ station, centre, now }: About, what: string) => ({
  key: `${silenceAlarm} ${what} ${now}`,
  station,
  time: iso(now),
  author: serverAuthor(centre),
});

/** That nothing comes. `newest` (s) is the time of the newest row, `silent` (ms) how long nothing has come. */
export function silenceDraft(
  about: About & { readonly newest: number | null; readonly silent: number; readonly feeds: readonly string[] },
): Draft {
  const { newest, silent, feeds } = about;
  const last =
    newest === null ? "Nothing was ever heard." : `The newest row is of ${iso(newest * 1000)}, onboard time.`;
  const of = feeds.length === 0 ? "" : ` Feeds: ${feeds.join("; ")}.`;
  const text = `Stale: nothing live has come for ${Math.round(silent / 1000)} s. ${last}${of} What is shown is the past.`;
  return {
    ...envelope(about, "raised"),
    kind: "alarm-raised",
    body: { alarm: silenceAlarm, type: "stale", severity: "WATCH", text, latching: false },
  };
}

/** That something comes again. */
export function soundDraft(about: About): Draft {
  const body = { alarm: silenceAlarm, text: "Telemetry comes again." };
  return { ...envelope(about, "cleared"), kind: "alarm-cleared", body };
}
