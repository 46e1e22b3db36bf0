import { cut } from '../../../cut.ts';
import type { CheckedDuty } from './finding.ts';
import { isHiddenBy, type Piece, visiblePieces } from './visible.ts';

/** What was found of one duty in one answer of the desk. */
export interface Look {
  readonly duty: CheckedDuty;
  readonly isMet: boolean;
  readonly seen: string;
}

/** Written down here too, so that a change elsewhere is seen: IPTC's code for what a trained model made. */
const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
/** AI as the languages of the desk call it. */
const AI = /(?<![\p{L}\d])(?:AI|A\.I\.|KI|IA|ШІ|ИИ|YZ)(?![\p{L}\d])|kunstmatige intelligentie|artificial intelligence|künstliche intelligenz|intelligence artificielle|inteligencia artificial|sztuczn\p{L}+ inteligenc|yapay zek|штучн\p{L}+ інтелект|ذكاء اصطناعي|الذكاء الاصطناعي/iu;
/** Where a conversation is passed on. */
const PASS_ON = /<(?:form\b[^>]*\baction|button\b[^>]*\bformaction)="\/doorgeven["#?]/;
const QUESTION_FIELD = /<textarea\b[^>]*\bname="(?:question|vraag)"/i;

/** Whether it says before the field for a question that one talks with AI, in sight. @param css of all styles of the page. */
export function toldOnPage(html: string, css: string): Look {
  const field = QUESTION_FIELD.exec(html)?.index;
  if (field === undefined) return { duty: 'told', isMet: false, seen: 'er is geen vak voor een vraag gevonden' };
  return told(visiblePieces(html, field), css, 'voor het vak voor een vraag');
}

/** Whether an answer says by itself that AI wrote it, for who opens it later. */
export function toldWithAnswer(html: string, css: string): Look {
  const start = html.search(/<div class="[^"]*\bbalie-answer\b/);
  if (start < 0) return { duty: 'told', isMet: false, seen: 'er is geen antwoord gevonden' };
  return told(visiblePieces(html).filter(({ classes }) => classes.has('balie-answer') && !classes.has('balie-answer__text')), css, 'bij het antwoord');
}

function told(pieces: readonly Piece[], css: string, where: string): Look {
  const saying = pieces.filter(({ text }) => AI.test(text));
  const seen = saying.find(({ classes }) => !isHiddenBy(css, classes));
  if (seen !== undefined) return { duty: 'told', isMet: true, seen: `${where}: ‘${cut(seen.text, 120)}’` };
  return { duty: 'told', isMet: false, seen: saying.length === 0 ? `${where} staat niets over AI` : `${where} staat het wel, maar de huisstijl verbergt het` };
}

/** Whether the text of an answer carries the mark, as microdata. */
export function markedOnPage(html: string): Look {
  const answer = /<div class="[^"]*\bbalie-answer\b(?<attributes>[^>]*)>(?<inside>[^]*)/.exec(html)?.groups;
  const isWork = answer?.['attributes']?.includes('itemscope') === true;
  const hasType = new RegExp(`<link[^>]*itemprop="digitalSourceType"[^>]*href="${SOURCE_TYPE}"`).test(answer?.['inside'] ?? '');
  const hasText = /itemprop="text"/.test(answer?.['inside'] ?? '');
  const isMet = isWork && hasType && hasText;
  return { duty: 'marked', isMet, seen: isMet ? 'merkteken digitalSourceType bij de tekst van het antwoord' : 'het merkteken digitalSourceType staat niet bij de tekst van het antwoord' };
}

/** Whether an answer for programs carries the mark, in whatever dialect. @param header whether its head does too. */
export function markedInData(body: string, headers: Headers, needsHeader: boolean): Look {
  const inBody = body.includes(`"digitalSourceType":"${SOURCE_TYPE}"`);
  const inHead = /\bmode=machine-generated\b/.test(headers.get('AI-Disclosure') ?? '');
  const lacking = [...(inBody ? [] : ['in het antwoord']), ...(needsHeader && !inHead ? ['in de kop AI-Disclosure'] : [])];
  return { duty: 'marked', isMet: lacking.length === 0, seen: lacking.length === 0 ? `merkteken in het antwoord${needsHeader ? ' en in de kop AI-Disclosure' : ''}` : `geen merkteken ${lacking.join(' en ')}` };
}

/** Whether a page shows how to reach a person. @param ways telephone, address, page of contact. */
export function personOnPage(html: string, ways: readonly string[], css: string): Look {
  const pieces = visiblePieces(html);
  const way = ways.find((one) => one !== '' && pieces.some(({ text, classes }) => text.includes(one) && !isHiddenBy(css, classes)));
  if (way !== undefined) return { duty: 'person', isMet: true, seen: way };
  const isPassedOn = PASS_ON.test(html);
  return { duty: 'person', isMet: isPassedOn, seen: isPassedOn ? 'een knop om het gesprek door te geven aan een medewerker' : 'er staat geen telefoonnummer of adres van een medewerker, en geen knop om het gesprek door te geven' };
}
