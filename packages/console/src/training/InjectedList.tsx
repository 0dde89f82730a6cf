import { format, say, time } from "../app/settings.ts";
import { personTitle } from "../frame/DemoPeople.tsx";
import type { WholeStation } from "../station/index.ts";
import { particularsOf } from "./particulars.ts";
import { kindOf } from "./pieces.ts";
import type { Injected } from "./types.ts";

/** What was injected, when and by whom; newest first. */
export function InjectedList({ injected, whole }: { injected: readonly Injected[]; whole: WholeStation }) {
  const text = say.value;
  const reader = { say: text, format: format.value, time: time.value };
  return (
    <section class="panel" aria-labelledby="training-injected">
      <h2 id="training-injected">{text("injected.title")}</h2>
      {injected.length === 0 && <p class="muted">{text("injected.none")}</p>}
      <ol class="list">
        {injected.toReversed().map(({ number, time: at, by, piece }) => {
          const kind = kindOf(piece);
          return (
            <li key={number}>
              <time dateTime={at}>{time.value.moment(Date.parse(at))}</time>
              <strong>
                {number}. {text(kind === null ? "injected.other" : `inject.kind.${kind}`)}
              </strong>
              <span>{particularsOf(piece, whole, reader)}</span>
              <span class="muted">{personTitle(by)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
