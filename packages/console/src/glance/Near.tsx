import type { PageProps } from "../app/page.ts";
import { writeRoute } from "../app/route.ts";
import { say } from "../app/settings.ts";
import { worstApproach } from "./summary.ts";

/** That something may come too near, with the way to where that is told: beside what is said of the air. */
export function Near({ station }: PageProps) {
  const text = say.value;
  const approach = worstApproach(station.alarms.value);
  if (approach === null) return null;
  return (
    <p class={`near ${approach.severity}`} role="status">
      <strong>{text("alarm.conjunction")}</strong>{" "}
      <span class={`severity ${approach.severity}`}>{text(`severity.${approach.severity}` as "severity.WATCH")}</span>{" "}
      <a href={writeRoute({ station: station.id, page: "approaches" })}>{text("near.see")}</a>
    </p>
  );
}
