import type { en } from "./en.ts";
import type { Forms } from "./texts.ts";

export type Key = keyof typeof en;
export type Catalogue = Readonly<Record<Key, string | Forms>>;
