import type { Texts } from "./texts.ts";

/** English: how the control centres hang together. */
export const enCentres = {
  "centres.cut":
    "Cut off from {centre} since {since}. Both go on; what each writes reaches the other once they are joined.",
  "centres.silent": "Nothing heard from {centre} since {since}: its network answers, its server does not.",
  "centres.unheard": "{centre} does not hear this centre. What is written here reaches it later.",
} satisfies Texts;
