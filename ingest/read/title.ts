import { basename } from 'node:path';
import { cut } from '../../src/cut.ts';
import { legalHeading } from '../extract/structure/legal.ts';
import { tidy } from '../extract/structure/tidy.ts';
import type { ExtractedDocument } from '../extract/types.ts';

/** Words that say which kind of document it is or who made it, and not what it is about. */
const kinds = new Set(
  (
    'verordening raadsverordening raadsvoorstel raadsbesluit besluit collegebesluit collegevoorstel voorstel bestuursvoorstel brief raadsbrief collegebrief ' +
    'raadsinformatiebrief memo notitie nota rapport bijlage document agenda notulen verslag besluitenlijst lijst beleid beleidsregel beleidsregels regeling reglement ' +
    'handleiding formulier aanvraag aanvraagformulier advies inhoud inhoudsopgave concept definitief definitieve def versie kopie scan foto bericht bestand pagina home ' +
    'tweede eerste kamer staten generaal gemeente gemeenteraad raad college burgemeester wethouders provincie ministerie gemeenteblad staatscourant staatsblad ' +
    'de het een van der den en voor aan nr nummer titel onbekend naamloos untitled img dsc doc pdf blad sheet'
  ).split(' '),
);
/** The head of a letter: an authority and its name, and nothing else. */
const letterhead = /^(?:[Gg]emeente|[Pp]rovincie|[Mm]inisterie|[Ww]aterschap|[Oo]mgevingsdienst|[Vv]eiligheidsregio)(?:\s+(?:van|voor|en|de|het|\p{Lu}[\p{L}’'-]*))+$/u;
const cited = /(?:aangehaald|geciteerd)\s+als\s*:?\s*["“”„«‘']?([^"“”»\n]{5,200}?)["”“»’']?\s*\.?\s*(?:\n|$)/i;
const subject = /(?:^|\n)(?:onderwerp|betreft)\s*[:|]\s*([^\n]{5,300})/i;
/** `Vragen van het lid … over …`, `Motie … inzake …`: a line that says of itself what it is about. */
const about = /^(?:(?:schriftelijke )?vragen van|antwoord(?:en)? op|motie|amendement|brief|besluit|verslag|notitie|voorstel|verordening)\b.{5,400}?\b(?:over|inzake|betreffende|tot|op|van)\b./i;
const noSubject = /^(?:geachte|beste|aan:?|datum|kenmerk|retour|postbus|telefoon|pagina|bladzijde|vergadering|bevoegdheid|vraag \d|antwoord \d)\b/i;
const readAhead = 12;
const most = 400;

/** Whether a title says what a document is about, and not only of which kind it is. */
export function saysSomething(title: string): boolean {
  if (letterhead.test(title)) return false;
  const words = title.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.some((word) => word.length >= 3 && !kinds.has(word));
}

/**
 * The title of a document that was given none: its own when that says something, then what it is cited as, its subject, its first
 * heading or line that does, the name of its file; its own at last.
 * @returns with `isPoor` when it says nothing to a resident.
 */
export function titleOf(extracted: Pick<ExtractedDocument, 'title' | 'sections'>, fileName: string): { readonly title: string; readonly isPoor: boolean } {
  const own = oneLine(extracted.title ?? '');
  const name = oneLine(basename(fileName).replace(/\.[^.]+$/, '').replace(/[-_]+/g, ' '));
  const isNamed = /\p{L}{3,}.*\s.*\p{L}{3,}|\p{L}{5,}/u.test(name) && saysSomething(name);
  if (saysSomething(own)) return { title: cut(own, 500), isPoor: false };
  const better = betterIn(extracted);
  const title = better ?? (isNamed ? name : own || name || basename(fileName));
  return { title: cut(title, 500), isPoor: better === undefined && !isNamed };
}

function betterIn({ sections }: Pick<ExtractedDocument, 'sections'>): string | undefined {
  const opening = sections.slice(0, readAhead);
  const blocks = opening.flatMap((section) => section.text.slice(0, 3_000).split(/\n{2,}/));
  const paragraphs = blocks.map(oneLine);
  const text = opening.map((section) => section.text.slice(0, 3_000)).join('\n').replace(/(onderwerp|betreft)\s*:\s*\n+/gi, '$1: ');
  const citation = sections.slice(-readAhead).map((section) => cited.exec(section.text.slice(-5_000))?.[1]).find((found) => found !== undefined);
  const headings = opening.flatMap((section) => section.headings.map(oneLine)).filter((heading) => legalHeading(heading) === undefined);
  // Lists and rows of tables are more lines than one.
  const lines = blocks.slice(0, 3).filter((block) => !block.includes('\n') && !/[.,:]$|;/.test(block));
  const isBare = opening[0]?.headings.length === 0;
  const candidates = [
    citation,
    subject.exec(text)?.[1],
    ...paragraphs.filter((line) => about.test(line)).map((line) => line.replace(/\s*\((?:ingezonden|ontvangen)\b.*$/i, '')),
    ...(isBare ? [...lines, ...headings] : [...headings, ...lines]),
  ];
  return candidates.map((found) => oneLine(found ?? '').replace(/^["“”„«]+|["“”»]+$|\.$/gu, '')).find(isTitle);
}

function isTitle(line: string): boolean {
  const isLine = line.length >= 8 && line.length <= most && /^[\p{Lu}\p{N}]/u.test(line) && /\s/.test(line) && !line.includes('|');
  return isLine && !noSubject.test(line) && (line.match(/\p{L}{3,}/gu) ?? []).length >= 2 && saysSomething(line);
}

function oneLine(text: string): string {
  return tidy(text).replace(/\s+/g, ' ').trim();
}
