import { useEffect } from "preact/hooks";
import { format, say, time } from "../app/settings.ts";
import { glanceOf } from "../glance/index.ts";
import { sentenceOf } from "../log/sentence.ts";
import type { LiveStation } from "../station/index.ts";
import { closeReplay } from "./current.ts";
import { type ReplayStation, speeds } from "./station.ts";
import "../style/replay.css";

/** (ms) How far the keys move the slider. */
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -60_000,
  ArrowDown: -60_000,
  ArrowRight: 60_000,
  ArrowUp: 60_000,
  PageDown: -600_000,
  PageUp: 600_000,
};

/** That what is shown is over, which moment it is, and the way back. */
export function ReplayBar({ replay, live }: { replay: ReplayStation; live: LiveStation }) {
  const text = say.value;
  const { from, to } = replay.window;
  const wanted = replay.wanted.value;
  const said = `${time.value.moment(wanted)} ${time.value.zone}`;
  useEffect(() => {
    document.getElementById("replay-moment")?.focus();
  }, [replay]);
  const onKey = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    void replay.go(replay.wanted.value + step * (event.shiftKey ? 10 : 1));
  };
  const isPlaying = replay.isPlaying.value;
  return (
    <section class="replay" aria-label={text("replay.title")}>
      <div class="row">
        <strong class="badge">{text("replay.badge")}</strong>
        <span class="replay-now">{said}</span>
        <Jump replay={replay} direction={-1} />
        <button
          type="button"
          aria-pressed={isPlaying}
          onClick={() => {
            replay.isPlaying.value = !isPlaying;
          }}
        >
          {text(isPlaying ? "replay.pause" : "replay.play")}
        </button>
        <Jump replay={replay} direction={1} />
        <label class="speed">
          {text("replay.speed")}
          <select
            value={String(replay.speed.value)}
            onChange={(event) => {
              replay.speed.value = Number(event.currentTarget.value);
            }}
          >
            {speeds.map((one) => (
              <option key={one} value={String(one)}>
                {one}×
              </option>
            ))}
          </select>
        </label>
        <span class="spacer" />
        <button type="button" class="primary" onClick={closeReplay}>
          {text("replay.back")}
        </button>
      </div>
      <div class="scrubber">
        <input
          id="replay-moment"
          type="range"
          min={from}
          max={to}
          step={1000}
          value={wanted}
          aria-label={text("replay.moment")}
          aria-valuetext={said}
          onInput={(event) => void replay.go(Number(event.currentTarget.value))}
          onKeyDown={onKey}
        />
        <Marks replay={replay} />
        <p class="ends">
          <span>{time.value.moment(from, false)}</span>
          <span>{time.value.moment(to, false)}</span>
        </p>
      </div>
      {replay.isLost.value && (
        <p class="trouble" role="status">
          {text("replay.lost")}
        </p>
      )}
      <LiveAlarm live={live} />
    </section>
  );
}

/** Where in the window something is in the log. The way from one to the next is beside it, for all who do not see this. */
function Marks({ replay }: { replay: ReplayStation }) {
  const { from, to } = replay.window;
  return (
    <div class="marks" aria-hidden="true">
      {replay.marks.value
        .map(({ id, entry: { time: at, kind } }) => ({ id, kind, part: (Date.parse(at) - from) / (to - from) }))
        .filter(({ part }) => part >= 0 && part <= 1)
        .map(({ id, kind, part }) => (
          <span key={id} class={kind.startsWith("alarm-raised") ? "alarm" : ""} style={{ left: `${100 * part}%` }} />
        ))}
    </div>
  );
}

function Jump({ replay, direction }: { replay: ReplayStation; direction: -1 | 1 }) {
  const text = say.value;
  const mark = replay.neighbour(direction);
  const reader = { say: text, format: format.value, time: time.value, whole: replay.whole.value! };
  const what = mark === null ? "" : sentenceOf(mark.entry, reader).title;
  const label = text(direction < 0 ? "replay.before" : "replay.after");
  return (
    <button
      type="button"
      disabled={mark === null}
      aria-label={what === "" ? label : `${label}: ${what}, ${time.value.clock(Date.parse(mark!.entry.time))}`}
      onClick={() => void replay.go(Date.parse(mark!.entry.time))}
    >
      {direction < 0 ? "|◀" : "▶|"}
    </button>
  );
}

const conditions = ["rapid", "leak", "limits"] as const;

/** What is going on at the real station meanwhile goes before everything that is over. */
function LiveAlarm({ live }: { live: LiveStation }) {
  const text = say.value;
  const { condition, alarm } = glanceOf(live.alarms.value, live.newest.value, false);
  const isBad = conditions.some((one) => one === condition);
  return (
    <div role="alert">
      {isBad && (
        <p class="live-alarm">
          <strong>
            {text("replay.live")} {text(`condition.${condition}`)}
          </strong>{" "}
          {alarm !== null && <span>{time.value.moment(Date.parse(alarm.since))}</span>}
        </p>
      )}
    </div>
  );
}
