import type { PageProps } from "../app/page.ts";
import { may } from "../app/session.ts";
import { format, phraseReader, say, time } from "../app/settings.ts";
import { Acknowledge } from "../glance/Alarms.tsx";
import { moduleName, personName, shipName } from "../station/index.ts";
import { phraseIn } from "../words/index.ts";
import { History } from "./History.tsx";
import type { Approach, Shelter } from "./index.ts";
import { distance, moment, power } from "./write.ts";

/** One approach: how likely, how sure, how it goes, what there is time for, who shelters where. */
export function ApproachPanel({ station, approach, norad }: PageProps & { approach: Approach; norad: string | null }) {
  const text = say.value;
  const { id, tca, level, objects, valid, doubts } = approach;
  const said = text(`approach.level.${level ?? "null"}`);
  const left = (Date.parse(tca) - station.now.value) / 1000;
  // The station is one of the two; where its number is not known both names stand there.
  const others = objects.filter(({ designator }) => designator.replace(/^0+/, "") !== norad);
  const name = (others.length === 1 ? others : objects).map((one) => `${one.name} (${one.designator})`).join(" – ");
  const alarms = station.alarms.value.filter((one) => one.id.endsWith(`:${id}`));
  return (
    <article class={`panel approach ${level ?? ""}`} aria-labelledby={`approach-${id}`}>
      <header>
        <h2 id={`approach-${id}`}>{name}</h2>
        <span class={`level ${level ?? ""}`}>
          {valid || level === null ? said : text("approach.levelDoubtful", { level: said })}
        </span>
        <span>
          {moment(tca, true)}{" "}
          <strong>
            {left > 0 ? text("approach.in", { left: time.value.countdown(left) }) : text("approach.past")}
          </strong>
        </span>
      </header>
      {alarms.length > 0 && (
        <ul class="facts-list waiting-alarms">
          {alarms.map((alarm) => (
            <li key={alarm.id}>
              <span class={`severity ${alarm.severity}`}>{text(`severity.${alarm.severity}` as "severity.WATCH")}</span>
              <span>
                {text(`alarm.${alarm.type}` as "alarm.leak")}
                {!alarm.in_alarm && <span class="muted"> · {text("alarms.over")}</span>}
              </span>
              {may.value("acknowledge-alarms", station.id) && <Acknowledge station={station} alarm={alarm} />}
            </li>
          ))}
        </ul>
      )}
      <Facts approach={approach} now={station.now.value} />
      {valid ? (
        <p class="note">{text("approach.valid")}</p>
      ) : (
        <div>
          <h3 class="late">{text("approach.doubtful")}</h3>
          <ul>
            {doubts.map(({ code, text: english, says }) => (
              <li key={`${code} ${english}`}>{says === undefined ? english : phraseIn(phraseReader.value, says)}</li>
            ))}
          </ul>
        </div>
      )}
      {left > 0 && approach.shelter.length > 0 && <ShelterPanel station={station} approach={approach} />}
      <History approach={approach} />
    </article>
  );
}

function Facts({ approach, now }: { approach: Approach; now: number }) {
  const text = say.value;
  const { pc, miss_distance_m, miss_rtn_m, pc_greatest, trend, hard_body_m, hard_body_from } = approach;
  const [r, t, n] = (miss_rtn_m ?? []).map(distance);
  const f = format.value;
  const speed = f.written((approach.relative_speed_m_per_s / 1000).toFixed(1));
  const isAhead = Date.parse(approach.tca) > now;
  return (
    <dl class="facts">
      <div>
        <dt>{text("approach.pc")}</dt>
        <dd>
          <strong class="number">{power(pc)}</strong>
          {pc_greatest !== null && (
            <span class="note">
              {text("approach.greatest", { pc: power(pc_greatest.pc), times: f.significant(pc_greatest.sigma_times) })}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{text("approach.miss")}</dt>
        <dd>
          <strong class="number">{distance(miss_distance_m ?? approach.miss_distance_stated_m)}</strong>
          {miss_rtn_m !== null && <span class="note">{text("approach.missRtn", { r, t, n })}</span>}
        </dd>
      </div>
      <div>
        <dt>{text("approach.speed")}</dt>
        <dd>
          {`${speed} ${f.unit("km/s")}`}
          <span class="note">
            {`${text("approach.body")} ${f.significant(hard_body_m, 3)} ${f.unit("m")}: ${text(`approach.body.${hard_body_from}`)}`}
          </span>
        </dd>
      </div>
      <div>
        <dt>{text("approach.trend")}</dt>
        <dd>{text(`approach.trend.${trend.direction}`)}</dd>
      </div>
      <div>
        <dt>{text("approach.next")}</dt>
        <dd class={trend.overdue && isAhead ? "late" : ""}>{nextText(approach, now)}</dd>
      </div>
      <div>
        <dt>{text("approach.manoeuvre")}</dt>
        <dd>
          {isAhead ? text(`approach.manoeuvre.${approach.manoeuvre_possible}`) : text("approach.past")}
          <span class="note">{text("approach.thresholds")}</span>
        </dd>
      </div>
    </dl>
  );
}

function nextText({ trend, tca }: Approach, now: number): string {
  const text = say.value;
  const { next_message_due: due, interval_h, interval_from } = trend;
  if (due === null || Date.parse(tca) <= now) return text("approach.nextNone");
  const late = (now - Date.parse(due)) / 1000;
  if (late > 0) return text("approach.late", { when: moment(due), span: time.value.span(late) });
  const span = `${time.value.span(interval_h * 3600)}, ${text(`approach.every.${interval_from}`)}`;
  return text("approach.nextDue", { when: moment(due), span });
}

function ShelterPanel({ station, approach }: PageProps & { approach: Approach }) {
  const text = say.value;
  const { shelter, shelter_advised, level } = approach;
  if (level === "green") return null;
  return (
    <div class={`shelter ${shelter_advised ? "now" : ""}`}>
      <h3>{text("approach.shelter")}</h3>
      <p>
        <strong>{text(shelter_advised ? "approach.shelterNow" : "approach.shelterIf")}</strong>
      </p>
      <ul class="facts-list">
        {shelter.map((ship) => (
          <Ship key={ship.vehicle} station={station} ship={ship} />
        ))}
      </ul>
      <p>{whenText(shelter[0], approach.tca)}</p>
    </div>
  );
}

function whenText({ from, until, minutes }: Shelter, tca: string): string {
  const before = (Date.parse(tca) - Date.parse(from)) / 1000;
  return say.value("approach.shelterWhen", {
    from: moment(from, true),
    until: moment(until, true),
    before: time.value.span(before),
    span: time.value.span(minutes * 60),
  });
}

function Ship({ station, ship }: PageProps & { ship: Shelter }) {
  const text = say.value;
  const whole = station.whole.value!;
  const { vehicle, module, crew, seats, elsewhere } = ship;
  return (
    <li>
      <strong>
        {text("approach.shelterShip", {
          ship: shipName(vehicle),
          module: moduleName(whole, module),
          crew: crew.map(personName).join(", "),
        })}
      </strong>{" "}
      <span class="muted">{text("approach.shelterSeats", { n: seats })}</span>
      {elsewhere.length > 0 && (
        <span>
          {" "}
          {elsewhere
            .map(({ who, at, cut_off }) =>
              text(cut_off ? "approach.cutOff" : "approach.elsewhere", {
                who: personName(who),
                where: moduleName(whole, at),
              }),
            )
            .join("; ")}
        </span>
      )}
    </li>
  );
}
