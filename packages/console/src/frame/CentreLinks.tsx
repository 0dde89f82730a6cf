import { say, time } from "../app/settings.ts";
import { type LiveStation, linkTrouble } from "../station/index.ts";
import { centreName } from "./DemoPeople.tsx";

/** Which other control centres do not know what is written here, or are not heard; nothing where all hang together. */
export function CentreLinks({ station }: { station: LiveStation }) {
  const troubles = station.centres.value.flatMap((link) => {
    const trouble = linkTrouble(link);
    return trouble === null ? [] : [{ ...link, trouble }];
  });
  return (
    <div role="status" class="centres">
      {troubles.map(({ centre, since, trouble }) => (
        <p key={centre}>
          {say.value(`centres.${trouble}`, {
            centre: centreName(centre),
            since: `${time.value.moment(Date.parse(since))} ${time.value.zone}`,
          })}
        </p>
      ))}
    </div>
  );
}
