import { createHash } from "node:crypto";
import { emptyTally, readerOf } from "../csv/index.ts";
import { type Link, recordingRows, rowsOfJson, type Source, type SourceRow } from "../feed/index.ts";

export interface HttpOptions {
  readonly url: URL;
  /** (ms) Between two requests. */
  readonly every: number;
  /** Query parameter that says from when on; null where the server takes none. */
  readonly since: string | null;
  readonly token: string | undefined;
}

/** (ms) An answer that is not there by then does not come. */
const patience = 30_000;
/** (characters) Of one answer. */
const longest = 64 << 20;

/** Rows of a server that is asked for them again and again. */
export class Http implements Source {
  readonly #options: HttpOptions;
  /** Of the last answer whose rows were kept: the same one again is not read. */
  #kept = "";

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  async run(link: Link, signal: AbortSignal): Promise<void> {
    for (let isUp = false; !signal.aborted; ) {
      const answer = await this.#ask(link, signal);
      if (answer === null) return;
      const digest = createHash("sha256").update(answer.text).digest("hex");
      if (digest !== this.#kept) {
        const rows = rowsIn(answer, link);
        if (!isUp && rows.length > 0) await link.rows(rows);
        if (!isUp) link.up();
        else if (rows.length > 0) await link.rows(rows);
        this.#kept = digest;
      } else if (!isUp) link.up();
      isUp = true;
      await link.clock.sleep(this.#options.every, signal);
    }
  }

  /** null where the feed is stopped. Throws for an answer other than 200. */
  async #ask(link: Link, signal: AbortSignal): Promise<Answer | null> {
    const { url, since, token } = this.#options;
    const at = new URL(url);
    const newest = Math.max(
      ...link.names.asked.map((name) => link.past.newest(link.names.parameterOf(name) ?? name) ?? 0),
    );
    if (since !== null && newest > 0) at.searchParams.set(since, new Date(newest * 1000).toISOString());
    try {
      const response = await fetch(at, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
        headers: {
          accept: "application/json, text/csv",
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
      });
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`${at.host}${at.pathname}: found status ${response.status}, expected 200`);
      }
      const text = await textOf(response, at.host);
      return { text, type: response.headers.get("content-type") ?? "" };
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }
}

/** The text of an answer; one that is too long is not read to its end. */
async function textOf({ body }: Response, host: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > longest) throw new Error(`${host}: found more than ${longest} characters, expected fewer`);
  }
  return text + decoder.decode();
}

interface Answer {
  readonly text: string;
  readonly type: string;
}

/** JSON, JSON a line, or a recording in CSV, by the type that the answer says. */
function rowsIn({ text, type }: Answer, link: Link): readonly SourceRow[] {
  const said = (error: unknown) => link.fault(error instanceof Error ? error.message : String(error));
  const context = { name: "", now: null };
  try {
    if (/^text\/csv/i.test(type)) {
      const onReject = ({ line, found, expected }: { line: number; found: string; expected: string }) =>
        link.fault(`line ${line}: found ${found}, expected ${expected}`);
      const reader = readerOf(recordingRows, emptyTally(), { file: "the answer", onReject });
      return [...reader.push(text), ...reader.end()];
    }
    if (!/ndjson/i.test(type)) return rowsOfJson(text, context);
  } catch (error) {
    said(error);
    return [];
  }
  return text.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    try {
      return rowsOfJson(line, context);
    } catch (error) {
      said(error);
      return [];
    }
  });
}
