import { say, time } from "../app/settings.ts";
import { kindOf, particularsOf } from "./pieces.ts";
import type { Injected } from "./types.ts";

/** What was injected, when and by whom; newest first. */
export function InjectedList({ injected }: { injected: readonly Injected[] }) {
  const text = say.value;
  return (
    <section class="panel" aria-labelledby="training-injected">
      <h2 id="training-injected">{text("injected.title")}</h2>
      {injected.length === 0 && <p class="muted">{text("injected.none")}</p>}
      <ol class="list">
        {injected.toReversed().map(({ number, time: at, by, piece }) => {
          const kind = kindOf(piece);
          return (
            <li key={number} value={number}>
              <time dateTime={at}>{time.value.moment(Date.parse(at))}</time>
              <strong>{kind === null ? "" : text(`inject.kind.${kind}`)}</strong>
              <span lang="en">{particularsOf(piece)}</span>
              <span class="muted">{by}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
