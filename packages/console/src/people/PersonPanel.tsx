import { useState } from "preact/hooks";
import { me } from "../app/session.ts";
import { say } from "../app/settings.ts";
import { centreName, personTitle } from "../frame/DemoPeople.tsx";
import { call, post } from "../link/index.ts";
import { Field, Form, troubleOf } from "../parts/Form.tsx";
import { GrantFields, grantOf } from "./GrantFields.tsx";
import type { Account, HeldGrant } from "./types.ts";

interface PersonProps {
  readonly account: Account;
  readonly onChange: () => Promise<void>;
}

const everywhere = "*";

/** A role, where it holds and for whom. */
function grantText({ role, station, centre }: Omit<HeldGrant, "id" | "source">): string {
  const text = say.value;
  const where = station === everywhere ? text("people.everyStation") : station;
  const whose = centre === everywhere ? text("people.everyCentre") : centreName(centre);
  return `${text(`role.${role}` as "role.crew")} · ${where} · ${whose}`;
}

/** One account: what it may do, and everything that may be done to it. */
export function PersonPanel({ account, onChange }: PersonProps) {
  const text = say.value;
  const [trouble, setTrouble] = useState<string | null>(null);
  const path = `/people/${account.id}`;
  const isSelf = account.id === me.value?.person.id;
  const act = async (method: string, rest: string, body?: object) => {
    setTrouble(null);
    try {
      await call(method, path + rest, body);
      await onChange();
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  const remove = () => {
    if (confirm(text("people.removeSure", { name: account.name }))) void act("DELETE", "");
  };
  return (
    <section class="panel person" aria-labelledby={`person-${account.id}`}>
      <h2 id={`person-${account.id}`}>
        {personTitle(account.display_name)} <span class="muted">{account.name}</span>
      </h2>
      {account.disabled && <p class="trouble">{text("people.disabled")}</p>}
      {account.must_change_password && <p class="muted">{text("people.mustChange")}</p>}
      {account.issuer !== null && <p class="muted">{text("people.issuer", { issuer: account.issuer })}</p>}
      <ul class="grants">
        {account.grants.map((grant) => (
          <li key={grant.id}>
            <span>{grantText(grant)}</span>
            {grant.source === "local" && (
              <button
                type="button"
                aria-label={text("people.withdrawThis", { grant: grantText(grant) })}
                onClick={() => void act("DELETE", `/grants/${grant.id}`)}
              >
                {text("people.withdraw")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {account.grants.length === 0 && <p class="muted">{text("people.noGrants")}</p>}
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <details>
        <summary>{text("people.change")}</summary>
        <Form
          action={text("people.grant")}
          onSend={async (form) => {
            await post(`${path}/grants`, grantOf(form));
            await onChange();
          }}
        >
          <GrantFields of={account.id} />
        </Form>
        {account.issuer === null && (
          <Form
            action={text("people.setPassword")}
            done={text("people.passwordSet")}
            onSend={async (form) => {
              await post(`${path}/password`, { password: String(form.get("password")) });
              await onChange();
            }}
          >
            <Field
              id={`password-${account.id}`}
              label={text("people.newPassword")}
              name="password"
              type="password"
              autocomplete="new-password"
              hint={text("people.passwordHint")}
            />
          </Form>
        )}
        {!isSelf && (
          <p class="row">
            <button type="button" onClick={() => void act("PATCH", "", { disabled: !account.disabled })}>
              {text(account.disabled ? "people.enable" : "people.disable")}
            </button>
            <button type="button" onClick={remove}>
              {text("people.remove")}
            </button>
          </p>
        )}
      </details>
    </section>
  );
}
