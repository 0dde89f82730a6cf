import type { ShownStation } from "../station/index.ts";

/** What every page is given. */
export interface PageProps {
  readonly station: ShownStation;
}
