/** Recordings that are put into a folder: CSV that may still grow, gzipped CSV, Parquet. */
import type { Options, OptionTable, Source } from "../feed/index.ts";
import { Folder } from "./folder.ts";

export const folderOptions = {
  path: { means: "the folder" },
  every_s: { means: "(s) how often is looked", fallback: "5" },
} as const satisfies OptionTable;

export const openFolder = (options: Options): Source =>
  new Folder({ path: options.text("path"), every: options.whole("every_s", 1, 86_400) * 1000 });
