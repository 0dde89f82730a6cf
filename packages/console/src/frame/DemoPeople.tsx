import { useState } from "preact/hooks";
import { demo, me, signIn } from "../app/session.ts";
import { say } from "../app/settings.ts";
import { troubleOf } from "../parts/Form.tsx";

/** Everybody of a demonstration: one click, and the visitor is that person. */
export function DemoPeople() {
  const [trouble, setTrouble] = useState<string | null>(null);
  const play = demo.value;
  if (play === null) return null;
  const enter = (name: string) => void signIn(name, play.password).catch((error) => setTrouble(troubleOf(error)));
  return (
    <>
      <ul class="people">
        {play.people.map(({ name, role, centre }) => (
          <li key={name}>
            <button type="button" onClick={() => enter(name)} aria-pressed={me.value?.person.name === name}>
              {say.value(`role.${role}` as "role.crew")}
              {centre !== "*" && <small>{say.value("role.of", { centre: centreName(centre) })}</small>}
            </button>
          </li>
        ))}
      </ul>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}

/** Somebody by name; people of a demonstration by what they are, in the language of who reads. */
export function personTitle(name: string): string {
  const cast = demo.value?.people.find((one) => one.display_name === name);
  if (cast === undefined) return name;
  const role = say.value(`role.${cast.role}` as "role.crew");
  return cast.centre === "*" ? role : `${role}, ${centreName(cast.centre)}`;
}

/** A centre by its name where it has one, else by its id. */
export function centreName(id: string): string {
  if (id === "houston") return say.value("centre.houston");
  if (id === "moscow") return say.value("centre.moscow");
  return id.replace(/(^|-)\p{L}/gu, (letter) => letter.toUpperCase());
}
