/** The replay that is shown in place of the present; null = the present. */
import { signal } from "@preact/signals";
import { isReplayed } from "../app/session.ts";
import { beat, ReplayStation, type Window } from "./station.ts";

export const replay = signal<ReplayStation | null>(null);
let timer: ReturnType<typeof setInterval> | undefined;

/** Shows the beginning of a window of a station. Throws what the server answers where it cannot be read. */
export async function openReplay(station: string, window: Window): Promise<void> {
  const next = new ReplayStation(station, window);
  await next.start();
  closeReplay();
  timer = setInterval(() => void next.play(beat), beat);
  isReplayed.value = true;
  replay.value = next;
}

/** Back to the present. */
export function closeReplay(): void {
  clearInterval(timer);
  replay.peek()?.stop();
  replay.value = null;
  isReplayed.value = false;
}
