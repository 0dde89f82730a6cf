/** NASA's public telemetry of the International Space Station, over Lightstreamer. */
import type { Options, OptionTable, Source } from "../feed/index.ts";
import { Isslive } from "./isslive.ts";

export const issliveOptions = {
  url: { means: "address of the Lightstreamer server", fallback: "https://push.lightstreamer.com" },
  oldest_s: {
    means: "(s) a value older than this by its own time when it comes is memory that was sent again, and is not used",
    fallback: "600",
  },
} as const satisfies OptionTable;

export const openIsslive = (options: Options): Source =>
  new Isslive({
    url: options.url("url", ["https", "http"]),
    oldest: options.whole("oldest_s", 10, 86_400) * 1000,
  });
