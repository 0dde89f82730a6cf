import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

/** A file of the console as it is sent. */
export interface SiteFile {
  /** From the root of the server: `/`, `/assets/app-1a2b.js`. */
  readonly path: string;
  readonly type: string;
  /** Its bytes, as they are and as they were compressed when the console was built. */
  readonly bodies: { readonly identity: Buffer; readonly gzip?: Buffer; readonly br?: Buffer };
  /** Its name changes with its content. */
  readonly hashed: boolean;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** Every file of a built console, read once; empty where the folder is not there. What has no known type is left out. */
export function readSite(folder: string): readonly SiteFile[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => extname(name) in types)
    .map((name) => {
      const file = join(folder, name);
      const path = `/${name.replaceAll("\\", "/")}`;
      return {
        path: path === "/index.html" ? "/" : path.replace(/\/index\.html$/, "/"),
        type: types[extname(name)],
        bodies: { identity: readFileSync(file), ...packed(file, "gzip", ".gz"), ...packed(file, "br", ".br") },
        hashed: path.startsWith("/assets/"),
      };
    });
}

const packed = (file: string, coding: "gzip" | "br", ending: string) =>
  existsSync(file + ending) ? { [coding]: readFileSync(file + ending) } : {};

/** The best coding that a browser says it takes (RFC 9110, 12.5.3); one that it refuses by `q=0` is not taken. */
export function codingFor(accepted: string | undefined, { bodies }: SiteFile): keyof SiteFile["bodies"] {
  const taken = (accepted ?? "").split(",").map((one) => one.trim().toLowerCase());
  const takes = (coding: string) =>
    taken.some((one) => one === coding || (one.startsWith(`${coding};`) && !/;q=0(\.0*)?$/.test(one)));
  if (bodies.br !== undefined && takes("br")) return "br";
  return bodies.gzip !== undefined && takes("gzip") ? "gzip" : "identity";
}
