/** Everything new of a station, as it comes; after a break it goes on behind what was heard last. */

/** How well the stream is. */
export type Connection = "connecting" | "live" | "lost";

/** What a browser's EventSource is to us; tests bring their own. */
export interface Source {
  readonly readyState: number;
  close(): void;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
}

export interface StreamOptions {
  readonly url: string;
  readonly types: readonly string[];
  readonly open: (url: string) => Source;
  readonly onMessage: (type: string, data: unknown) => void;
  readonly onState: (state: Connection) => void;
  /** Waits for `ms`, then calls; gives the function that stops it. */
  readonly later: (ms: number, then: () => void) => () => void;
}

/** (ms) Between two tries, at first and at most. */
const [first, most] = [1000, 15_000];
const closed = 2;

export interface Following {
  stop(): void;
  /** The line was found to be dead: a browser waits for one that was cut without a word. */
  restart(): void;
}

/** Follows until it is told to stop. */
export function follow({ url, types, open, onMessage, onState, later }: StreamOptions): Following {
  let last: string | null = null;
  let wait = first;
  let source: Source | null = null;
  let stopWaiting = () => {};
  let ended = false;

  const connect = () => {
    onState("connecting");
    const query = new URLSearchParams({ types: types.join(), ...(last !== null && { after: last }) });
    const own = open(`${url}?${query}`);
    source = own;
    own.addEventListener("open", () => {
      if (own !== source) return;
      wait = first;
      onState("live");
    });
    for (const type of types) {
      own.addEventListener(type, (event) => {
        if (event.lastEventId !== "") last = event.lastEventId;
        onMessage(type, JSON.parse(event.data));
      });
    }
    own.addEventListener("error", () => {
      if (ended || own !== source) return;
      onState("lost");
      // A browser tries again by itself unless it was refused: then it is for us, with more time between tries.
      if (own.readyState !== closed) return;
      stopWaiting = later(wait, connect);
      wait = Math.min(most, wait * 2);
    });
  };
  const letGo = () => {
    stopWaiting();
    const old = source;
    source = null;
    old?.close();
  };
  connect();
  return {
    stop() {
      ended = true;
      letGo();
    },
    restart() {
      letGo();
      connect();
    },
  };
}
