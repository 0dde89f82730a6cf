import assert from "node:assert/strict";
import { test } from "node:test";
import { type Connection, follow, type Source } from "./stream.ts";

class FakeSource implements Source {
  readonly url: string;
  readyState = 0;
  readonly #listeners = new Map<string, (event: MessageEvent<string>) => void>();

  constructor(url: string) {
    this.url = url;
  }
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.#listeners.set(type, listener);
  }
  close(): void {
    this.readyState = 2;
  }
  say(type: string, data = "", lastEventId = ""): void {
    this.#listeners.get(type)?.({ data, lastEventId } as MessageEvent<string>);
  }
}

function following() {
  const sources: FakeSource[] = [];
  const heard: unknown[] = [];
  const states: Connection[] = [];
  const waits: { ms: number; then: () => void }[] = [];
  const { stop, restart } = follow({
    url: "/stream",
    types: ["rows", "alarm"],
    open: (url) => {
      sources.push(new FakeSource(url));
      return sources.at(-1)!;
    },
    onMessage: (type, data) => heard.push([type, data]),
    onState: (state) => states.push(state),
    later: (ms, then) => {
      waits.push({ ms, then });
      return () => waits.splice(0);
    },
  });
  return { sources, heard, states, waits, stop, restart };
}

test("what comes is heard, and a stream that was refused goes on behind what was heard last", () => {
  const { sources, heard, states, waits } = following();
  assert.equal(sources[0].url, "/stream?types=rows%2Calarm");
  sources[0].say("open");
  sources[0].say("alarm", '{"a":1}', "7.2");
  sources[0].say("rows", "[]");
  assert.deepEqual(heard, [
    ["alarm", { a: 1 }],
    ["rows", []],
  ]);
  sources[0].close();
  sources[0].say("error");
  waits.shift()!.then();
  assert.match(sources[1].url, /after=7\.2$/);
  assert.deepEqual(states, ["connecting", "live", "lost", "connecting"]);
});

test("while a browser tries again by itself nobody else does", () => {
  const { sources, waits, states } = following();
  sources[0].say("error");
  assert.deepEqual(waits, []);
  sources[0].say("open");
  assert.deepEqual(states, ["connecting", "lost", "live"]);
});

test("between tries there is more and more time, up to 15 s, and after one that succeeds little again", () => {
  const { sources, waits } = following();
  const tried: number[] = [];
  for (let i = 0; i < 6; i++) {
    sources.at(-1)!.close();
    sources.at(-1)!.say("error");
    const { ms, then } = waits.shift()!;
    tried.push(ms);
    then();
  }
  assert.deepEqual(tried, [1000, 2000, 4000, 8000, 15_000, 15_000]);
  sources.at(-1)!.say("open");
  sources.at(-1)!.close();
  sources.at(-1)!.say("error");
  assert.equal(waits[0].ms, 1000);
});

test("what was ended stays ended", () => {
  const { sources, waits, stop } = following();
  sources[0].close();
  sources[0].say("error");
  stop();
  assert.deepEqual(waits, []);
  sources[0].say("error");
  assert.equal(sources.length, 1);
});

test("a line that was cut without a word is begun anew behind what was heard last", () => {
  const { sources, restart, states } = following();
  sources[0].say("open");
  sources[0].say("alarm", "{}", "9.4");
  restart();
  assert.equal(sources[0].readyState, 2);
  assert.match(sources[1].url, /after=9\.4$/);
  sources[0].say("open");
  assert.deepEqual(states, ["connecting", "live", "connecting"]);
});
