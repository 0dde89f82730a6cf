import { computed, effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { begin, me } from "../app/session.ts";
import { loadPhrases, say } from "../app/settings.ts";
import { ChangePassword, SignIn } from "../frame/SignIn.tsx";
import { call, get, Unreachable } from "../link/index.ts";
import { isTraining, LiveStation, type Snapshot } from "../station/index.ts";
import { CrewPage } from "./CrewPage.tsx";
import { keptAs } from "./kept.ts";
import { Outbox } from "./outbox.ts";

/** A line of 50 kbit/s: readings only with the state, and that seldom; no old entries of the log. */
const narrow = { rows: false, pollEvery: 15_000, entries: 0 };

/** (ms) Between two tries to send what waits. */
const flushEvery = 10_000;
/** (ms) For a report on such a line to be answered. */
const patience = 12_000;

const last = keptAs("hullwatch.crew.last");
const outbox = new Outbox(keptAs("hullwatch.crew.outbox"), ({ path, body }) => call("POST", path, body, patience));
const isRefused = computed(() => outbox.refused.value.length > 0);
const station = signal<LiveStation | null>(null);
const isOffline = signal(false);

function show(id: string, kept?: Snapshot): void {
  if (station.peek()?.id === id) return;
  station.peek()?.stop();
  const next = new LiveStation(id, narrow);
  if (kept !== undefined) next.restore(kept);
  next.start();
  station.value = next;
}

async function start(): Promise<void> {
  try {
    await begin("crew");
    isOffline.value = false;
  } catch (error) {
    isOffline.value = error instanceof Unreachable;
    setTimeout(() => void start(), 5000);
  }
}

function follow(): () => void {
  const kept = last.read();
  if (kept !== null) {
    const snapshot = JSON.parse(kept) as Snapshot;
    show(snapshot.whole.id, snapshot);
  }
  void start();
  const stops = [
    effect(() => {
      if (me.value) {
        void get<{ stations: { id: string }[] }>("/stations").then(
          ({ stations }) => {
            // A training is only shown to those who ask for it: /crew/#training-1-iss.
            const asked = location.hash.slice(1);
            const own = asked === "" ? station.peek()?.id : asked;
            const real = stations.filter(({ id }) => !isTraining(id) || id === asked);
            const found = real.find(({ id }) => id === own) ?? real[0];
            if (found !== undefined) show(found.id);
          },
          () => {},
        );
      }
    }),
    effect(() => {
      const snapshot = station.value?.snapshot.value;
      if (snapshot !== undefined && snapshot !== null && !isTraining(snapshot.whole.id))
        last.write(JSON.stringify(snapshot));
    }),
    effect(() => {
      if (station.value?.connection.value === "live" && me.value) void outbox.flush();
    }),
    // Why something was refused is said in phrases, which are not loaded before they are needed.
    effect(() => {
      if (isRefused.value) loadPhrases();
    }),
  ];
  // A line that comes and goes may take one report and lose the next.
  const again = setInterval(() => {
    if (me.value && outbox.waiting.value.length > 0) void outbox.flush();
  }, flushEvery);
  return () => {
    clearInterval(again);
    for (const stop of stops) stop();
  };
}

/** The few things that a crew needs, with or without a line. */
export function CrewApp() {
  useEffect(follow, []);
  if (me.value === null) return <SignIn />;
  if (me.value?.person.must_change_password) return <ChangePassword />;
  if (station.value === null) {
    return (
      <main class="alone">
        <p role="status">{say.value(isOffline.value ? "app.unreachable" : "app.loading")}</p>
      </main>
    );
  }
  return <CrewPage station={station.value} outbox={outbox} />;
}
