/** A factsheet as parts with lines, for whichever form it is shown in. What is not known says so. */
import { CHECKED_DUTIES } from '../../../factsheet/ai-act/check/finding.ts';
import { durationWords, parseDuration } from '../../../durations.ts';
import type { Fact, Origin } from '../../../factsheet/fact.ts';
import type { FactsheetDocument, PublicStatement } from '../../../factsheet/public/document.ts';
import { ASSISTANT_QUESTIONS } from '../../../factsheet/statements/assistant-questions.ts';
import { DESK_QUESTIONS } from '../../../factsheet/statements/desk-questions.ts';
import { type Answer, type Question, QUESTION_GROUPS } from '../../../factsheet/statements/questions.ts';
import { aiActPart, dutyLine } from './sheet-ai-act.ts';
import { dayIn, ENGLISH_LABELS, originWords, SHEET_WORDS, type SheetLanguage, type SheetWords } from './words.ts';

export interface SheetLine {
  readonly label: string;
  readonly value: string | readonly { readonly title: string; readonly link?: string }[];
  /** Where it comes from. */
  readonly origin?: string;
  /** As somebody wrote it, in Dutch. */
  readonly isDutch?: boolean;
  /** Also on a page in another language. */
  readonly isLabelDutch?: boolean;
}

export interface SheetPart {
  readonly title: string;
  /** With a heading of their own, where they are of one thing. */
  readonly things: readonly { readonly title?: string; readonly isTitleDutch?: boolean; readonly lines: readonly SheetLine[] }[];
}

/** Of what the assistants are: they have pages of their own. */
export function deskSheet(document: FactsheetDocument, language: SheetLanguage): readonly SheetPart[] {
  const { facts: { desk, collections, models, guards, retention, connections } } = document;
  const words = SHEET_WORDS[language];
  const line = liner(words, language);
  const said = (ids: readonly string[]) => DESK_QUESTIONS.filter(({ id }) => ids.includes(id)).flatMap((question) => statementLine(document, question, undefined, language));
  const lasts = (iso: string) => { const duration = parseDuration(iso); return duration === undefined ? iso : durationWords(duration, language); };
  return [
    { title: words.owner, things: [{ lines: [line(words.name, desk.organisation), ...said(['owner', 'contact_email', 'oin']), line(words.website, desk.website), line(words.email, desk.email), line(words.phone, desk.phone), line(words.privacyOfficer, desk.privacyOfficer)] }] },
    { title: words.sources, things: collectionThings(collections, words, language) },
    { title: words.models, things: models.map((model) => modelThing(model, words, language)) },
    { title: words.guards, things: guards.map(({ label, isOn, rules }) => ({ title: label, isTitleDutch: true, lines: [{ ...line(isOn.value ? words.on : words.off, rules.value.length === 0 ? { ...rules, value: [isOn.value ? words.yes : words.no] } : rules, list), isDutch: rules.value.length > 0 }] })) },
    { title: words.quality, things: [{ lines: [line(words.uptime, desk.uptime, percentIn(language)), line(words.axe, desk.axeViolations)] }] },
    ...(desk.article50 === undefined ? [] : [{ title: words.article50, things: [{ lines: CHECKED_DUTIES.map((duty) => dutyLine(duty, desk.article50, language)) }] }]),
    { title: words.retention, things: [{ lines: retention.map(({ label, term }) => ({ ...line(label, term, lasts), isLabelDutch: true })) }] },
    { title: words.connections, things: [{ lines: connectionLines(connections, words, language) }] },
    { title: words.software, things: [{ lines: [line(words.version, desk.version), line(words.licence, desk.licence), line(words.source, desk.sourceCode), line(words.languages, desk.languages, (codes) => list(codes.map((code) => new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code))), line(words.database, desk.database, (kind) => words[kind])] }] },
    { title: words.responsible, things: [{ lines: said(['objection', 'training', 'incidents', 'process_index_url']) }] },
  ];
}

/** @returns undefined where there is no such assistant. */
export function assistantSheet(document: FactsheetDocument, name: string, language: SheetLanguage): readonly SheetPart[] | undefined {
  const { facts } = document;
  const found = facts.assistants.find((one) => one.name === name);
  if (found === undefined) return undefined;
  const words = SHEET_WORDS[language];
  const line = liner(words, language);
  const said = QUESTION_GROUPS.map((group) => ({
    title: words.groups[group],
    // Words to search by are no fact.
    things: [{ lines: ASSISTANT_QUESTIONS.filter((question) => question.group === group && question.id !== 'tags').flatMap((question) => statementLine(document, question, name, language)) }],
  }));
  const titles = new Map(facts.collections.map(({ id, title }) => [id, title.value]));
  const models = facts.models.filter((model) => model.name === found.model.value || model.model.value === found.model.value).map((model) => modelThing(model, words, language));
  const { quality } = found;
  const endings: Readonly<Record<string, string>> = words.endings;
  const rateNames: Readonly<Record<string, string>> = words.rates;
  const rates = quality === undefined ? [] : Object.entries(quality.value.rates).map(([rate, value]) => line(rateNames[rate] ?? rate, { ...quality, value }, percentIn(language)));
  return [
    ...said,
    ...aiActPart(found.aiAct, language),
    { title: words.sources, things: [{ lines: [line(words.documents, found.collections, (ids) => [...new Set(ids.map((id) => titles.get(id) ?? id))].join(', ') || words.unknown)] }] },
    { title: words.models, things: models.length > 0 ? models : [{ lines: [line(words.model, found.model)] }] },
    {
      title: words.quality,
      things: [{ lines: [
        line(words.audience, found.audience, (audience) => words[audience]), line(words.isOn, found.isOn, (isOn) => (isOn ? words.yes : words.no)),
        line(words.outcomes, found.outcomes, (counts) => Object.entries(counts).map(([outcome, count]) => `${endings[outcome] ?? outcome}: ${count}`).join(', ') || '0'),
        line(words.wait, found.waitMs, (ms) => `${numberIn(language)(Math.round(ms / 100) / 10)} s`), line(words.energy, found.energyWh, (energy) => `${numberIn(language)(Math.round(energy))} Wh`),
        line(words.cases, quality, ({ cases }) => String(cases)), ...rates,
      ] }],
    },
  ];
}

type Facts = FactsheetDocument['facts'];

/** Those of employees in one: they have no names here. */
function collectionThings(collections: Facts['collections'], words: SheetWords, language: SheetLanguage): SheetPart['things'] {
  const line = liner(words, language);
  const [open, closed] = [collections.filter(({ readers }) => readers.value.includes('resident')), collections.filter(({ readers }) => !readers.value.includes('resident'))];
  const things = open.map((one) => ({ title: one.title.value, isTitleDutch: true, lines: [{ ...line(words.team, one.owner), isDutch: true }, line(words.documents, one.documents), line(words.expired, one.expired), line(words.newest, one.newest, (day) => dayIn(day, language))] }));
  const [first] = closed;
  if (first === undefined) return things;
  const documents = { ...first.documents, value: closed.reduce((sum, one) => sum + one.documents.value, 0) };
  return [...things, { title: words.employeesOnly, lines: [line(words.collections, { ...first.readers, value: closed.length }), line(words.documents, documents)] }];
}

function connectionLines(connections: Facts['connections'], words: SheetWords, language: SheetLanguage): SheetLine[] {
  const line = liner(words, language);
  return [...Map.groupBy(connections, ({ host = '', purpose, isNear }) => JSON.stringify([host, purpose, isNear.value])).values()].flatMap((same) =>
    same.slice(0, 1).map(({ host, purpose, isNear }) => {
      const where = isNear.value ? words.near : words.far;
      return { ...line(purpose, { ...isNear, value: `${where}${host === undefined ? '' : `: ${host}`}${same.length > 1 ? ` (${same.length} ${words.addresses})` : ''}` }), isLabelDutch: true };
    }),
  );
}

type Model = FactsheetDocument['facts']['models'][number];

function modelThing(model: Model, words: SheetWords, language: SheetLanguage): SheetPart['things'][number] {
  const line = liner(words, language);
  return {
    title: model.model.value,
    lines: [line(words.tasks, model.tasks, (tasks) => tasks.map((task) => words.taskNames[task]).join(', ')), line(words.maker, model.origin), line(words.licence, model.licence), line(words.size, model.parameters), line(words.precision, model.quantisation)],
  };
}

function liner(words: SheetWords, language: SheetLanguage) {
  return <Value>(label: string, fact: Fact<Value> | undefined, told: (value: Value) => string = (value) => (typeof value === 'number' ? numberIn(language)(value) : String(value))): SheetLine =>
    fact === undefined ? { label, value: words.unknown } : { label, value: told(fact.value), origin: originWords(fact.origin, language) };
}

function statementLine(document: FactsheetDocument, question: Question, assistant: string | undefined, language: SheetLanguage): SheetLine[] {
  const label = language === 'nl' ? question.label : (ENGLISH_LABELS[question.id] ?? question.label);
  const said = document.statements.find((one) => one.question === question.id && one.assistant === assistant);
  if (said !== undefined) return [{ label, value: shownAnswer(said.answer), origin: originWords(originOf(said), language), isDutch: true }];
  // What need not be said is missed by nobody.
  return question.isRequired ? [{ label, value: SHEET_WORDS[language].notSaid }] : [];
}

const originOf = ({ role, at, reviewOn }: PublicStatement): Origin => ({ kind: 'stated', role, at, ...(reviewOn !== undefined && { reviewOn }) });

export function shownAnswer(answer: Answer): SheetLine['value'] {
  if (typeof answer === 'string') return answer;
  return answer.every((item) => typeof item === 'string') ? answer.join(', ') : answer.flatMap((item) => (typeof item === 'string' ? [] : [item]));
}

const list = (values: readonly string[]) => values.join(', ');
const localeOf = (language: SheetLanguage) => (language === 'nl' ? 'nl-NL' : 'en-GB');
const numberIn = (language: SheetLanguage) => (value: number) => value.toLocaleString(localeOf(language));
const percentIn = (language: SheetLanguage) => (share: number) => share.toLocaleString(localeOf(language), { style: 'percent', maximumFractionDigits: 1 });
