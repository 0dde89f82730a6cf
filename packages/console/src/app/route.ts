/** Which page of which station: kept behind the # of the address, so that a link leads back to it. */
export const pages = [
  "now",
  "map",
  "charts",
  "log",
  "procedures",
  "repair",
  "refill",
  "gauge",
  "approaches",
  "risk",
  "cause",
  "replay",
  "training",
  "stations",
  "people",
  "settings",
] as const;
export type Page = (typeof pages)[number];

export interface Route {
  /** Null: the one there is, or the first. */
  readonly station: string | null;
  readonly page: Page;
}

/** Reads `#/iss/map`; what is not known is the first page. */
export function readRoute(hash: string): Route {
  const [station = "", page = ""] = hash.replace(/^#\/?/, "").split("/").map(decode);
  return { station: station === "" ? null : station, page: pages.find((one) => one === page) ?? "now" };
}

export const writeRoute = ({ station, page }: Route): string => `#/${encodeURIComponent(station ?? "")}/${page}`;

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
