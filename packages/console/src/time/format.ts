/** Moments and spans of time as people of space flight read them. */

import type { Say } from "../units/index.ts";
import type { Language } from "../words/index.ts";

export const timeStyles = ["utc", "gmt"] as const;
/** `utc`: 29 Aug 23:24:05; `gmt`: day of the year, 241/23:24:05. */
export type TimeStyle = (typeof timeStyles)[number];

const two = (x: number) => String(x).padStart(2, "0");
const dayMs = 86_400_000;

export class TimeFormat {
  readonly #say: Say;
  readonly #style: TimeStyle;
  readonly #date: Intl.DateTimeFormat;

  constructor(language: Language, say: Say, style: TimeStyle) {
    this.#say = say;
    this.#style = style;
    this.#date = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      day: "numeric",
      month: "short",
      timeZone: "UTC",
    });
  }

  /** "UTC" or "GMT", to stand beside times. */
  get zone(): string {
    return this.#say(`time.${this.#style}`);
  }

  /** 23:24:05 */
  clock(ms: number, seconds = true): string {
    if (!Number.isFinite(ms)) return "--:--";
    const at = new Date(ms);
    const minutes = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
    return seconds ? `${minutes}:${two(at.getUTCSeconds())}` : minutes;
  }

  /** 29 Aug, or 241 */
  day(ms: number): string {
    if (!Number.isFinite(ms)) return "";
    if (this.#style === "utc") return this.#date.format(ms);
    const first = Date.UTC(new Date(ms).getUTCFullYear(), 0, 1);
    return String(Math.floor((ms - first) / dayMs) + 1).padStart(3, "0");
  }

  /** 29 Aug 23:24:05, or 241/23:24:05 */
  moment(ms: number, seconds = true): string {
    if (!Number.isFinite(ms)) return "--";
    return `${this.day(ms)}${this.#style === "utc" ? " " : "/"}${this.clock(ms, seconds)}`;
  }

  /** A span to two units: "18 d 4 h", "2 h 5 min", "24 min", "40 s". */
  span(seconds: number): string {
    const s = Math.max(0, seconds);
    if (!Number.isFinite(s)) return "--";
    const pair = (big: "d" | "h", a: number, small: "h" | "min", b: number) => {
      const head = this.#say(`span.${big}`, { x: a });
      return b === 0 ? head : `${head} ${this.#say(`span.${small}`, { x: b })}`;
    };
    const minutes = Math.round(s / 60);
    const hours = Math.round(s / 3600);
    if (s < 120) return this.#say("span.s", { x: Math.round(s) });
    if (minutes < 120) return this.#say("span.min", { x: minutes });
    if (hours < 48) return pair("h", Math.floor(minutes / 60), "min", minutes % 60);
    return pair("d", Math.floor(hours / 24), "h", hours % 24);
  }

  /** A span that counts down, to the second under a day: "03:12:40"; "18 d 04:10" above. */
  countdown(seconds: number): string {
    if (!Number.isFinite(seconds)) return "--:--";
    const s = Math.max(0, Math.floor(seconds));
    const [d, h, m] = [Math.floor(s / 86400), Math.floor((s % 86400) / 3600), Math.floor((s % 3600) / 60)];
    if (d > 0) return `${this.#say("span.d", { x: d })} ${two(h)}:${two(m)}`;
    return `${two(h)}:${two(m)}:${two(s % 60)}`;
  }
}
