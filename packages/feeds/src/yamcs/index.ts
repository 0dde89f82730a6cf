/** Yamcs: parameters by its WebSocket API, its archive for what was missed, alarms and estimates given back. */
import type { Options, OptionTable, Source } from "../feed/index.ts";
import { Yamcs } from "./yamcs.ts";

export const yamcsOptions = {
  url: { means: "the server, such as http://localhost:8090" },
  instance: { means: "its instance" },
  processor: { means: "its processor", fallback: "realtime" },
  back_fill_h: { means: "(h) the archive is asked for no more than this; 0 for nothing", fallback: "24" },
  publish: { means: "space system of local parameters that estimates are set in, such as /Hullwatch", fallback: "" },
  alarms: { means: "yes to publish alarms as events", fallback: "no" },
  user: { means: "name to sign in with", fallback: "" },
  password_file: { means: "file that holds the password", fallback: "" },
} as const satisfies OptionTable;

export function openYamcs(options: Options): Source {
  const url = options.url("url", ["http", "https"]);
  const [user, password] = [options.text("user"), options.secret("password_file", url)];
  if ((user === "") !== (password === undefined)) throw options.wrong("user", "user and password_file, or neither");
  const space = options.text("publish").replace(/\/$/, "") || null;
  if (space !== null && !space.startsWith("/")) throw options.wrong("publish", "a qualified name, such as /Hullwatch");
  for (const name of ["instance", "processor"] as const)
    if (!/^[\w.-]+$/.test(options.text(name))) throw options.wrong(name, "letters, digits, _, . and -");
  return new Yamcs({
    url,
    instance: options.text("instance"),
    processor: options.text("processor"),
    backFill: options.whole("back_fill_h", 0, 8760) * 3_600_000,
    space,
    alarms: options.oneOf("alarms", ["yes", "no"]) === "yes",
    credentials: password === undefined ? null : { user, password },
  });
}
