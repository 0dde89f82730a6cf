import { computed, effect, signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { lazy, Suspense } from "preact/compat";
import { useEffect, useErrorBoundary } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { type Page, pages, readRoute, writeRoute } from "../app/route.ts";
import { demo, mayAnywhere, me } from "../app/session.ts";
import { language, say, time } from "../app/settings.ts";
import { Now } from "../pages/Now.tsx";
import { Settings } from "../pages/Settings.tsx";
import { closeReplay, replay } from "../replay/current.ts";
import { ReplayBar } from "../replay/ReplayBar.tsx";
import type { ReplayStation } from "../replay/station.ts";
import { isTraining, type ListedStation, LiveStation, readStations, stationList } from "../station/index.ts";
import { TrainingLine } from "../training/TrainingLine.tsx";
import { nameIn } from "../words/index.ts";
import { CentreLinks } from "./CentreLinks.tsx";
import { personTitle } from "./DemoPeople.tsx";
import { StatusBar } from "./StatusBar.tsx";

const route = signal(readRoute(location.hash));
const live = signal<LiveStation | null>(null);

/** A page that comes when it is asked for. */
const later = (load: () => Promise<FunctionComponent<PageProps>>) => lazy(async () => ({ default: await load() }));

const shown: Partial<Record<Page, FunctionComponent<PageProps>>> = {
  now: Now,
  map: later(async () => (await import("../pages/MapPage.tsx")).MapPage),
  charts: later(async () => (await import("../pages/ChartsPage.tsx")).ChartsPage),
  log: later(async () => (await import("../pages/LogPage.tsx")).LogPage),
  procedures: later(async () => (await import("../pages/ProceduresPage.tsx")).ProceduresPage),
  repair: later(async () => (await import("../pages/RepairPage.tsx")).RepairPage),
  refill: later(async () => (await import("../pages/RefillPage.tsx")).RefillPage),
  replay: later(async () => (await import("../pages/ReplayPage.tsx")).ReplayPage),
  training: later(async () => (await import("../pages/TrainingPage.tsx")).TrainingPage),
  gauge: later(async () => (await import("../pages/GaugePage.tsx")).GaugePage),
  approaches: later(async () => (await import("../pages/ApproachesPage.tsx")).ApproachesPage),
  risk: later(async () => (await import("../pages/RiskPage.tsx")).RiskPage),
  cause: later(async () => (await import("../pages/CausePage.tsx")).CausePage),
};

/** Pages that are there also where there is no station. */
const free: Partial<Record<Page, FunctionComponent>> = {
  stations: lazy(async () => ({ default: (await import("../pages/StationsPage.tsx")).StationsPage })),
  people: lazy(async () => ({ default: (await import("../pages/PeoplePage.tsx")).PeoplePage })),
  settings: Settings,
};

/** What the reader is shown the way to: accounts only who manages them. */
const listed = computed(() => pages.filter((page) => page !== "people" || mayAnywhere.value("manage-people")));

/** Pages that show how it was; the others are of the present alone. */
const replayed: readonly Page[] = ["now", "map", "charts", "log", "repair"];

/** Trainings that the list was asked for once more. */
const sought = new Set<string>();

/**
 * The station of the address; otherwise the first real one. A training is only shown to those who ask for it; one that has begun
 * since is not in the list yet, and one that was sought there in vain is no more.
 */
function chosen(all: readonly ListedStation[], asked: string | null): string {
  if (asked !== null && (all.some(({ id }) => id === asked) || (isTraining(asked) && !sought.has(asked)))) return asked;
  return (all.find(({ id }) => !isTraining(id)) ?? all[0]).id;
}

function followStation(): () => void {
  const onHash = () => {
    route.value = readRoute(location.hash);
  };
  addEventListener("hashchange", onHash);
  void readStations().catch(() => {});
  const stop = effect(() => {
    const all = stationList.value;
    if (all === null || all.length === 0) return;
    const id = chosen(all, route.value.station);
    if (live.peek()?.id === id) return;
    closeReplay();
    if (!all.some((one) => one.id === id)) {
      sought.add(id);
      void readStations().catch(() => sought.delete(id));
    }
    live.peek()?.stop();
    const next = new LiveStation(id);
    next.start();
    live.value = next;
  });
  return () => {
    removeEventListener("hashchange", onHash);
    stop();
    closeReplay();
    sought.clear();
    live.peek()?.stop();
    live.value = null;
    stationList.value = null;
  };
}

/** Heading, ways to the pages, and the page. */
export function Frame() {
  const text = say.value;
  useEffect(followStation, [me.value?.person.id]);
  const present = live.value;
  const past = replay.value;
  const station = past ?? present;
  const ways = past === null ? listed.value : replayed;
  const page = past === null || replayed.includes(route.value.page) ? route.value.page : "now";
  const Body = shown[page] ?? Now;
  const Free = past === null ? free[page] : undefined;
  const isTrained = station !== null && isTraining(station.id);
  useEffect(() => {
    // On a phone the ways to the pages are wider than the screen.
    document.querySelector(".ways [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
    const mark = past !== null ? `${text("replay.badge")} · ` : isTrained ? `${text("training.badge")} · ` : "";
    document.title = `${mark}${text(`page.${page}`)} · ${text("app.name")}`;
  }, [page, text, past, isTrained]);
  // A page begins at its top, wherever the one before was left.
  useEffect(() => scrollTo({ top: 0 }), [page]);
  return (
    <div class={`frame ${isTrained ? "trained" : ""} ${past === null ? "" : "replayed"}`}>
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        {text("frame.skip")}
      </button>
      <header class="top">
        <span class="brand">{text("app.name")}</span>
        {isTrained && <strong class="training-badge">{text("training.badge")}</strong>}
        {present !== null && <Heading present={present} past={past} />}
      </header>
      <nav class="ways" aria-label={text("frame.pages")}>
        <ul>
          {ways.map((one) => (
            <li key={one}>
              <a
                href={writeRoute({ station: station?.id ?? null, page: one })}
                aria-current={one === page ? "page" : undefined}
              >
                {text(`page.${one}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" tabIndex={-1}>
        {isTrained && <TrainingLine station={station} />}
        {past !== null && present !== null && <ReplayBar replay={past} live={present} />}
        {demo.value !== null && !isTrained && past === null && <DemoLine />}
        {stationList.value?.length === 0 && Free === undefined && <p class="panel">{text("frame.noStation")}</p>}
        {present !== null && <CentreLinks station={present} />}
        {station !== null && page !== "now" && <StatusBar station={station} />}
        {station !== null && Free === undefined && (
          <Suspense fallback={<p role="status">{text("app.loading")}</p>}>
            <Guarded key={`${station.id} ${page} ${past === null ? "" : "replay"}`}>
              <Body station={station} />
            </Guarded>
          </Suspense>
        )}
        {Free !== undefined && (
          <Suspense fallback={<p role="status">{text("app.loading")}</p>}>
            <Guarded key={page}>
              <Free />
            </Guarded>
          </Suspense>
        )}
      </main>
    </div>
  );
}

/** A page that fails says so, and leaves heading, alarm and the ways to other pages as they are. */
function Guarded({ children }: { children: preact.ComponentChildren }) {
  const [error, again] = useErrorBoundary();
  if (error === undefined) return <>{children}</>;
  return (
    <section class="panel" role="alert">
      <p class="trouble">{say.value("frame.fault", { what: String(error) })}</p>
      <p>
        <button type="button" onClick={again}>
          {say.value("frame.again")}
        </button>
      </p>
    </section>
  );
}

function Heading({ present, past }: { present: LiveStation; past: ReplayStation | null }) {
  const text = say.value;
  // A training that is over is found where trainings are.
  const all = (stationList.value ?? []).filter(({ id, over }) => !over || id === present.id);
  const lost = present.connection.value === "lost";
  return (
    <>
      {all.length > 1 ? (
        <select
          aria-label={text("frame.station")}
          value={present.id}
          onChange={(event) => {
            location.hash = writeRoute({ station: event.currentTarget.value, page: route.value.page });
          }}
        >
          {all.map(({ id, name }) => (
            <option key={id} value={id}>
              {nameIn(language.value, name)}
            </option>
          ))}
        </select>
      ) : (
        <span class="station">{present.whole.value?.name ?? nameIn(language.value, all[0]?.name ?? "")}</span>
      )}
      <span class="spacer" />
      <span class={`link ${lost ? "lost" : present.connection.value}`} role="status">
        {text(`link.${present.connection.value}`)}
      </span>
      {past !== null && <strong class="badge">{text("replay.badge")}</strong>}
      <Clock station={past ?? present} />
    </>
  );
}

function Clock({ station }: PageProps) {
  const now = station.now.value;
  return (
    <time class="clock" dateTime={Number.isNaN(now) ? undefined : new Date(now).toISOString()}>
      <span class="day">{time.value.day(now)}</span> {time.value.clock(now)} <span class="zone">{time.value.zone}</span>
    </time>
  );
}

function DemoLine() {
  const play = demo.value!;
  const text = say.value;
  const who = personTitle(me.value?.person.display_name ?? "");
  const pace = play.speed === 1 ? text("demo.real") : text("demo.faster", { n: play.speed });
  return (
    <p class="demo">
      <span class="roomy">{text("demo.line", { story: nameIn(language.value, play.story), pace, who })}</span>
      <span class="tight">{text("demo.short", { pace, who })}</span>{" "}
      <a href={writeRoute({ station: route.value.station, page: "settings" })}>{text("demo.change")}</a>
    </p>
  );
}
