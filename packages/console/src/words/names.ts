/** What is known by name: modules, ships, stations and the people who were aboard that night, as each language calls them. A name that is not here stays as its file has it. */
import type { Language } from "./words.ts";

const russian: Readonly<Record<string, string>> = {
  "International Space Station, 30 August 2018": "Международная космическая станция, 30 августа 2018 года",
  "International Space Station, January 2004": "Международная космическая станция, январь 2004 года",
  "International Space Station, live": "Международная космическая станция, прямой эфир",
  "ISS as one volume, one Astro Pi barometer": "МКС как один объём, один барометр Astro Pi",
  "Mir, June 1997": "«Мир», июнь 1997 года",
  "Lunar base (invented)": "Лунная база (вымышленная)",
  "Ring habitat (invented)": "Кольцевая станция (вымышленная)",
  "Spine outpost (invented)": "Станция-хребет (вымышленная)",
  "Sixteen modules in a tree": "Шестнадцать модулей деревом",
  "Soyuz MS-09, 29 to 31 August 2018": "«Союз МС-09», с 29 по 31 августа 2018 года",
  "Window hose in Destiny, December 2003 to January 2004":
    "Шланг иллюминатора в «Дестини», с декабря 2003 по январь 2004 года",
  "Mir and Spektr, 25 June 1997": "«Мир» и «Спектр», 25 июня 1997 года",
  "PrK hold tests, December 2020 and March 2021": "Проверки ПрК, декабрь 2020 и март 2021 года",
  "A quiet month, no leak": "Спокойный месяц без утечки",
  "A cold snap that looks like a leak": "Похолодание, похожее на утечку",
  "ISS cabin": "Отсек МКС",
  BEAM: "БИМ",
  Artemyev: "Артемьев",
  Arnold: "Арнольд",
  Aunon: "Ауньон",
  "Base block working compartment": "Базовый блок, рабочий отсек",
  "Base block transfer compartment": "Базовый блок, переходный отсек",
  Columbus: "Коламбус",
  "Crew Dragon": "Крю Дрэгон",
  Cupola: "Купола",
  Destiny: "Дестини",
  Feustel: "Фойстел",
  Gerst: "Герст",
  Harmony: "Гармония",
  Kibo: "Кибо",
  "Kibo ELM": "Кибо, склад",
  "Kibo logistics module": "Кибо, складской модуль",
  Kristall: "Кристалл",
  Kvant: "Квант",
  "Kvant-2": "Квант-2",
  Leonardo: "Леонардо",
  Nauka: "Наука",
  "PMA-1": "ПМА-1",
  "PMA-2": "ПМА-2",
  "PMA-3": "ПМА-3",
  Pirs: "Пирс",
  PkhO: "ПхО",
  Poisk: "Поиск",
  PrK: "ПрК",
  "Pressurized Mating Adapter 1": "Гермоадаптер 1",
  "Pressurized Mating Adapter 2": "Гермоадаптер 2",
  "Pressurized Mating Adapter 3": "Гермоадаптер 3",
  Prichal: "Причал",
  Priroda: "Природа",
  "Progress at Zvezda": "Прогресс у «Звезды»",
  Prokopyev: "Прокопьев",
  Quest: "Квест",
  "Quest airlock": "Шлюз «Квест»",
  "Quest crewlock": "Квест, шлюзовой отсек",
  "Quest equipment lock": "Квест, отсек оборудования",
  Rassvet: "Рассвет",
  Spektr: "Спектр",
  Tranquility: "Транквилити",
  Unity: "Юнити",
  Zarya: "Заря",
  Zvezda: "Звезда",
  "Zvezda transfer compartment": "Звезда, переходный отсек",
  "Zvezda transfer tunnel": "Звезда, промежуточная камера",
  "Zvezda working compartment": "Звезда, рабочий отсек",
};

const ships: Readonly<Record<string, string>> = { Soyuz: "Союз", Progress: "Прогресс" };
const series: Readonly<Record<string, string>> = { MS: "МС", TMA: "ТМА", TM: "ТМ", M: "М" };
const parts: Readonly<Record<string, string>> = {
  "descent module": ", спускаемый аппарат",
  "orbital module": ", бытовой отсек",
  DM: " СА",
  OM: " БО",
};
const ship = /^(?:(Soyuz|Progress) ?)?(?:(MS|TMA|TM|M)-(\d+))?(?: (descent module|orbital module|DM|OM))?$/;

/** `name` as people of that language call it; what stands behind it in brackets is kept. */
export function nameIn(language: Language, name: string): string {
  if (language === "en") return name;
  const known = russian[name];
  if (known !== undefined) return known;
  const [, training, real] = /^TRAINING (\d+): (.+)$/.exec(name) ?? [];
  if (real !== undefined) return `ТРЕНИРОВКА ${training}: ${nameIn(language, real)}`;
  const [, plain = name, rest = ""] = /^(.*?)(\s*\([^)]*\))$/.exec(name) ?? [];
  if (russian[plain] !== undefined) return russian[plain] + rest.replace("Node", "узел");
  const found = ship.exec(plain);
  if (found === null || plain === "") return name;
  const [, kind, line, number, part] = found;
  const head = [ships[kind ?? ""], line === undefined ? undefined : `${series[line]}-${number}`];
  return head.filter((one) => one !== undefined).join(" ") + (parts[part ?? ""] ?? "") + rest;
}
