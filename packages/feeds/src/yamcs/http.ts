/** The HTTP side of Yamcs. */
import { type Fields, isFields } from "./value.ts";

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** (characters) Of an error of Yamcs that are told. */
const told = 200;

/** An answer other than 200. */
export class YamcsError extends Error {
  override readonly name = "YamcsError";
  readonly code = "HW_YAMCS";
  readonly status: number;

  constructor(status: number, path: string, message: string) {
    super(`${path}: found status ${status} (${message}), expected 200`);
    this.status = status;
  }
}

export class YamcsHttp {
  readonly #base: URL;
  readonly #credentials: Credentials | null;
  #token: string | null = null;

  constructor(base: URL, credentials: Credentials | null) {
    this.#base = base;
    this.#credentials = credentials;
  }

  /** Signs in where there is somebody to sign in as. Throws `YamcsError`. */
  async signIn(signal: AbortSignal): Promise<void> {
    if (this.#credentials === null) return;
    const { user: username, password } = this.#credentials;
    const form = new URLSearchParams({ grant_type: "password", username, password });
    const response = await fetch(this.#url("auth/token"), { method: "POST", body: form, signal });
    const { access_token } = await answerOf(response, "auth/token");
    this.#token = typeof access_token === "string" ? access_token : null;
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#token === null ? {} : { authorization: `Bearer ${this.#token}` };
  }

  /** Where the WebSocket is. */
  get socket(): URL {
    const url = this.#url("api/websocket");
    url.protocol = url.protocol.replace("http", "ws");
    return url;
  }

  async get(path: string, signal: AbortSignal): Promise<Fields> {
    return answerOf(await fetch(this.#url(path), { headers: this.headers, signal }), path);
  }

  async post(path: string, body: unknown, signal: AbortSignal): Promise<void> {
    const headers = { ...this.headers, "content-type": "application/json" };
    await answerOf(await fetch(this.#url(path), { method: "POST", headers, body: JSON.stringify(body), signal }), path);
  }

  #url(path: string): URL {
    const base = this.#base.href.endsWith("/") ? this.#base.href : `${this.#base.href}/`;
    return new URL(path, base);
  }
}

async function answerOf(response: Response, path: string): Promise<Fields> {
  const text = await response.text();
  const answer = parsed(text);
  if (response.ok) return answer;
  const exception = isFields(answer.exception) ? answer.exception.msg : undefined;
  throw new YamcsError(response.status, path.split("?")[0], String(exception ?? text).slice(0, told));
}

function parsed(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text || "{}");
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}
