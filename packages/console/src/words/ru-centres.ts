import type { Texts } from "./texts.ts";

/** Russian: how the control centres hang together. */
export const ruCentres = {
  "centres.cut":
    "Нет связи с центром «{centre}» с {since}. Оба работают; записи каждого придут к другому, когда связь восстановится.",
  "centres.silent": "Центр «{centre}» молчит с {since}: сеть отвечает, сервер нет.",
  "centres.unheard": "Центр «{centre}» не слышит этот центр. Записи отсюда придут к нему позже.",
} satisfies Texts;
