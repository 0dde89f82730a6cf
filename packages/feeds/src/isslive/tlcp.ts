/** Lightstreamer's wire protocol, TLCP 2.5.0, over HTTP: one session with one subscription. */
import type { Clock } from "../feed/index.ts";
import { linesOf } from "./lines.ts";
import { type FieldValue, mergeFields } from "./update.ts";

export interface Subscription {
  readonly adapterSet: string;
  readonly items: readonly string[];
  readonly fields: readonly string[];
  /** (updates/s) of each item, at most. */
  readonly frequency: number;
}

export interface Update {
  /** Its place in the subscription, from 0. */
  readonly item: number;
  readonly fields: readonly FieldValue[];
  /** The first of the session: what the server remembers, however old it is. */
  readonly isMemory: boolean;
}

export interface Heard {
  subscribed(): void;
  /** In the order of the server; the next ones come when it resolves. */
  updates(updates: readonly Update[]): Promise<void>;
  overflow(item: number, lost: number): void;
  fault(why: string): void;
}

/** The server has ended the session, or does not begin one. */
class TlcpError extends Error {
  override readonly name = "TlcpError";
  readonly code = "HW_TLCP";
}

/** TLCP prints this one for every client that is not Lightstreamer's own. */
const clientId = "mgQkwtwdysogQz2BJ4Ji kOj2Bg";
const path = (request: string) => `/lightstreamer/${request}.txt?LS_protocol=TLCP-2.5.0`;
/** (ms) How much later than promised a sign of life may be. */
const grace = 3000;

interface Session {
  readonly id: string;
  readonly control: URL;
  /** (ms) The server says something at least this often. */
  keepAlive: number;
  /** Messages that count for recovery: SUBOK, CONF, U and the like. */
  progress: number;
  readonly items: { fields: FieldValue[]; seen: boolean }[];
}

type Ending = "rebind" | "session-lost";

/**
 * One session after another. A link that breaks is taken up again where it broke (`bind_session` with `LS_recovery_from`), as long as
 * the server still has the session.
 *
 * Not `lightstreamer-client-web`: outside a browser it falls back on XMLHttpRequest, which Node lacks, and the exception ends the process
 * (9.2.3); and its waits are not on our clock.
 */
export class TlcpClient {
  readonly #base: URL;
  readonly #subscription: Subscription;
  #session: Session | null = null;
  /** Repeats that a recovery brings. */
  #skip = 0;

  constructor(base: URL, subscription: Subscription) {
    this.#base = base;
    this.#subscription = subscription;
  }

  /** Connects and listens until the link breaks, which throws, or `signal` is aborted. Throws `TlcpError` where the server ends it. */
  async run(heard: Heard, clock: Clock, signal: AbortSignal): Promise<void> {
    let isRecovery = this.#session !== null;
    while (!signal.aborted) {
      const ending = await this.#listen(heard, clock, signal, isRecovery);
      if (ending === "session-lost") this.#session = null;
      isRecovery = false;
    }
  }

  async #listen(heard: Heard, clock: Clock, signal: AbortSignal, isRecovery: boolean): Promise<Ending> {
    const dead = new AbortController();
    const either = AbortSignal.any([signal, dead.signal]);
    const life = { heard: clock.now() };
    const watching = this.#watch(life, clock, either, dead);
    try {
      const response = await this.#open(either, isRecovery);
      for await (const lines of linesOf(response.body!)) {
        life.heard = clock.now();
        const updates: Update[] = [];
        let ending: Ending | null = null;
        for (const line of lines) {
          ending = await this.#line(line, { heard, clock, signal: either, isRecovery, updates });
          if (ending !== null) break;
        }
        if (updates.length > 0) await heard.updates(updates);
        if (ending !== null) return ending;
      }
      throw new Error("the server has closed the stream");
    } catch (error) {
      if (signal.aborted) return "rebind";
      throw dead.signal.aborted ? dead.signal.reason : error;
    } finally {
      dead.abort();
      await watching;
    }
  }

  /** Nothing for longer than the server promises is a dead link, whatever TCP believes. */
  async #watch(life: { heard: number }, clock: Clock, signal: AbortSignal, dead: AbortController): Promise<void> {
    while (!signal.aborted) {
      const patience = (this.#session?.keepAlive ?? 10_000) + grace;
      const left = patience - (clock.now() - life.heard);
      if (left <= 0) return dead.abort(new Error(`found no sign of life for ${patience / 1000} s, expected one`));
      // The server's promise comes with the first line, while this already waits.
      await clock.sleep(Math.min(left, 1000), signal);
    }
  }

  #open(signal: AbortSignal, isRecovery: boolean): Promise<Response> {
    if (this.#session === null) {
      const form = { LS_adapter_set: this.#subscription.adapterSet, LS_cid: clientId, LS_send_sync: "false" };
      return this.#post(new URL(path("create_session"), this.#base), form, signal);
    }
    const { id, control, progress } = this.#session;
    const from = isRecovery ? { LS_recovery_from: String(progress) } : {};
    return this.#post(
      new URL(path("bind_session"), control),
      { LS_session: id, LS_send_sync: "false", ...from },
      signal,
    );
  }

  async #post(url: URL, form: Record<string, string>, signal: AbortSignal): Promise<Response> {
    // TLCP wants a blank as %20, and a form would have a plus.
    const body = Object.entries(form)
      .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
      .join("&");
    const response = await fetch(url, {
      method: "POST",
      body,
      signal,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    if (response.status === 200 && response.body !== null) return response;
    await response.body?.cancel();
    throw new TlcpError(`found status ${response.status} of ${url.host}, expected 200`);
  }

  /** Takes one line; gives how the stream ends where it does. */
  async #line(line: string, at: Listening): Promise<Ending | null> {
    const [tag, ...args] = line.split(",");
    const session = this.#session;
    if (tag === "CONOK") await this.#connected(args, at);
    else if (tag === "CONERR") return this.#refused(args, at);
    else if (tag === "END") return this.#ended(args, at);
    else if (tag === "LOOP") {
      await at.clock.sleep(Number(args[0]) || 0, at.signal);
      return "rebind";
    } else if (tag === "PROG") this.#skip = Math.max(0, (session?.progress ?? 0) - Number(args[0]));
    else if (counted.has(tag) && session !== null) this.#counted(tag, args, line, session, at);
    else if (!ignored.has(tag)) at.heard.fault(`found the line "${line.slice(0, 60)}", expected one of TLCP 2.5.0`);
    return null;
  }

  async #connected(
    [id, , keepAlive, link]: readonly string[],
    { signal, isRecovery, heard }: Listening,
  ): Promise<void> {
    if (this.#session !== null) {
      this.#session.keepAlive = Number(keepAlive) || this.#session.keepAlive;
      if (isRecovery) heard.subscribed();
      return;
    }
    const control = link === undefined || link === "*" ? this.#base : new URL(`${this.#base.protocol}//${link}`);
    const items = this.#subscription.items.map(() => ({ fields: [], seen: false }));
    this.#session = { id, control, keepAlive: Number(keepAlive) || 5000, progress: 0, items };
    this.#skip = 0;
    await this.#subscribe(this.#session, signal);
  }

  async #subscribe({ id, control }: Session, signal: AbortSignal): Promise<void> {
    const { items, fields, frequency } = this.#subscription;
    const form = {
      LS_session: id,
      LS_reqId: "1",
      LS_op: "add",
      LS_subId: "1",
      LS_group: items.join(" "),
      LS_schema: fields.join(" "),
      LS_mode: "MERGE",
      LS_snapshot: "true",
      LS_requested_max_frequency: String(frequency),
    };
    const answer = await (await this.#post(new URL(path("control"), control), form, signal)).text();
    if (answer.startsWith("REQOK")) return;
    this.#session = null;
    throw new TlcpError(`found "${answer.trim().slice(0, 100)}" to the subscription, expected REQOK`);
  }

  /** A session that is no more is no fault where it was only tried to go on with. */
  #refused([code, text]: readonly string[], { isRecovery }: Listening): Ending {
    if (isRecovery && this.#session !== null) return "session-lost";
    this.#session = null;
    throw new TlcpError(`the server refuses a session: ${decoded(text)} (${code})`);
  }

  #ended([code, text]: readonly string[], { isRecovery }: Listening): Ending {
    if (isRecovery) return "session-lost";
    this.#session = null;
    throw new TlcpError(`the server has ended the session: ${decoded(text)} (${code})`);
  }

  #counted(tag: string, args: readonly string[], line: string, session: Session, at: Listening): void {
    if (this.#skip > 0) {
      this.#skip--;
      return;
    }
    session.progress++;
    const [, item, lost] = args;
    const held = session.items[Number(item) - 1];
    if (tag === "SUBOK") at.heard.subscribed();
    else if (tag === "UNSUB") throw new TlcpError("the server has ended the subscription");
    else if (tag === "OV" && held !== undefined) at.heard.overflow(Number(item) - 1, Number(lost));
    else if (tag === "U") {
      const fields =
        held === undefined ? null : mergeFields(held.fields, args.slice(2).join(","), this.#subscription.fields.length);
      if (held === undefined || fields === null) {
        at.heard.fault(`found the update "${line.slice(0, 80)}", expected one of an item, with its fields`);
        return;
      }
      at.updates.push({ item: Number(item) - 1, fields, isMemory: !held.seen });
      held.fields = fields;
      held.seen = true;
    }
  }
}

interface Listening {
  readonly heard: Heard;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly isRecovery: boolean;
  readonly updates: Update[];
}

/** Data notifications: those that recovery counts. */
const counted = new Set(["SUBOK", "UNSUB", "CONF", "U", "OV", "EOS", "CS"]);
const ignored = new Set(["SERVNAME", "CLIENTIP", "CONS", "NOOP", "PROBE", "SYNC", ""]);

function decoded(text = ""): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
