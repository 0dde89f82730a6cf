/** The API, as a browser that has signed in asks it. */

/** What the server answered instead; `code` is stable. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(typeof body.detail === "string" ? body.detail : `HTTP ${status}`);
    this.status = status;
    this.code = typeof body.code === "string" ? body.code : `HTTP_${status}`;
    this.body = body;
  }
}

/** The server was not reached. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
  readonly code = "HW_UNREACHABLE";
}

const base = "/api/v1";
/** (ms) How long an answer is waited for: a line that was cut gives none. A photo on 50 kbit/s takes its time. */
const [usualPatience, photoPatience] = [15_000, 180_000];
let csrf = "";

/** What has to be sent with everything that writes. */
export function setCsrf(token: string): void {
  csrf = token;
}

/** Asks the API. Throws `Problem` for an answer that is none, `Unreachable` where there is none. */
export async function call<T>(method: string, path: string, body?: unknown, patience?: number): Promise<T> {
  const form = body instanceof FormData;
  const isOwn = form || body instanceof Blob;
  const headers = {
    ...(method !== "GET" && csrf !== "" && { "x-csrf-token": csrf }),
    // A form and a file say by themselves what they are.
    ...(body !== undefined && !isOwn && { "content-type": "application/json" }),
  };
  const sent = body === undefined ? {} : { body: isOwn ? body : JSON.stringify(body) };
  let response: Response;
  try {
    response = await fetch(base + path, {
      method,
      headers,
      ...sent,
      signal: AbortSignal.timeout(patience ?? (form ? photoPatience : usualPatience)),
    });
  } catch (cause) {
    throw new Unreachable("the server was not reached", { cause });
  }
  const text = await response.text();
  const answer = text === "" ? null : readJson(text);
  if (!response.ok) throw new Problem(response.status, (answer ?? {}) as Record<string, unknown>);
  return answer as T;
}

/** `patience` (ms) is how long an answer is waited for. */
export const get = <T>(path: string, patience?: number): Promise<T> => call<T>("GET", path, undefined, patience);
export const post = <T>(path: string, body: unknown): Promise<T> => call<T>("POST", path, body);

/** Where a station's routes begin. */
export const stationPath = (station: string, rest: string): string => `/stations/${encodeURIComponent(station)}${rest}`;

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
