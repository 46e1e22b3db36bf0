import { runsOf } from '../extract/ocr/warnings.ts';
import type { OcrPage } from '../extract/types.ts';
import type { Garbled } from './garbled.ts';
import type { QualityReport } from './report.ts';
import type { Screening } from './screening.ts';

/** A share of words that are none from which a document is worth a look; test/bench/quality.ts shows what it parts. */
const garbledFrom = 0.03;
/** Words under which that share is chance. */
const garbledWords = 30;
/** One may be a quotation of just such a fault. */
const misreadFrom = 3;
/** Recognised text that is so sure on the mean is read well enough: under it about one word in five is wrong. */
const ocrFrom = 0.8;
/** A page under this misleads also between pages that came through well. */
const ocrPageFrom = 0.6;
/** A page of a letter has 1,500 characters and more; less than this over a whole document means that most was not read. */
const thinPage = 100;

const languages: Readonly<Record<string, string>> = {
  fy: 'Fries', en: 'Engels', de: 'Duits', fr: 'Frans', es: 'Spaans', pt: 'Portugees', it: 'Italiaans', pl: 'Pools', ro: 'Roemeens', bg: 'Bulgaars',
  hu: 'Hongaars', tr: 'Turks', ar: 'Arabisch', fa: 'Perzisch', ku: 'Koerdisch', ru: 'Russisch', uk: 'Oekraïens', am: 'Amhaars', zh: 'Chinees',
};

/** What an editor should know of the figures, and do about it. */
export function qualityWarnings(
  figures: Omit<QualityReport, 'warnings'>,
  ocr: readonly OcrPage[],
  { words, misread }: Pick<Garbled, 'words' | 'misread'>,
): string[] {
  const { silentPages, garbled, language, hidden, pages, characters, screening } = figures;
  const warnings: string[] = [];
  const say = (...sentences: string[]): number => warnings.push(sentences.join(' '));
  if (screening.orders.count > 0)
    say(
      `Er staat tekst in die op een opdracht aan een computer lijkt (${screening.orders.count === 1 ? '1 passage' : `${screening.orders.count} passages`}). De balie laat die zinnen weg.`,
      'Lees ze na, en haal ze uit het document als ze er niet in horen.',
    );
  const personal = seriousIn(screening);
  if (personal !== '')
    say(
      `Er staan persoonsgegevens in: ${personal}.`,
      'Haal ze weg als inwoners dit document mogen lezen.',
    );
  if (silentPages.length > 0)
    say(
      `${pagesOf(silentPages)} zonder leesbare tekst.`,
      'Lever een scherpere scan of de tekst zelf aan als daar iets staat.',
    );
  const leastSure = (figures.ocr?.confidence ?? 1) < ocrFrom ? ocrFrom : ocrPageFrom;
  const blurred = ocr.filter(({ confidence }) => confidence < leastSure).map(({ page }) => page);
  if (blurred.length > 0)
    say(
      `${pagesOf(blurred)} van een scan gelezen met veel twijfel.`,
      'Vergelijk de tekst met het origineel, of lever een scherpere scan aan.',
    );
  if (misread >= misreadFrom)
    say(
      `${misread} woorden hebben verkeerde tekens, zoals ${quoted(garbled.examples)}.`,
      'Sla het bestand op als UTF-8 en lever dat aan.',
    );
  else if (words >= garbledWords && garbled.share >= garbledFrom)
    say(
      `${percent(garbled.share)} van de woorden is onleesbaar, zoals ${quoted(garbled.examples)}.`,
      'Sla het document opnieuw op vanuit het programma waarin het is gemaakt, en lever dat aan.',
    );
  if (language !== undefined && language.code !== 'nl')
    say(
      `De tekst is ${languages[language.code] ?? `in een andere taal (${language.code})`}.`,
      'Vragen in het Nederlands vinden deze tekst slecht: voeg ook een Nederlandse versie toe.',
    );
  if (hidden.count > 0) {
    const pieces = hidden.count === 1 ? '1 stuk' : `${hidden.count} stukken`;
    say(
      `Er staat verborgen tekst in (${pieces}, ${hidden.characters.toLocaleString('nl-NL')} tekens). Die doet niet mee.`,
      'Maak de tekst zichtbaar als die erbij hoort, en haal de tekst anders weg.',
    );
  }
  if (pages !== undefined && pages >= 3 && silentPages.length === 0 && characters / pages < thinPage)
    say(
      `Er is weinig tekst voor ${pages} pagina’s.`,
      'Controleer of alles is gelezen; lever anders de tekst zelf aan.',
    );
  return warnings;
}

/** What is somebody's for life, or leads to one person; names and mailboxes of civil servants stand in most documents. */
const serious = { bsn: ['burgerservicenummer', 'burgerservicenummers'], document: ['nummer van een paspoort of kaart', 'nummers van paspoorten of kaarten'], birthdate: ['geboortedatum', 'geboortedatums'], plate: ['kenteken', 'kentekens'] } as const;

function seriousIn({ personal }: Screening): string {
  const found = Object.entries(serious).flatMap(([type, [one, more]]) => {
    const count = personal[type as keyof typeof serious] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : more}`];
  });
  return found.join(', ');
}

/** `Pagina 3 is`, `Pagina’s 3, 5–7 en 9 zijn`: as far as a person reads on. */
function pagesOf(pages: readonly number[]): string {
  const runs = runsOf(pages.toSorted((a, b) => a - b));
  const shown = runs.slice(0, 8).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const rest = runs.length > 8 ? ' en verder' : '';
  return pages.length === 1 ? `Pagina ${shown.join('')} is` : `Pagina’s ${shown.join(', ')}${rest} zijn`;
}

function quoted(examples: readonly string[]): string {
  return examples
    .slice(0, 3)
    .map((word) => `“${word}”`)
    .join(', ');
}

function percent(share: number): string {
  return share.toLocaleString('nl-NL', { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });
}
