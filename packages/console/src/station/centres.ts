import type { CentreLink } from "./types.ts";

/** What people must know of the link to another control centre; null where it is as it should be. */
export function linkTrouble({ state, hears_us }: CentreLink): "cut" | "silent" | "unheard" | null {
  if (state !== "up") return state;
  return hears_us === false ? "unheard" : null;
}
