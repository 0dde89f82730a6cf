/** A Lightstreamer server in little: it speaks TLCP 2.5.0 as its specification has it, with memory, recovery and content length. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Session {
  readonly id: string;
  /** Every data notification so far: recovery counts them. */
  readonly log: string[];
  stream: ServerResponse | null;
  items: readonly string[];
}

export class TestLightstreamer {
  readonly requests: { readonly path: string; readonly form: URLSearchParams; readonly body: string }[] = [];
  /** What the server remembers of each item: the fields of its last update. */
  readonly memory = new Map<string, string>();
  /** (ms) That the server promises. */
  keepAlive = 600_000;
  /** Answer to the next request for a session, in place of one. */
  refusal: string | null = null;
  readonly #sessions = new Map<string, Session>();
  readonly #server: Server;
  #port = 0;

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection and takes no new one. */
  async cut(): Promise<void> {
    for (const session of this.#sessions.values()) session.stream = null;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** The server has been begun anew: it knows no session. */
  forget(): void {
    this.#sessions.clear();
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${this.#port}`);
  }

  get open(): number {
    return [...this.#sessions.values()].filter(({ stream }) => stream !== null).length;
  }

  /** A new value of an item, with its fields as they go over the wire. */
  update(item: string, fields: string): void {
    this.memory.set(item, fields);
    for (const session of this.#sessions.values()) {
      const place = session.items.indexOf(item);
      if (place >= 0) this.#say(session, `U,1,${place + 1},${fields}`);
    }
  }

  /** Any lines, to every stream. */
  raw(...lines: readonly string[]): void {
    for (const { stream } of this.#sessions.values()) stream?.write(lines.map((line) => `${line}\r\n`).join(""));
  }

  /** A data notification. */
  notify(line: string): void {
    for (const session of this.#sessions.values()) this.#say(session, line);
  }

  #say(session: Session, line: string): void {
    session.log.push(line);
    session.stream?.write(`${line}\r\n`);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const path = /\/lightstreamer\/(\w+)\.txt\?LS_protocol=TLCP-2\.5\.0$/.exec(request.url ?? "")?.[1] ?? "";
    const form = new URLSearchParams(body);
    this.requests.push({ path, form, body });
    if (path === "create_session") this.#create(response);
    else if (path === "bind_session") this.#bind(form, response);
    else if (path === "control") this.#control(form, response);
    else response.writeHead(404).end();
  }

  #create(response: ServerResponse): void {
    if (this.refusal !== null) {
      response.end(`${this.refusal}\r\n`);
      return;
    }
    const session = { id: `S${this.#sessions.size + 1}`, log: [], stream: response, items: [] };
    this.#sessions.set(session.id, session);
    this.#begin(session, response);
  }

  #bind(form: URLSearchParams, response: ServerResponse): void {
    const session = this.#sessions.get(form.get("LS_session") ?? "");
    if (session === undefined) {
      response.end("CONERR,20,Specified session not found\r\n");
      return;
    }
    this.#begin(session, response);
    const from = form.get("LS_recovery_from");
    if (from === null) return;
    // The server may go back further than it was asked to.
    const resumed = Math.max(0, Number(from) - 1);
    response.write(
      `PROG,${resumed}\r\n${session.log
        .slice(resumed)
        .map((line) => `${line}\r\n`)
        .join("")}`,
    );
  }

  #begin(session: Session, response: ServerResponse): void {
    session.stream = response;
    response.on("close", () => {
      if (session.stream === response) session.stream = null;
    });
    response.write(
      `CONOK,${session.id},50000,${this.keepAlive},*\r\nSERVNAME,Lightstreamer HTTP Server\r\nCLIENTIP,127.0.0.1\r\n`,
    );
    response.write("NOOP,sending data to fill the buffers of whatever stands between\r\nCONS,unlimited\r\n");
  }

  #control(form: URLSearchParams, response: ServerResponse): void {
    const session = this.#sessions.get(form.get("LS_session") ?? "");
    if (session === undefined) {
      response.end(`REQERR,${form.get("LS_reqId")},20,Specified session not found\r\n`);
      return;
    }
    session.items = (form.get("LS_group") ?? "").split(" ");
    response.end(`REQOK,${form.get("LS_reqId")}\r\n`);
    this.#say(session, `SUBOK,1,${session.items.length},3`);
    this.#say(session, "CONF,1,1.0,filtered");
    for (const [i, item] of session.items.entries()) {
      const known = this.memory.get(item);
      if (known !== undefined) this.#say(session, `U,1,${i + 1},${known}`);
    }
  }
}
