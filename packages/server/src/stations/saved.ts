/** A station's state as the snapshot store keeps it: a line for the view, and then the engine's own text. */
import { startView, type View } from "./view.ts";

export interface Saved {
  readonly epoch: number;
  readonly view: View;
  /** null: the engine has seen nothing yet. */
  readonly engine: string | null;
}

export const nothingSaved = (epoch: number): Saved => ({ epoch, view: startView(), engine: null });

export const savedText = ({ epoch, view, engine }: Saved): string =>
  `${JSON.stringify({ epoch, view })}\n${engine ?? ""}`;

/** Reads what `savedText` wrote; whole, as the store sees to that. */
export function readSaved(text: string): Saved {
  const end = text.indexOf("\n");
  const { epoch, view } = JSON.parse(text.slice(0, end));
  return { epoch, view, engine: text.slice(end + 1) || null };
}
