/** Russian: fluxes and risk, what made a hole, conjunction messages and element sets, by the English pattern. */
export const ruPhrasesSky: Readonly<Record<string, string>> = {
  '"{0}", as in the row before': "«{0}», как в строке выше",
  "0 for SGP4": "0, то есть SGP4",
  "0 for SGP4; 4 is SGP4-XP, which SGP4 reads wrongly": "0, то есть SGP4; 4 — это SGP4-XP, SGP4 читает его неверно",
  "1e-4 in 85 days, over {0} days, assumed": "1e-4 за 85\u00a0сут, здесь за {0}\u00a0сут, принято",
  "; fragments come through a bumper and no sizes of their holes are known: this speaks for an impact if for anything":
    "; за экраном летят осколки, размеры отверстий от них не известны: если это о чём-то и говорит, то об ударе",
  "; larger particles come through a blanket and no sizes of their holes are known: this speaks for an impact if for anything":
    "; через изоляцию проходят частицы крупнее, размеры отверстий от них не известны: если это о чём-то и говорит, то об ударе",
  "Grün 1985 with the Earth's focusing and shielding": "модель Грюна 1985 года с притяжением и тенью Земли",
  "ORDEM2000 of 3 mm and more (NASA/TM-2009-214785 table 2-4), shape in diameter of NASA-90":
    "ORDEM2000 от 3\u00a0мм (NASA/TM-2009-214785, таблица 2-4), ход по диаметру из NASA-90",
  "TLE, or OMM as JSON, KVN, XML or CSV": "TLE или OMM в виде JSON, KVN, XML или CSV",
  "X, Y, Z in km that lie between 6,300 and 500,000 km from the Earth's centre":
    "X, Y, Z в км, от 6300 до 500\u00a0000\u00a0км от центра Земли",
  "X_DOT, Y_DOT, Z_DOT in km/s of 100 km/s together at most":
    "X_DOT, Y_DOT, Z_DOT в км/с, вместе не больше 100\u00a0км/с",
  "a Conjunction Data Message": "сообщение о сближении (CDM)",
  "a UTC time such as 2010-03-12T22:31:12.000": "время UTC, например 2010-03-12T22:31:12.000",
  "a catalogue number, its first digit perhaps a letter but I and O":
    "номер по каталогу, первым знаком может быть буква, кроме I и O",
  "a column diameter_cm or mass_g, one of them": "один из столбцов diameter_cm и mass_g",
  "a column without a name": "столбец без названия",
  "a column {0}": "столбец {0}",
  "a crack grows, an impact does not": "трещина растёт, а отверстие от удара нет",
  "a decimal number": "десятичное число",
  "a detector that hears {0} of such impacts, and {1} of what is none":
    "датчик отмечает долю {0} таких ударов и ложно срабатывает с вероятностью {1}",
  "a diameter in an unknown wall": "диаметр в неизвестной стенке",
  "a distance, 0 m or more": "расстояние, не меньше 0\u00a0м",
  "a document type declaration": "объявление типа документа",
  "a flux that goes on to larger ones": "поток, который продолжается к более крупным",
  "a heading and no rows": "заголовок без строк",
  "a heading without it": "заголовок без него",
  "a heading without size": "заголовок без размера",
  "a line of {0} characters": "строка из {0} знаков",
  "a message of {0} at most": "сообщение не длиннее {0}",
  "a number above 0": "число больше 0",
  "a number above from_mm, {0}": "число больше from_mm, {0}",
  "a number from 0 to 1": "число от 0 до 1",
  "a number of {0}": "число в {0}",
  "a number such as  28098-4": "число вида  28098-4",
  "a position covariance is not positive definite; what is missing was taken as (1e-4 R)2":
    "ковариация положения не положительно определена; недостающее принято равным (1e-4 R)²",
  "a probability of a hole in that time, or a station with a shield of that module":
    "вероятность отверстия за это время или станция, где у модуля описана защита",
  "a radius above 0 m": "радиус больше 0\u00a0м",
  "a seal leaks after it was worked": "уплотнение течёт после того, как его трогали",
  "a second <cdm>": "второй <cdm>",
  "a sheet of {0} mm, bare": "голом листе {0}\u00a0мм",
  "a size above that of the row before": "размер больше, чем в строке выше",
  "a station that says nothing of its shield": "станция, где о защите ничего не сказано",
  "a station with places of its modules (at_m)": "станция с местами модулей (at_m)",
  "a term of 1e18 at most": "член не больше 1e18",
  "a text": "текст",
  "a time from {0} to {1}, for which fluxes are known": "время с {0} по {1} год, для которого известны потоки",
  "a time in UTC, such as 2018-08-30T16:30:00Z": "время UTC, например 2018-08-30T16:30:00Z",
  "a variance, 0 or more": "дисперсия, не меньше 0",
  "a velocity across the position: without one the axes of the covariance are undefined":
    "скорость поперёк радиуса: без неё оси ковариации не определены",
  "a year": "год",
  "a zero byte": "нулевой байт",
  "an altitude": "высота",
  "an inclination": "наклонение",
  "an object that is tracked would not make a hole of millimetres: it says nothing":
    "отслеживаемый объект не сделал бы отверстия в миллиметры: это ни о чём не говорит",
  "an object with one element set": "объект с одним набором элементов",
  "as an engineer put it": "как указал инженер",
  "as given": "как указано",
  "broken XML ({0})": "нарушенный XML ({0})",
  "closest approach is {0} s from the stated time, which was corrected for":
    "наибольшее сближение на {0}\u00a0с отстоит от указанного времени; это учтено",
  'column "{0}"': "столбец «{0}»",
  "column {0} twice": "столбец {0} дважды",
  conjunction: "сближение",
  "cracks start at welds and frames, seals leak at seals":
    "трещины идут от швов и шпангоутов, уплотнения текут у уплотнений",
  cycling: "циклы давления и тепла",
  "debris comes along the horizon, most of it from ahead; meteoroids from above":
    "обломки летят вдоль горизонта, чаще спереди; метеороиды сверху",
  "debris: the flux of {0} stands for all of {1} to {2}": "обломки: поток {0} года принят для всех лет с {1} по {2}",
  "debris: {0}": "обломки: {0}",
  degrees: "градусы",
  detector: "датчик частиц",
  diameter: "диаметр",
  face: "сторона станции",
  "flux through the shield of {0} in {1} days, assumed":
    "поток через защиту модуля «{0}» за {1}\u00a0сут, защита принята",
  "flux through the shield of {0} in {1} days, published":
    "поток через защиту модуля «{0}» за {1}\u00a0сут, защита опубликована",
  "from states at the ends of the encounter it would be {0} times as large or as small":
    "по состояниям на краях сближения она была бы в {0} раза больше или меньше",
  "half a case in some 300 vehicles": "половина случая примерно на 300 кораблей",
  "holes by impacts in {0}: flux, ballistic limit, hole{1}":
    "отверстия от ударов в {0}: поток, баллистический предел, отверстие{1}",
  "hull of {0} years over {1} days, assumed": "корпус возрастом {0}\u00a0лет за {1}\u00a0сут, принято",
  "impacts and drills leave round holes, cracks and seals slits":
    "удары и свёрла оставляют круглые отверстия, трещины и уплотнения — щели",
  "it again (first in line {0})": "ещё раз (впервые в строке {0})",
  "it once": "один раз",
  "larger than {0} mm counts as that: the table ends there":
    "крупнее {0}\u00a0мм считаются такими же: там таблица кончается",
  "likelihoods without a flux behind them are judged, as are the priors of drilled, crack and seal: edit them":
    "правдоподобия, за которыми нет потока, оценены на глаз, как и априорные для сверла, трещины и уплотнения: их можно править",
  "line 1 of an element set": "строка 1 набора элементов",
  "line 2 of an element set": "строка 2 набора элементов",
  "metal that is struck flows into a lip; a drill cuts": "от удара металл течёт и даёт валик; сверло режет",
  "meteoroid: {0}": "метеороиды: {0}",
  "neither a prior nor a shield of {0}": "ни априорной вероятности, ни защиты модуля {0}",
  "no KEYWORD = value": "нет строк вида КЛЮЧ = значение",
  "no element set": "ни одного набора элементов",
  "no more than in the row before: the flux of that size and more":
    "не больше, чем выше: это поток такого размера и крупнее",
  "no sizes of debris that perforate {0} mm": "нет размеров обломков, пробивающих {0}\u00a0мм",
  "no sizes of meteoroid that perforate {0} mm": "нет размеров метеороидов, пробивающих {0}\u00a0мм",
  "no such keyword": "нет такого ключа",
  "one message in a file": "одно сообщение в файле",
  "one of them": "одно из них",
  onset: "начало",
  other: "другое",
  "outer-layer": "наружный слой",
  "patch-inside": "заплата изнутри",
  photograph: "снимок",
  "pieces of evidence are taken as independent of each other, given the cause":
    "свидетельства при данной причине считаются независимыми",
  pits: "ямки",
  "pressure and temperature that come and go drive cracks": "перепады давления и температуры растят трещины",
  "read as {0} they agree, and the probability is {1}: the frame may be named wrongly":
    "если считать их данными в {0}, они сходятся, и вероятность {1}: возможно, система названа неверно",
  "revolutions a day": "обороты в сутки",
  rim: "кромка",
  "seven digits": "семь цифр",
  shape: "форма",
  "somebody knew of the hole before it leaked": "об отверстии знали до утечки",
  "that of the row before": "как в строке выше",
  "the element <{0}>": "элемент <{0}>",
  "the encounter takes {0} s at {1} m/s: not a straight line":
    "сближение длится {0}\u00a0с при {1}\u00a0м/с: путь не прямой",
  "the end": "конец",
  "the message has no covariance of the velocities: whether errors stay the same cannot be told":
    "в сообщении нет ковариации скоростей: меняются ли ошибки, сказать нельзя",
  "the objects do not move against each other: the probability is undefined":
    "объекты не движутся относительно друг друга: вероятность не определена",
  "the stated relative position ({0}) m is by the states in {1} ({2}) m":
    "указанное относительное положение ({0})\u00a0м, а по состояниям в {1} ({2})\u00a0м",
  "the states pass at {0} m, the message states {1} m": "по состояниям расстояние {0}\u00a0м, в сообщении {1}\u00a0м",
  "the table is for 400 km: {0} km by NASA-90's dependence, band wider by {1}":
    "таблица для 400\u00a0км: {0}\u00a0км по зависимости NASA-90, полоса шире в {1} раза",
  "the table of ORDEM2000 runs from {0} to {1}: its first flux is held, band wider by {2}":
    "таблица ORDEM2000 охватывает {0}–{1} годы: взят её первый поток, полоса шире в {2} раза",
  "the table of ORDEM2000 runs from {0} to {1}: its last flux is held, band wider by {2}":
    "таблица ORDEM2000 охватывает {0}–{1} годы: взят её последний поток, полоса шире в {2} раза",
  "the text ends within <{0}>": "текст обрывается внутри <{0}>",
  "through a blanket or bumper a cloud of fragments arrives": "за изоляцией или экраном летит облако осколков",
  "torque about x, y and z": "момент вокруг x, y и z",
  "two columns of size": "два столбца размера",
  "two digits of the year and the day from 1 to 366 with its fraction": "две цифры года и день от 1 до 366 с долей",
  "two objects": "два объекта",
  "two rows or more of debris or meteoroid": "две строки debris или meteoroid или больше",
  "two rows or more of {0}": "две строки {0} или больше",
  "two sigma along the orbit are bent by {0} m, against {1} m across":
    "две сигмы вдоль орбиты изогнуты на {0}\u00a0м при {1}\u00a0м поперёк",
  "up to nine digits": "до девяти цифр",
  "up to {0}, for which it has a flux": "до {0}, для которых известен поток",
  "valid JSON": "правильный JSON",
  "wall-position": "место в стенке",
  "wall: thickness_mm: beside it, or a likelihood of debris and meteoroid":
    "рядом wall: thickness_mm: или правдоподобия debris и meteoroid",
  "well-formed XML": "правильный XML",
  "what came from outside went through every layer before the wall": "летевшее снаружи прошло все слои перед стенкой",
  "what else is seen beside the hole: a drill that slipped, or metal that splashed":
    "что видно рядом: следы сорвавшегося сверла или брызги металла",
  "worked-before": "работы незадолго до этого",
  "{0} ({1})": "{0} ({1})",
  "{0} = 1.0, the begin of a message": "{0} = 1.0, начало сообщения",
  "{0} and {1}": "{0} и {1}",
  "{0} as one of the two, the norad_id of {1}": "{0} среди двух объектов, norad_id станции {1}",
  "{0} come from one source ({1}): together they say less than is counted here":
    "{0}: из одного источника ({1}), вместе они говорят меньше, чем здесь учтено",
  "{0} mm or more, where the table begins": "{0}\u00a0мм или больше, с чего начинается таблица",
  "{0} of them": "их {0}",
  "{0} of {1}": "{0}: {1}",
  "{0} to {1} mm": "от {0} до {1}\u00a0мм",
  "{0} to {1} {2}: the model says nothing outside": "от {0} до {1} {2}: вне этого модель ничего не говорит",
  "{0} values": "значений: {0}",
  "{0} years": "лет: {0}",
  "{0}: found elements of {1} that make no orbit all that time, expected newer ones":
    "{0}: по элементам {1} орбиты на всё это время нет, нужны более новые.",
  "{0}: found no norad_id in the station file, expected the station's catalogue number":
    "{0}: в файле станции нет norad_id, номера станции по каталогу.",
  "{0}: found no readable element set of {1} among {2} objects, expected the station's own orbit in it":
    "{0}: среди {2} объектов нет читаемых элементов станции ({1}), нужна и её орбита.",
  "{0}, one a keyword": "{0}, по одному на ключ",
  "{0}, that of line 1": "{0}, как в строке 1",
  "{0}, the frame of OBJECT1": "{0}, система объекта OBJECT1",
  "{0}, which is no JSON there": "{0}, что здесь не JSON",
  "{0}; a factor {1} either way": "{0}; в {1} раза в обе стороны",
  "{0}; {1}": "{0}; {1}",
};
