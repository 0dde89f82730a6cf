import type { enReplay } from "./en-replay.ts";
import type { Forms } from "./texts.ts";

/** Russian: a station as it was. */
export const ruReplay: Readonly<Record<keyof typeof enReplay, string | Forms>> = {
  "page.replay": "Повтор",
  "replay.title": "Повтор",
  "replay.badge": "ПОВТОР",
  "replay.back": "К прямой передаче",
  "replay.moment": "Показанный момент",
  "replay.play": "Пуск",
  "replay.pause": "Пауза",
  "replay.before": "Предыдущая запись",
  "replay.after": "Следующая запись",
  "replay.speed": "Скорость",
  "replay.lost": "Сервер не отвечает: показан более ранний момент.",
  "replay.live": "Сейчас на станции:",
  "replay.about":
    "Обзор, схема, графики и журнал, какими они были в любой момент, и ничего из того, что было после. Действовать в это время нельзя; сигналы со станции показываются.",
  "replay.incidents": "Происшествия",
  "replay.noIncident": "Не было.",
  "replay.this": "Повторить",
  "replay.window": "Любое время",
  "replay.from": "С, {zone}",
  "replay.to": "По, {zone}",
  "replay.as.utc": "По дате: 2018-08-29 23:24",
  "replay.as.gmt": "По дню года: 2018/241/23:24",
  "replay.open": "Показать",
  "replay.wrong": "Нужны два времени, как показано, начало раньше конца.",
};
