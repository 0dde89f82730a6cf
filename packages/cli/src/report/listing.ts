import type { Shell } from "../shell/index.ts";
import { wrap } from "./text.ts";

/** What ships: the id to type, its name, and a line about it. */
export function listing(shell: Shell, all: readonly { id: string; name: string; about: string }[]): string {
  return all
    .map(({ id, name, about }) => `${shell.paint("bold", id)}  ${name}\n${wrap(`    ${about}`, 80, 4).join("\n")}\n`)
    .join("");
}
