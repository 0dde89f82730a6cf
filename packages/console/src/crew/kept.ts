/** What the crew view keeps in its browser, so that it shows something without a line. */
import type { Kept } from "./outbox.ts";

/** A place in the browser's storage; where it keeps nothing, one that lasts as long as the page. */
export function keptAs(name: string): Kept {
  let own: string | null = null;
  return {
    read() {
      try {
        return localStorage.getItem(name) ?? own;
      } catch {
        return own;
      }
    },
    write(text) {
      own = text;
      try {
        localStorage.setItem(name, text);
      } catch {
        // Kept by this page alone.
      }
    },
  };
}
