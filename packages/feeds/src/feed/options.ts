import { readFileSync } from "node:fs";
import { choices } from "@hullwatch/core/phrase";

/** A feed that was asked for and cannot be begun as it was. */
export class FeedOptionError extends Error {
  override readonly name = "FeedOptionError";
  readonly code = "HW_FEED_OPTION";

  constructor(feed: string, option: string | null, found: string, expected: string) {
    super(`feed ${feed}${option === null ? "" : `, ${option}`}: found ${found}, expected ${expected}`);
  }
}

/** What one option of a feed means, and what holds where it is left out. */
export interface Option {
  readonly means: string;
  /** Left out: the option has to be given. An empty text: there is none unless it is given. */
  readonly fallback?: string;
}

export type OptionTable = Readonly<Record<string, Option>>;

/** Options that every feed takes. */
export const commonOptions = {
  station: {
    means: "id of the station that it feeds; may be left out where the server has one station",
    fallback: "",
  },
  map: { means: "file of names and units (`hullwatch: feed-map/1`), see README.md", fallback: "" },
  silent_after_s: { means: "(s) so long without anything new, and the feed is told to be silent", fallback: "60" },
} as const satisfies OptionTable;

const encrypted = new Set(["https:", "wss:", "mqtts:", "tls:"]);

/** The options of one feed, each given or filled in. */
export class Options {
  readonly kind: string;
  readonly #values: Readonly<Record<string, string>>;

  private constructor(kind: string, values: Readonly<Record<string, string>>) {
    this.kind = kind;
    this.#values = values;
  }

  /**
   * Reads `kind` or `kind:option=value,option=value`; a comma that no `option=` follows belongs to the value. Throws
   * `FeedOptionError` for a kind or an option that there is not, and for one that has to be given and is not.
   */
  static read(text: string, kinds: Readonly<Record<string, OptionTable>>): Options {
    const [, kind, rest] = /^([^:]*)(?::(.*))?$/s.exec(text.trim())!;
    if (!Object.hasOwn(kinds, kind)) {
      throw new FeedOptionError(
        `"${text.slice(0, 60)}"`,
        null,
        `"${kind.slice(0, 60)}"`,
        choices(Object.keys(kinds), kind),
      );
    }
    const table: OptionTable = { ...kinds[kind], ...commonOptions };
    const values: Record<string, string> = {};
    for (const part of rest ? rest.split(/,(?=[a-z_0-9]+=)/) : []) {
      const [, name, value] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
      if (name === undefined) throw new FeedOptionError(kind, null, `"${part.slice(0, 60)}"`, "option=value");
      if (!Object.hasOwn(table, name)) {
        throw new FeedOptionError(kind, null, `option "${name.slice(0, 60)}"`, choices(Object.keys(table), name));
      }
      if (Object.hasOwn(values, name)) throw new FeedOptionError(kind, name, "it twice", "it once");
      values[name] = value.trim();
    }
    for (const [name, { means, fallback }] of Object.entries(table)) {
      values[name] ??= fallback ?? "";
      if (fallback === undefined && values[name] === "") throw new FeedOptionError(kind, name, "nothing", means);
    }
    return new Options(kind, values);
  }

  text(name: string): string {
    return this.#values[name];
  }

  /** A list with commas between. */
  list(name: string): readonly string[] {
    return this.text(name)
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== "");
  }

  whole(name: string, least: number, most: number): number {
    const text = this.text(name);
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw this.wrong(name, `a whole number from ${least} to ${most}`);
  }

  oneOf<W extends string>(name: string, words: readonly W[]): W {
    const found = words.find((word) => word === this.text(name));
    if (found === undefined) throw this.wrong(name, choices(words, this.text(name)));
    return found;
  }

  url(name: string, schemes: readonly string[]): URL {
    const text = this.text(name);
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !schemes.includes(url.protocol.slice(0, -1))) {
      throw this.wrong(name, `a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}`);
    }
    if (url.password !== "") throw new FeedOptionError(this.kind, name, "a password in a URL", "it in a file");
    return url;
  }

  /** The text of the file that an option names; undefined where it names none. */
  file(name: string): string | undefined {
    const path = this.text(name);
    if (path === "") return undefined;
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      throw new FeedOptionError(this.kind, name, (error as Error).message, "a file that can be read");
    }
  }

  /**
   * What the file of a secret holds, without the line end at its end. Throws where it would go to `url` so that everybody on the way
   * could read it.
   */
  secret(name: string, url: URL): string | undefined {
    const secret = this.file(name)?.replace(/\r?\n$/, "");
    const isHidden = encrypted.has(url.protocol) || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
    if (secret === undefined || isHidden) return secret;
    throw new FeedOptionError(this.kind, name, `a secret for ${url.protocol}//`, "TLS, or an address of this machine");
  }

  wrong(name: string, expected: string): FeedOptionError {
    return new FeedOptionError(this.kind, name, `"${this.text(name).slice(0, 60)}"`, expected);
  }
}
