import { say, time } from "../app/settings.ts";
import { Wide } from "../parts/Wide.tsx";
import { type Approach, pictureOf } from "./index.ts";
import { distance, moment, power } from "./write.ts";

const [width, height, left, bottom] = [700, 200, 64, 26];

/** The probability over successive messages, drawn and listed. */
export function History({ approach }: { approach: Approach }) {
  const text = say.value;
  const { messages, tca } = approach;
  const picture = pictureOf(messages, Date.parse(tca), width, height);
  const from = moment(messages[0].created);
  return (
    <details open={messages.length > 1}>
      <summary>{`${text("approach.history")}: ${messages.length}`}</summary>
      <svg
        class="history"
        viewBox={`${-left} -12 ${width + left + 40} ${height + bottom + 14}`}
        role="img"
        aria-label={text("approach.picture", { from, to: moment(tca) })}
      >
        {picture.powers.map(({ power: exponent, y }) => (
          <g key={exponent}>
            <line class="grid" x1={0} x2={width} y1={y} y2={y} />
            <text x={-10} y={y + 4} text-anchor="end">
              {`1e${exponent}`}
            </text>
          </g>
        ))}
        <line class="yellow" x1={0} x2={width} y1={picture.yellow} y2={picture.yellow} />
        <line class="red" x1={0} x2={width} y1={picture.red} y2={picture.red} />
        <line class="grid" x1={width} x2={width} y1={0} y2={height} />
        <polyline points={picture.points.map(({ x, y }) => `${x},${y}`).join(" ")} />
        {picture.points.map(({ x, y, message }) => (
          <circle key={message.message_id} cx={x} cy={y} r={5}>
            <title>{`${moment(message.created)}: ${power(message.pc)}`}</title>
          </circle>
        ))}
        <text x={0} y={height + 20}>
          {from}
        </text>
        <text x={width} y={height + 20} text-anchor="end">
          {text("approach.tca")}
        </text>
      </svg>
      <Wide label={text("approach.history")}>
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">{text("approach.made")}</th>
              <th scope="col">{text("approach.before")}</th>
              <th scope="col">{text("approach.pc")}</th>
              <th scope="col">{text("approach.miss")}</th>
              <th scope="col">{text("approach.file")}</th>
            </tr>
          </thead>
          <tbody>
            {messages.toReversed().map((message) => (
              <tr key={`${message.message_id} ${message.created}`}>
                <td>{moment(message.created)}</td>
                <td>{time.value.span(message.hours_to_tca * 3600)}</td>
                <td>{`${power(message.pc)}, ${text(`approach.level.${message.level ?? "null"}`).split(":")[0]}`}</td>
                <td>{message.miss_distance_m === null ? "" : distance(message.miss_distance_m)}</td>
                <td>{message.file}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  );
}
