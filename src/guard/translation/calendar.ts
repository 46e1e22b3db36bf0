/** Months and days of the week by language, as the beginnings that all their forms share; in order, the languages alike. */
const MONTHS: Readonly<Record<string, string>> = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december',
  en: 'january february march april may june july august september october november december',
  de: 'januar|jänner februar märz april mai juni juli august september oktober november dezember',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre',
  tr: 'ocak|ocağ şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık|aralığ',
  ar: 'يناير|كانون_الثاني فبراير|شباط مارس|آذار أبريل|إبريل|نيسان مايو|أيار يونيو|يونيه|حزيران يوليو|يوليه|تموز أغسطس|آب سبتمبر|أيلول أكتوبر|تشرين_الأول نوفمبر|تشرين_الثاني ديسمبر|كانون_الأول',
  pl: 'stycz lut marz|marc kwie maj czerw lip sierp wrze paźdz listopad grud',
  uk: 'січ лют берез|березн квіт травн|травен черв лип серп верес жовт листопад груд',
};
const DAYS: Readonly<Record<string, string>> = {
  nl: 'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
  en: 'monday tuesday wednesday thursday friday saturday sunday',
  de: 'montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag',
  fr: 'lundi mardi mercredi jeudi vendredi samedi dimanche',
  es: 'lunes martes miércoles jueves viernes sábado domingo',
  tr: 'pazartesi salı çarşamba perşembe cuma cumartesi pazar',
  ar: 'الاثنين|الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد',
  pl: 'poniedział wtor środ|środę czwart piąt sobot niedziel',
  uk: 'понеділ вівтор серед|середу четвер п’ятниц|п\'ятниц субот неділ',
};
/** Beginnings that are whole words of the language too, or of which another begins: they count only as the whole word. */
const WHOLE = new Set(['may', 'mars', 'march', 'mai', 'mei', 'mart', 'pazar', 'cuma', 'lut', 'maj', 'lip', 'آب', 'marzo', 'mayo']);

/** Months and days that a text names, as numbers: `m3`, `d1`. */
export function datesOf(text: string, language: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{M}’']+/gu) ?? [];
  const found = new Set<string>();
  for (const [kind, table] of [['m', MONTHS[language]], ['d', DAYS[language]]] as const) {
    for (const [index, names] of (table ?? '').split(' ').entries()) {
      if (names.split('|').some((name) => isNamed(name, words, text))) found.add(`${kind}${index + 1}`);
    }
  }
  return found;
}

function isNamed(name: string, words: readonly string[], text: string): boolean {
  if (name.includes('_')) return text.includes(name.replace('_', ' '));
  if (WHOLE.has(name)) return words.some((word) => word === name || (name.length > 3 && word.startsWith(`${name}'`)) || (name === 'lut' && /^lut(y|ego|ym)$/.test(word)) || (name === 'lip' && /^lip(iec|ca|cu)$/.test(word)) || (name === 'maj' && /^maj(a|u|em)?$/.test(word)));
  // Of "cumartesi" and "pazartesi" other days are the beginning: those count as whole words above.
  return words.some((word) => word.startsWith(name));
}
