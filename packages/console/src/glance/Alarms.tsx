import { useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { demo, isReplayed, may } from "../app/session.ts";
import { format, say, time } from "../app/settings.ts";
import { centreName, personTitle } from "../frame/DemoPeople.tsx";
import { call, stationPath } from "../link/index.ts";
import { troubleOf } from "../parts/Form.tsx";
import { sentenceOfAlarm } from "../said/index.ts";
import type { Alarm } from "../station/index.ts";

/** Which centres know, and who said so. */
export function Known({ station, alarm }: PageProps & { alarm: Alarm }) {
  const text = say.value;
  const own = alarm.acknowledgements.filter(({ holds }) => holds);
  const centres = new Set([...Object.keys(alarm.states), ...partners(station)]);
  const waiting = [...centres].filter((centre) => !own.some(({ by }) => by.centre === centre)).toSorted();
  return (
    <section class="panel" aria-labelledby="now-known">
      <h2 id="now-known">{text("now.known")}</h2>
      <ul class="known">
        {own.map(({ by, time: at, comment }) => (
          <li key={`${by.centre} ${by.role} ${by.name}`}>
            <strong>{centreName(by.centre)}</strong> <span>{personTitle(by.name)}</span>{" "}
            <span class="muted">
              {time.value.moment(Date.parse(at))} {time.value.zone}
            </span>
            {comment !== null && <q>{comment}</q>}
          </li>
        ))}
        {waiting.map((centre) => (
          <li key={centre} class="waiting">
            <strong>{centreName(centre)}</strong> <span>{text("now.notAcknowledged")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Control centres that take part: those that have written in the log, and those of a demonstration. */
const partners = ({ entries }: PageProps["station"]): readonly string[] => [
  ...entries.value.map(({ entry }) => entry.author.centre),
  ...(demo.value?.people.map(({ centre }) => centre).filter((centre) => centre !== "*") ?? []),
];

const needsAck = (state: string) => state.endsWith("UNACK_ALARM") || state.endsWith("_UNACK");

export function Acknowledge({ station, alarm }: PageProps & { alarm: Alarm }) {
  const text = say.value;
  const [trouble, setTrouble] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  if (!needsAck(alarm.state) || isReplayed.value) return null;
  if (!may.value("acknowledge-alarms", station.id))
    return <p class="acknowledge muted">{text("now.mayNotAcknowledge")}</p>;
  const send = async () => {
    setSending(true);
    setTrouble(null);
    try {
      const path = stationPath(station.id, `/alarms/${encodeURIComponent(alarm.id)}/acknowledge`);
      await call("POST", path, { key: crypto.randomUUID() });
      await station.refresh();
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setSending(false);
  };
  return (
    <p class="acknowledge">
      <button type="button" class="primary" disabled={sending} onClick={() => void send()}>
        {text("now.acknowledge")}
      </button>
      {trouble !== null && (
        <span class="trouble" role="alert">
          {trouble}
        </span>
      )}
    </p>
  );
}

/** What the alarm says: in the reader's words where it says so by a code, else as it was written. */
function Said({ station, alarm }: PageProps & { alarm: Alarm }) {
  const reader = { say: say.value, format: format.value, time: time.value };
  const sentence = sentenceOfAlarm(alarm.says, station.whole.value!, reader);
  return (
    <span class="said" lang={sentence === null ? "en" : undefined}>
      {sentence ?? alarm.text}
    </span>
  );
}

/** Every other alarm, the worst first. */
export function Others({ station, alarms }: PageProps & { alarms: readonly Alarm[] }) {
  const text = say.value;
  return (
    <section class="panel" aria-labelledby="now-others">
      <h2 id="now-others">{text("alarms.others", { n: alarms.length })}</h2>
      <ul class="others">
        {alarms.map((alarm) => (
          <li key={alarm.id}>
            <span class={`severity ${alarm.severity}`}>{text(`severity.${alarm.severity}` as "severity.WATCH")}</span>
            <span class="what">
              <strong>{text(`alarm.${alarm.type}` as "alarm.leak")}</strong>
              {!alarm.in_alarm && <span class="muted"> · {text("alarms.over")}</span>}
              <Said station={station} alarm={alarm} />
            </span>
            <Acknowledge station={station} alarm={alarm} />
          </li>
        ))}
      </ul>
    </section>
  );
}
