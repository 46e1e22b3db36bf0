import type { LoggedAct } from '../../audit/proof/acts.ts';
import { CLASS_WORDS } from '../../factsheet/ai-act/words.ts';
import { dateWords, momentWords } from '../../dutch-time.ts';
import type { Capability } from '../../models/call.ts';
import { reasonWords } from '../../web/markup/feedback-words.ts';
import { judgementWords, outcomeWords, whyNot } from '../../web/pages/judging/words.ts';
import { categoryWords, durationWords, roleWords } from '../../web/pages/oversight/words.ts';
import { ACTS as REGISTERED } from '../../web/pages/register/words.ts';
import { KIND_WORDS as REQUESTED, REASON_WORDS } from '../../web/pages/requests/words.ts';
import { BEGAN, KIND_WORDS as KEPT } from '../../web/pages/retention/words.ts';
import { FACT_LABELS } from './fact-labels.ts';

/** Who did it stands elsewhere on the page. */
const DOERS = new Set(['byPerson', 'byKey', 'byUser', 'byInvitation']);
/** What goes with words beyond what has a time of its own. */
const ERASED: Readonly<Record<string, string>> = { ...KEPT, titles: 'namen van gesprekken', shares: 'keer delen', unsent: 'nog niet verstuurd', cases: 'toetsvragen', sharedWith: 'keer delen door anderen', account: 'account' };
const SCOPES: Readonly<Record<string, string>> = { turn: 'één vraag', conversation: 'één gesprek', assistant: 'een assistent over een periode', review: 'antwoorden beoordelen' };
const CAUSES: Readonly<Record<string, string>> = { logout: 'zelf uitgelogd', 'grant-gone': 'de inlogdienst geeft geen toegang meer' };
const CAPABILITIES: Readonly<Record<Capability | 'embed', string>> = { chat: 'antwoorden', embed: 'vectoren', embeddings: 'vectoren', tools: 'hulpmiddelen gebruiken', vision: 'plaatjes lezen', thinking: 'nadenken' };
const CLASSES = Object.fromEntries(Object.entries(CLASS_WORDS).map(([code, { title }]) => [code, title]));
const PRESSED = Object.fromEntries(Object.entries(REGISTERED).map(([code, { name }]) => [code, name]));
const WAYS: Readonly<Record<string, string>> = { email: 'e-mail' };
const FIELDS: Readonly<Record<string, string>> = { validFrom: 'geldig vanaf', validUntil: 'geldig tot en met', owner: 'eigenaar' };
const FILES: Readonly<Record<string, string>> = { html: 'leesbaar bestand', json: 'JSON', csv: 'spreadsheet (CSV)', export: 'heel het logboek' };
const OF: Readonly<Record<string, string>> = { turns: KEPT.turns, feedback: KEPT.feedback, calls: KEPT.calls };
const ASKERS: Readonly<Record<string, string>> = { asker: 'wie het vroeg', request: 'een AVG-verzoek', restore: 'een teruggezette reservekopie' };

const among = (words: Readonly<Record<string, string>>) => (code: string) => (Object.hasOwn(words, code) ? (words[code] ?? code) : code);
/** Roles of accounts of the desk itself stand among groups of the provider. */
const claimWords = (claim: string) => (claim.startsWith('balie:') ? roleWords(claim.slice('balie:'.length)) : claim);
const causeWords = (code: string) => (Object.hasOwn(CAUSES, code) ? among(CAUSES)(code) : whyNot(code));

/** Values that are codes of the desk's own; all others are what somebody called something. */
const CODES: Readonly<Record<string, (code: string) => string>> = {
  act: among(PRESSED),
  as: roleWords,
  asked: among(REQUESTED),
  beganBy: among(BEGAN),
  by: among(ASKERS),
  capabilities: among(CAPABILITIES),
  category: among(categoryWords),
  cause: causeWords,
  claims: claimWords,
  class: among(CLASSES),
  failed: whyNot,
  fault: whyNot,
  fields: among(FIELDS),
  format: among(FILES),
  judgement: among(judgementWords),
  kind: among(CAPABILITIES),
  of: among(OF),
  outcome: outcomeWords,
  reason: (code) => (Object.hasOwn(REASON_WORDS, code) ? among(REASON_WORDS)(code) : whyNot(code)),
  reasons: among(reasonWords),
  scope: among(SCOPES),
  way: among(WAYS),
  ways: (codes) => codes.split(' ').map(among(WAYS)).join(' en '),
  what: among(FILES),
};

type Value = (code: string) => string;

/**
 * What an act was about besides what the page names already, a line each: `In de rol van: auditor`. What has no words here is told as it was recorded.
 * @param isTold whether a fact stands elsewhere on the page.
 */
export function factLines({ from, to, ...more }: LoggedAct['facts'], isTold: (name: string, value: unknown) => boolean): readonly string[] {
  // What was changed stands as what it was and became; numbers of entries are facts like others.
  const [before, after] = [partsOf(from), partsOf(to)];
  const others = { ...more, ...(before === undefined && { from }), ...(after === undefined && { to }) };
  return [
    ...Object.entries(others).filter(([name, value]) => value !== undefined && !DOERS.has(name) && !isTold(name, value)).map(([name, value]) => `${labelOf(name)}: ${valueWords(name, value)}`),
    ...Object.entries(after ?? {}).map(([name, value]) => `${labelOf(name)}: ${before === undefined ? '' : `${valueWords(name, before[name])} → `}${valueWords(name, value)}`),
  ];
}

function labelOf(name: string): string {
  return among(FACT_LABELS)(name);
}

function valueWords(name: string, value: unknown): string {
  if (name === 'hours' && typeof value === 'number') return durationWords(value);
  return inWords(value, CODES[name] ?? textWords);
}

function inWords(value: unknown, codeWords: Value): string {
  if (value === null || value === undefined || value === '') return 'geen';
  if (typeof value === 'boolean') return value ? 'ja' : 'nee';
  if (typeof value === 'number') return value.toLocaleString('nl-NL');
  if (typeof value === 'string') return codeWords(value);
  const parts = Array.isArray(value) ? value.map((part) => inWords(part, codeWords)) : Object.entries(value).map(([part, inside]) => `${among(ERASED)(part)}: ${inWords(inside, codeWords)}`);
  return parts.length === 0 ? 'geen' : parts.join(', ');
}

/** Days and moments as they are said. */
function textWords(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dateWords(text);
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(text) ? new Date(text) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? text : momentWords(at);
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
