import { type Fields, isFields } from "./value.ts";

/** What a subscription tells. */
export interface Heard {
  /** Parameters that Yamcs does not know. */
  invalid(names: readonly string[]): void;
  /** A parameter and its value. */
  value(name: string, value: Fields): void;
  fault(why: string): void;
}

/** A subscription to parameters over the WebSocket of Yamcs (JSON). */
export class Subscription {
  readonly #socket: WebSocket;
  readonly #heard: Heard;
  readonly #ended = Promise.withResolvers<void>();
  readonly #accepted = Promise.withResolvers<void>();
  /** What numbers in frames stand for: frames after the first do not repeat names. */
  readonly #names = new Map<string, string>();
  #call: unknown;
  #seq: number | null = null;

  constructor(url: URL, headers: Readonly<Record<string, string>>, heard: Heard) {
    this.#heard = heard;
    // Node's own takes headers, which the browser's, whose types it has, does not.
    this.#socket = new WebSocket(url, { headers } as unknown as string[]);
    this.#socket.addEventListener("message", ({ data }) => this.#take(String(data)));
    this.#socket.addEventListener("error", (event) => this.#break("message" in event ? String(event.message) : ""));
    this.#socket.addEventListener("close", ({ code, reason }) =>
      this.#break(`closed with ${code}${reason ? ` ${reason}` : ""}`),
    );
    this.#ended.promise.catch(() => {});
    this.#accepted.promise.catch(() => {});
  }

  /** Rejects when the subscription ends, whoever ended it. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Asks for parameters; resolves once Yamcs has accepted that. Throws where it refuses, or the link breaks. */
  async open(instance: string, processor: string, names: readonly string[]): Promise<void> {
    const opened = new Promise<void>((resolve) => this.#socket.addEventListener("open", () => resolve()));
    await Promise.race([opened, this.#ended.promise]);
    const id = names.map((name) => ({ name }));
    const options = { instance, processor, id, sendFromCache: true, updateOnExpiration: true, abortOnInvalid: false };
    this.#socket.send(JSON.stringify({ type: "parameters", id: 1, options }));
    await Promise.race([this.#accepted.promise, this.#ended.promise]);
  }

  close(): void {
    this.#socket.close();
  }

  #break(why: string): void {
    const error = new Error(`the WebSocket of Yamcs is lost${why === "" ? "" : ` (${why})`}`);
    this.#ended.reject(error);
  }

  #take(text: string): void {
    let frame: unknown;
    try {
      frame = JSON.parse(text);
    } catch {
      frame = null;
    }
    if (!isFields(frame) || !isFields(frame.data)) {
      this.#heard.fault(`found the frame "${text.slice(0, 60)}", expected {type, call, seq, data}`);
      return;
    }
    if (frame.type === "reply") this.#reply(frame.call, frame.data);
    else if (frame.type === "parameters" && frame.call === this.#call) this.#parameters(frame.seq, frame.data);
  }

  #reply(call: unknown, { exception }: Fields): void {
    if (isFields(exception)) this.#ended.reject(new Error(`Yamcs refuses the subscription: ${exception.msg}`));
    this.#call = call;
    this.#accepted.resolve();
  }

  #parameters(seq: unknown, { mapping, invalid, values }: Fields): void {
    if (typeof seq === "number") {
      // Yamcs drops frames for a reader that is too slow: the archive has what was in them.
      if (this.#seq !== null && seq > this.#seq + 1) this.#break(`${seq - this.#seq - 1} frames were dropped`);
      this.#seq = seq;
    }
    if (isFields(mapping)) {
      for (const [number, id] of Object.entries(mapping)) if (isFields(id)) this.#names.set(number, String(id.name));
    }
    if (Array.isArray(invalid) && invalid.length > 0)
      this.#heard.invalid(invalid.map((id) => (isFields(id) ? String(id.name) : String(id))));
    for (const value of Array.isArray(values) ? values : []) {
      const name = isFields(value) ? this.#nameOf(value) : undefined;
      if (name === undefined)
        this.#heard.fault(
          `found a value without a name, expected numericId or id: ${JSON.stringify(value)?.slice(0, 60)}`,
        );
      else this.#heard.value(name, value as Fields);
    }
  }

  #nameOf({ id, numericId }: Fields): string | undefined {
    return isFields(id) && typeof id.name === "string" ? id.name : this.#names.get(String(numericId));
  }
}
