/** Where the probabilities of successive messages stand in a picture: time across, powers of ten up. */
import type { PcMessage } from "./types.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly message: PcMessage;
}
export interface Picture {
  readonly points: readonly Point[];
  /** From the top: where each power of ten stands. */
  readonly powers: readonly { readonly power: number; readonly y: number }[];
  readonly yellow: number;
  readonly red: number;
}

/** What is less than this stands at the bottom: nothing hangs on it. */
const least = -10;

/** A picture of `width` by `height` from the first message to the closest approach `tca` (ms). */
export function pictureOf(messages: readonly PcMessage[], tca: number, width: number, height: number): Picture {
  const logs = messages.flatMap(({ pc }) => (pc === null ? [] : [Math.max(least, Math.log10(Math.max(1e-99, pc)))]));
  const top = Math.min(0, Math.ceil(Math.max(-3, ...logs)));
  const bottom = Math.floor(Math.min(-6, ...logs));
  const y = (log: number) => (height * (top - log)) / (top - bottom);
  const first = Math.min(tca - 3_600_000, ...messages.map(({ created }) => Date.parse(created)));
  const x = (at: number) => (width * (at - first)) / (tca - first);
  return {
    points: messages.flatMap((message) =>
      message.pc === null
        ? []
        : [
            {
              x: x(Date.parse(message.created)),
              y: y(Math.max(least, Math.log10(Math.max(1e-99, message.pc)))),
              message,
            },
          ],
    ),
    powers: Array.from({ length: top - bottom + 1 }, (_, i) => ({ power: top - i, y: y(top - i) })),
    yellow: y(-5),
    red: y(-4),
  };
}
