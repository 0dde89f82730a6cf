import { demo, me, signOut } from "../app/session.ts";
import { say } from "../app/settings.ts";
import { LanguageChoice, ThemeChoice, TimeChoice, UnitChoice } from "../frame/choices.tsx";
import { DemoPeople, personTitle } from "../frame/DemoPeople.tsx";

/** Who reads, and how they like to read. */
export function Settings() {
  const text = say.value;
  return (
    <div class="page">
      <h1>{text("page.settings")}</h1>
      <section class="panel" aria-labelledby="settings-read">
        <h2 id="settings-read">{text("settings.reading")}</h2>
        <UnitChoice />
        <TimeChoice />
        <LanguageChoice />
        <ThemeChoice />
      </section>
      <section class="panel" aria-labelledby="settings-person">
        <h2 id="settings-person">{text("settings.person")}</h2>
        <p>{text("settings.signedIn", { who: personTitle(me.value?.person.display_name ?? "") })}</p>
        {demo.value !== null && (
          <>
            <p>{text("demo.choose")}</p>
            <DemoPeople />
          </>
        )}
        <p>
          <button type="button" onClick={() => void signOut()}>
            {text("settings.signOut")}
          </button>
        </p>
      </section>
    </div>
  );
}
