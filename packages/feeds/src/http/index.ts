/** A server that is asked for rows again and again. */
import type { Options, OptionTable, Source } from "../feed/index.ts";
import { Http } from "./http.ts";

export const httpOptions = {
  url: { means: "what is asked for, such as https://telemetry.example/rows" },
  every_s: { means: "(s) between two requests", fallback: "10" },
  since: { means: "query parameter that says from when on, as ISO 8601", fallback: "" },
  token_file: { means: "file that holds a bearer token", fallback: "" },
} as const satisfies OptionTable;

export function openHttp(options: Options): Source {
  const url = options.url("url", ["http", "https"]);
  return new Http({
    url,
    every: options.whole("every_s", 1, 86_400) * 1000,
    since: options.text("since") || null,
    token: options.secret("token_file", url),
  });
}
