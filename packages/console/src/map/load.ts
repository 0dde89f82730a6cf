import { groundOf, type WholeStation } from "../station/index.ts";
import { type Drawing, type DrawingFile, drawn, fits } from "./drawing.ts";

/** Drawings that ship, each loaded when its station is looked at. */
const files = import.meta.glob<DrawingFile>("../../../../stations/*.map.json", { import: "default" });

/** The drawing of a station: by hand where there is one, else laid out. */
export async function drawingOf(whole: WholeStation): Promise<Drawing> {
  const load = files[`../../../../stations/${groundOf(whole.id)}.map.json`];
  const file = load === undefined ? null : await load();
  if (file !== null && fits(file, whole)) return drawn(file, whole);
  const { layOut } = await import("./layout.ts");
  return layOut(whole);
}
