import { language, say } from "../app/settings.ts";
import { centreName } from "../frame/DemoPeople.tsx";
import { Field, textOf } from "../parts/Form.tsx";
import { stationList } from "../station/index.ts";
import { nameIn } from "../words/index.ts";
import { roles } from "./types.ts";

const everywhere = "*";

/** What a form with these fields gives. */
export function grantOf(form: FormData) {
  const centre = textOf(form, "centre");
  return { role: textOf(form, "role"), station: textOf(form, "station"), centre: centre === "" ? everywhere : centre };
}

/** A role, at a station or at all, for a control centre or for all. */
export function GrantFields({ of }: { of: string }) {
  const text = say.value;
  return (
    <>
      <div class="field">
        <label for={`role-${of}`}>{text("people.role")}</label>
        <select id={`role-${of}`} name="role">
          {roles.map((role) => (
            <option key={role} value={role}>
              {text(`role.${role}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`station-${of}`}>{text("people.station")}</label>
        <select id={`station-${of}`} name="station">
          <option value={everywhere}>{text("people.everyStation")}</option>
          {(stationList.value ?? []).map(({ id, name }) => (
            <option key={id} value={id}>
              {nameIn(language.value, name)}
            </option>
          ))}
        </select>
      </div>
      <Field
        id={`centre-${of}`}
        label={text("people.centre")}
        name="centre"
        required={false}
        hint={text("people.centreHint", { example: centreName("houston") })}
      />
    </>
  );
}
