/** A Yamcs server in little: its WebSocket and the calls of its HTTP API that the feed uses, with an archive in memory. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { type WebSocket, WebSocketServer } from "ws";

/** As much of what is posted as tests look at. */
export interface Posted {
  readonly severity?: string;
  readonly message?: string;
  readonly source?: string;
  readonly sequenceNumber?: number;
  readonly request?: unknown;
}

export interface Value {
  readonly name: string;
  /** (s) UNIX time. */
  readonly time: number;
  readonly value: number;
  readonly status?: string;
}

const wire = ({ time, value, status = "ACQUIRED" }: Value) => ({
  rawValue: { type: "UINT32", uint32Value: 7 },
  engValue: { type: "DOUBLE", doubleValue: value },
  generationTime: new Date(time * 1000).toISOString(),
  acquisitionTime: new Date(time * 1000).toISOString(),
  acquisitionStatus: status,
});

export class TestYamcs {
  readonly archive: Value[] = [];
  /** Units of the mission database, by the name of the parameter. */
  readonly units: Record<string, string | null>;
  readonly posted: { readonly path: string; readonly body: Posted }[] = [];
  readonly asked: string[] = [];
  /** Bearer that is asked for; null where anybody may. */
  token: string | null = null;
  /** Status of what is posted. */
  status = 200;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #connections = new Set<Socket>();
  #names: readonly string[] = [];
  #seq = 0;
  #port = 0;

  constructor(units: Record<string, string | null>) {
    this.units = units;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on("connection", (socket) => {
      this.#connections.add(socket);
      socket.on("close", () => this.#connections.delete(socket));
    });
    this.#sockets = new WebSocketServer({ server: this.#server, path: "/api/websocket" });
    this.#sockets.on("connection", (socket) =>
      socket.on("message", (data) => this.#subscribe(socket, JSON.parse(String(data)))),
    );
    this.#sockets.on("error", () => {});
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#connections) socket.destroy();
    await closed;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${this.#port}`);
  }

  get open(): number {
    return this.#sockets.clients.size;
  }

  /** A value now: into the archive and to whoever listens. */
  say(value: Value, isArchived = true): void {
    if (isArchived) this.archive.push(value);
    const numericId = this.#names.indexOf(value.name) + 1;
    this.frame({ values: [{ numericId, ...wire(value) }] });
  }

  frame(data: unknown): void {
    this.raw(JSON.stringify({ type: "parameters", call: 7, seq: this.#seq++, data }));
  }

  /** Frames that a slow reader never sees. */
  drop(count: number): void {
    this.#seq += count;
  }

  raw(text: string): void {
    for (const socket of this.#sockets.clients) socket.send(text);
  }

  #subscribe(socket: WebSocket, { id, options }: { id: unknown; options: { id: { name: string }[] } }): void {
    this.#names = options.id.map(({ name }) => name).filter((name) => name in this.units);
    this.#seq = 0;
    socket.send(JSON.stringify({ type: "reply", call: 7, seq: this.#seq++, data: { replyTo: id } }));
    const mapping = Object.fromEntries(this.#names.map((name, i) => [i + 1, { name }]));
    const values = this.#names.flatMap((name, i) => {
      const known = this.archive.findLast((one) => one.name === name);
      return known === undefined ? [] : [{ numericId: i + 1, ...wire(known) }];
    });
    this.frame({ mapping, values });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "", this.url);
    const body = await text(request);
    this.asked.push(pathname);
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    const refuse = (status: number, msg: string) => answer(status, { exception: { type: "Exception", msg } });
    if (pathname === "/auth/token") {
      const isRight = new URLSearchParams(body).get("password") === this.token;
      return isRight ? answer(200, { access_token: this.token }) : refuse(401, "Unauthorized");
    }
    if (this.token !== null && request.headers.authorization !== `Bearer ${this.token}`)
      return refuse(401, "Unauthorized");
    if (request.method === "POST") {
      this.posted.push({ path: pathname, body: JSON.parse(body) });
      return this.status === 200 ? answer(200, {}) : refuse(this.status, "Cannot write");
    }
    const mdb = /^\/api\/mdb\/cabin\/parameters(\/.*)$/.exec(pathname)?.[1];
    if (mdb !== undefined) {
      const unit = this.units[mdb];
      if (unit === undefined) return refuse(404, `No parameter named ${mdb}`);
      return answer(200, {
        name: mdb.split("/").at(-1),
        qualifiedName: mdb,
        type: { engType: "float", unitSet: unit === null ? [] : [{ unit }] },
      });
    }
    const archived = /^\/api\/archive\/cabin\/parameters(\/.*)$/.exec(pathname)?.[1];
    if (archived === undefined) return refuse(404, "No such thing");
    return answer(200, this.#page(archived, searchParams));
  }

  /** Bounds are exclusive, and a page ends where `limit` says, or at five: so that tests turn pages. */
  #page(name: string, query: URLSearchParams) {
    const bound = (key: string) => Date.parse(query.get(key) ?? "") / 1000;
    const all = this.archive
      .filter((one) => one.name === name && one.time > bound("start") && one.time < bound("stop"))
      .sort((a, b) => a.time - b.time);
    const from = Number(query.get("next") ?? 0);
    const to = from + Math.min(5, Number(query.get("limit")));
    return { parameter: all.slice(from, to).map(wire), ...(to < all.length && { continuationToken: String(to) }) };
  }
}
