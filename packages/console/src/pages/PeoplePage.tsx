import { useEffect, useState } from "preact/hooks";
import { say } from "../app/settings.ts";
import { get, post } from "../link/index.ts";
import { Field, Form, textOf, troubleOf } from "../parts/Form.tsx";
import { GrantFields, grantOf } from "../people/GrantFields.tsx";
import { PersonPanel } from "../people/PersonPanel.tsx";
import type { Account } from "../people/types.ts";
import "../style/people.css";

/** Accounts and their roles: for administrators. */
export function PeoplePage() {
  const text = say.value;
  const [people, setPeople] = useState<readonly Account[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const read = async () => setPeople((await get<{ people: Account[] }>("/people")).people);
  useEffect(() => void read().catch((error) => setTrouble(troubleOf(error))), []);
  const add = async (form: FormData) => {
    await post("/people", {
      name: textOf(form, "name"),
      display_name: textOf(form, "display"),
      password: String(form.get("password")),
      grants: [grantOf(form)],
    });
    await read();
  };
  return (
    <div class="page">
      <h1>{text("page.people")}</h1>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {people === null && trouble === null && <p role="status">{text("app.loading")}</p>}
      <div class="cards">
        {people?.map((account) => (
          <PersonPanel key={account.id} account={account} onChange={read} />
        ))}
      </div>
      {people !== null && (
        <section class="panel" aria-labelledby="people-add">
          <h2 id="people-add">{text("people.add")}</h2>
          <Form action={text("people.addThis")} done={text("people.added")} onSend={add}>
            <Field label={text("signIn.name")} name="name" />
            <Field label={text("setUp.display")} name="display" />
            <Field
              label={text("people.newPassword")}
              name="password"
              type="password"
              autocomplete="new-password"
              hint={text("people.passwordHint")}
            />
            <GrantFields of="new" />
          </Form>
        </section>
      )}
    </div>
  );
}
