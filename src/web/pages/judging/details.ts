/** How an answer came about, as far as that was kept: in words, without what is not known here. */
import { languageName, percent } from '../admin/words.ts';
import { kindWords } from './words.ts';

export interface DetailLine {
  readonly label: string;
  readonly value: string;
  /** Whether it takes the whole width: it is long. */
  readonly isLong: boolean;
}

/** A value in words; undefined for one that is not of the kind that is known. */
type Shown = (value: unknown) => string | undefined;

/** More of one kind is not read. */
const MAX_LISTED = 20;

const text: Shown = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
const amount: Shown = (value) => (typeof value === 'number' ? value.toLocaleString('nl-NL', { maximumFractionDigits: 2 }) : undefined);
const share: Shown = (value) => (typeof value === 'number' ? percent(value) : undefined);
const yes: Shown = (value) => (value === true ? 'Ja' : undefined);
const yesOrNo: Shown = (value) => (value === true ? 'Ja' : value === false ? 'Nee' : undefined);
const language: Shown = (value) => (typeof value === 'string' ? languageName(value) : undefined);
const list = (one: Shown, between = ', '): Shown => (value) => (Array.isArray(value) ? value.slice(0, MAX_LISTED).flatMap((item) => one(item) ?? []).join(between) : undefined);
const word = (words: Readonly<Record<string, string>>): Shown => (value) => (typeof value === 'string' ? (words[value] ?? value) : undefined);
const kind: Shown = (value) => (typeof value === 'string' ? kindWords(value) : undefined);

const dropped: Shown = (value) => text(inside(value, 'text')) && `“${text(inside(value, 'text'))}”`;
const prompt: Shown = (value) => text(inside(value, 'name')) && `${text(inside(value, 'name'))} (versie ${amount(inside(value, 'version')) ?? 'onbekend'})`;
/** What was found in each document, once; a model that was not reached has read nothing. */
const made: Shown = (value) => {
  const wasReached = inside(value, 'model') !== undefined;
  const role = (passage: unknown) => (inside(passage, 'isCited') === true ? 'in het antwoord genoemd' : wasReached && inside(passage, 'isGiven') === true ? 'door het model gelezen' : 'alleen gevonden');
  const found = inside(value, 'passages');
  const lines = Array.isArray(found) ? found.slice(0, MAX_LISTED).flatMap((passage: unknown) => (text(inside(passage, 'title')) ? `${text(inside(passage, 'title'))} (${role(passage)}` : [])) : [];
  return [...Map.groupBy(lines, (line) => line)].map(([line, same]) => `${line}${same.length > 1 ? `, ${same.length} stukken` : ''})`).join('\n');
};
/** For a model that was not reached they are of no account. */
const promptsOf: Shown = (value) => (inside(value, 'model') === undefined ? undefined : list(prompt)(inside(value, 'prompts')));

const rules = { refused: 'Een onderwerp waar de balie geen antwoord op geeft', 'other-municipality': 'Over een andere gemeente', elsewhere: 'Over iets dat ergens anders hoort', 'small-talk': 'Een groet of bedankje' };
const crises = { danger: 'direct gevaar', suicide: 'zelfdoding', child: 'kindermishandeling', sexual: 'seksueel geweld', trafficking: 'mensenhandel', elder: 'ouderenmishandeling', home: 'huiselijk geweld' };
const translations = { model: 'Door het model vertaald', terms: 'Met bekende woorden gezocht', none: 'Niet vertaald' };

/** By part and field of what was kept, in the order of the steps. */
const known: readonly (readonly [path: string, label: string, shown: Shown, isLong?: true])[] = [
  ['guard.masked', 'Uit de vraag gehaald', list(kind)],
  ['guard.refused', 'Geweigerd vanwege', list(kind)],
  ['crisis.kinds', 'Herkend als noodgeval', list(word(crises))],
  ['guard.score', 'Lijkt op een poging om te misleiden (0 tot 1)', amount],
  ['guard.reasons', 'Waarom dat zo lijkt', list(text)],
  ['language.detected', 'Taal van de vraag', language],
  ['language.answeredIn', 'Taal van het antwoord', language],
  ['language.question', 'De vraag in het Nederlands', text, true],
  ['language.by', 'Hoe de vraag is vertaald', word(translations)],
  ['language.answer', 'Het antwoord in het Nederlands', text, true],
  ['scope.rule', 'Niet voor deze balie', word(rules)],
  ['personalCase', 'Gaat over iemands eigen situatie', yes],
  ['made.searched.text', 'Waar de balie op zocht', text, true],
  ['made.answerable', 'Genoeg gevonden om te antwoorden', yesOrNo],
  ['foreign', 'Maar de teksten zeggen niet wat er gevraagd is', yes],
  ['made', 'Gevonden teksten', made, true],
  ['guard.screened', 'Opdrachten weggehaald uit', list(text)],
  ['abstained.confidence', 'Zekerheid van het zoeken', share],
  ['abstained.missing', 'Woorden die nergens stonden', list(text)],
  ['abstained.nearest', 'Bladzijden die het dichtst in de buurt komen', list(text)],
  ['made.model.model', 'Model', text],
  ['made', 'Instructies voor het model', promptsOf],
  ['grounding.carried', 'Zinnen die in de bronnen staan', amount],
  ['grounding.dropped', 'Zinnen die zijn weggelaten', amount],
  ['grounding.drops', 'Weggelaten', list(dropped, '\n'), true],
  ['plain.score', 'Hoe begrijpelijk (0 tot 1)', amount],
  ['plain.isB1', 'Op taalniveau B1', yesOrNo],
  ['plain.reasons', 'Wat het moeilijk maakt', list(text)],
  ['plain.isRewritten', 'Makkelijker opgeschreven', yes],
  ['made.balie', 'Versie van Balie', text],
];

export function detailLines(details: Readonly<Record<string, unknown>>): DetailLine[] {
  return known.flatMap(([path, label, shown, isLong = false]) => {
    const value = shown(path.split('.').reduce<unknown>(inside, details));
    return value === undefined || value === '' ? [] : [{ label, value, isLong }];
  });
}

/** What the answer is in; undefined for Dutch, and where that was not kept. */
export function answerLanguage(details: Readonly<Record<string, unknown>>): string | undefined {
  const answeredIn = inside(inside(details, 'language'), 'answeredIn');
  return typeof answeredIn === 'string' && /^[a-z]{2,3}$/.test(answeredIn) ? answeredIn : undefined;
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
