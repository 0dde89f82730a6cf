/** What a test puts between a feed and a server: a line that can be cut and mended, and the server as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import type { TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";

export interface Line {
  readonly port: number;
  readonly sockets: ReadonlySet<Socket>;
  readonly open: () => number;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** A server of this machine on a port of its own, which can be cut off and mended; it ends with the test. */
export async function cuttable(t: TestContext, server: Server): Promise<Line> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
  });
  let port = 0;
  const mend = () =>
    new Promise<void>((resolve) =>
      server.listen(port, "127.0.0.1", () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      }),
    );
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await mend();
  t.after(cut);
  return { port, sockets, open: () => sockets.size, cut, mend };
}

/** A line to `port` of this machine. */
export function lineTo(t: TestContext, port: number): Promise<Line> {
  const server = createServer((near) => {
    const far = connect({ host: "127.0.0.1", port });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.pipe(other);
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
  });
  return cuttable(t, server);
}

/** A port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a server and waits until it takes connections; it ends with the test. `then` runs after that. */
export async function serverProcess(
  t: TestContext,
  command: string,
  args: readonly string[],
  port: number,
  then = () => {},
): Promise<ChildProcess> {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr!.on("data", (text: Buffer) => said.push(text.toString()));
  const failed = once(child, "error").then(([error]) => error as Error);
  let failure: Error | null = null;
  failed.then(
    (error) => {
      failure = error;
    },
    () => {},
  );
  t.after(async () => {
    if (child.exitCode === null && child.pid !== undefined) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    then();
  });
  for (let left = 400; ; left--) {
    if (failure !== null) throw failure;
    if (child.exitCode !== null || left === 0) throw new Error(`${command} takes no connections: ${said.join("")}`);
    if (await answers(port)) return child;
    await setTimeout(25);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
