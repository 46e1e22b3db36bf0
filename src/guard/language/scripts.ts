import { letterReader } from './letters.ts';

/** The language of a text that is not written in Latin letters, by its letters and small words. */

const SCRIPTS = {
  arabic: /\p{Script=Arabic}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  ethiopic: /\p{Script=Ethiopic}/gu,
  han: /\p{Script=Han}/gu,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  hangul: /\p{Script=Hangul}/gu,
  greek: /\p{Script=Greek}/gu,
  hebrew: /\p{Script=Hebrew}/gu,
  devanagari: /\p{Script=Devanagari}/gu,
  latin: /\p{Script=Latin}/gu,
} as const;
type Script = keyof typeof SCRIPTS;

/** The script that most letters are of; undefined where there is no letter, or only of scripts that nobody writes to a Dutch municipality in. */
export function scriptOf(text: string): Script | undefined {
  let best: { script: Script; count: number } | undefined;
  for (const [script, pattern] of Object.entries(SCRIPTS) as [Script, RegExp][]) {
    const count = text.match(pattern)?.length ?? 0;
    if (count > (best?.count ?? 0)) best = { script, count };
  }
  return best?.script;
}

/** Small words and words of asking that the other languages of the script do not have. */
const CYRILLIC_WORDS: Readonly<Record<string, readonly string[]>> = {
  ru: split('и в не на что как где когда сколько стоит мне я мой нужно нужен можно ли это или для если есть у меня получить хочу почему кто какие паспорт мусор налог помощь квартира ребенок ребёнок записаться здравствуйте спасибо пожалуйста сегодня завтра потерял потеряла'),
  uk: split('і й та в у не на що як де коли скільки коштує мені я мій потрібно можна чи це або для якщо є отримати хочу чому хто які паспорт сміття податок допомога квартира дитина записатися вітаю дякую будь ласка сьогодні завтра загубив загубила треба мені новий нова нове ще одне запитання питання зламаний закінчився термін помер померла народився народилася'),
  bg: split('и в не на какво как къде кога колко струва ми аз моя моят трябва може ли това или за ако има имам да се получа искам защо кой какви паспорт боклук данък помощ жилище дете час здравейте благодаря моля днес утре загубих са съм е с от ще подновя запиша'),
};
const CYRILLIC_LETTERS: Readonly<Record<string, RegExp>> = { uk: /[іїєґ]/gu, ru: /[ыэё]/gu, bg: /ъ/gu };

/** In letters that all three write. */
const byLetters = letterReader(['ru', 'uk', 'bg']);
const LETTERS_WEIGHT = 6;

const PERSIAN_LETTERS = /[پچژگکی]/gu;
const ARABIC_LETTERS = /[ةىيكأإؤئ]/gu;
const PERSIAN_WORDS = split('چگونه چطور کجا کی چه چقدر برای را از با در به است هست می خواهم باید من گذرنامه پاسپورت سلام کنم دارم شود این آیا');
const TIGRINYA_WORDS = split('ከመይ ክንደይ ኣበይ መዓስ እንታይ መን ስለምንታይ ናይ ን ኣብ ካብ ምስ እዩ ኣለኒ ክገብር ይኽእል ፓስፖርት ፓስፖርተይ የድልየኒ ክሓድስ ቆልዓ ገዛ ሰላም የቐንየለይ ክንድይ ይኸፍት ኣድራሻ');
const AMHARIC_WORDS = split('እንዴት ስንት የት መቼ ምን ማን ለምን ነው አለኝ እችላለሁ ወደ ውስጥ ላይ ቤት ልጅ ሰላም አመሰግናለሁ እፈልጋለሁ ፓስፖርቴን ማደስ');

/** The language of a script that is not Latin; undefined for one that is none. */
export function languageOfScript(script: Script, text: string): { readonly code: string; readonly certainty: number } {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  switch (script) {
    case 'arabic': {
      const persian = count(text, PERSIAN_LETTERS) + 2 * among(words, PERSIAN_WORDS);
      const arabic = count(text, ARABIC_LETTERS) + words.filter((word) => word.startsWith('ال')).length;
      return persian > arabic ? { code: 'fa', certainty: sure(persian - arabic) } : { code: 'ar', certainty: sure(arabic - persian + 1) };
    }
    case 'cyrillic':
      return best(['ru', 'uk', 'bg'].map((code) => [code, 2 * count(text.toLowerCase(), CYRILLIC_LETTERS[code]) + among(words, CYRILLIC_WORDS[code]) + LETTERS_WEIGHT * (byLetters(text).getScores()[code] ?? 0)]));
    case 'ethiopic':
      return best([
        // Tigrinya writes ኣ, ኸ and ቐ, which Amharic hardly has.
        ['ti', among(words, TIGRINYA_WORDS) + count(text, /[ኣኸኹኺኻኼኽኾቐቑቒቓቔቕቖ]/gu)],
        ['am', among(words, AMHARIC_WORDS) + count(text, /[አሃሐ]/gu) / 2],
      ]);
    case 'han':
      return { code: 'zh', certainty: 0.95 };
    case 'kana':
      return { code: 'ja', certainty: 0.95 };
    case 'hangul':
      return { code: 'ko', certainty: 0.95 };
    case 'greek':
      return { code: 'el', certainty: 0.95 };
    case 'hebrew':
      return { code: 'he', certainty: 0.95 };
    case 'devanagari':
      return { code: 'hi', certainty: 0.8 };
    case 'latin':
      return { code: 'nl', certainty: 0 };
  }
}

function best(scores: readonly (readonly [string, number])[]): { code: string; certainty: number } {
  const [first, second] = scores.toSorted(([, left], [, right]) => right - left);
  return { code: first?.[0] ?? 'nl', certainty: sure((first?.[1] ?? 0) - (second?.[1] ?? 0)) };
}

function sure(lead: number): number {
  return Math.round((1 - 0.4 / (1 + Math.max(0, lead))) * 100) / 100;
}

function count(text: string, pattern: RegExp | undefined): number {
  return pattern === undefined ? 0 : (text.match(pattern)?.length ?? 0);
}

function among(words: readonly string[], list: readonly string[] = []): number {
  return words.filter((word) => list.includes(word)).length;
}

function split(words: string): string[] {
  return words.split(' ');
}
