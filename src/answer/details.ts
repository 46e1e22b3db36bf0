/**
 * What is kept of how an answer came about, encrypted with what was said. Each part of a turn has a field of its own here; what did not
 * play a part is absent. It may hold words of the asker: it is for who reads the log, never for a line of the console.
 */
export interface TurnDetails {
  /** What of the model's text the passages carried, and what was dropped. */
  readonly grounding?: GateDetails;
  /** The question was about the asker's own case: the desk does not decide. */
  readonly personalCase?: true;
  /** What was found shares words with the question, but is about something else, or does not say what was asked of it. */
  readonly foreign?: true;
  readonly made?: Made;
  readonly guard?: GuardDetails;
  readonly language?: LanguageDetails;
  readonly plain?: PlainDetails;
  readonly [part: string]: unknown;
}

interface GuardDetails {
  /** Kinds of personal data that were taken out of the question, and those that ended the turn. */
  readonly masked?: readonly string[];
  readonly refused?: readonly string[];
  /** How much the question looks like an attempt to mislead, and why. */
  readonly score?: number;
  readonly reasons?: readonly string[];
  /** Passages out of which something was taken, orders to an assistant mostly: `document#ordinal`. */
  readonly screened?: readonly string[];
  /** The model gave its instructions away: what it said was taken back. */
  readonly hasLeaked?: true;
}

/** The model that wrote an answer, by the host's own name where that is known; undefined where none did: of quotations and fixed texts. */
export function writtenBy({ outcome, made }: { readonly outcome: string | undefined; readonly made: unknown }): { readonly model?: string } | undefined {
  // A model that was asked leaves a digest of what it was sent.
  if (outcome !== 'answered' || typeof made !== 'object' || made === null || !('messagesSha256' in made)) return undefined;
  const ranOn = 'model' in made ? made.model : undefined;
  const isKnown = typeof ranOn === 'object' && ranOn !== null && 'model' in ranOn && typeof ranOn.model === 'string';
  return isKnown ? { model: ranOn.model as string } : {};
}

/** What an answer was made of: enough to show later why it came about, and to tell what has changed since. */
export interface Made {
  /** Version of Balie. */
  readonly balie: string;
  readonly prompts: readonly PromptStamp[];
  /** Of all that the model was sent; absent when no model was asked. */
  readonly messagesSha256?: string;
  readonly model?: RanOn;
  readonly settings: { readonly maxPassages: number; readonly maxTokens: number };
  readonly searched?: Searched;
  /** Whether search was sure enough. */
  readonly answerable: boolean;
  /** What search found, best first. */
  readonly passages: readonly PassageStamp[];
  /** Earlier exchanges of the conversation that were at hand. */
  readonly earlier: number;
}

export interface PassageStamp {
  readonly documentId: string;
  readonly ordinal: number;
  readonly title: string;
  readonly score: number;
  /** Of its text. */
  readonly sha256: string;
  /** Whether the model was given it. */
  readonly isGiven: boolean;
  readonly isCited: boolean;
}

/** What the log keeps of the judgement. */
export interface GateDetails {
  readonly carried: number;
  readonly dropped: number;
  /** The first of what was dropped, and why. */
  readonly drops: readonly { readonly text: string; readonly reason: string }[];
}

/** A difficult word with what it means in plain Dutch. */
export interface Term {
  readonly term: string;
  readonly meaning: string;
}

/** What is kept of how plain an answer is. */
export interface PlainDetails {
  /** As the model wrote it, and as it was given. */
  readonly before: number;
  readonly score: number;
  readonly isB1: boolean;
  readonly reasons: readonly string[];
  readonly isRewritten: boolean;
  /** Why sentences in easier words were not taken, each once. */
  readonly faults?: readonly string[];
  readonly terms?: readonly Term[];
}

/** The words that were explained with a kept answer. */
export function explainedTerms(details: { readonly [part: string]: unknown } | undefined): readonly Term[] {
  const kept = details?.['plain'];
  if (typeof kept !== 'object' || kept === null || !('terms' in kept) || !Array.isArray(kept.terms)) return [];
  return kept.terms.filter(isTerm);
}

function isTerm(kept: unknown): kept is Term {
  return typeof kept === 'object' && kept !== null && 'term' in kept && typeof kept.term === 'string' && 'meaning' in kept && typeof kept.meaning === 'string';
}

export const DUTCH = 'nl';

/** What is kept of the language of a turn. */
export interface LanguageDetails {
  readonly detected: string;
  readonly certainty: number;
  /** What the answer is in, where that is not Dutch. */
  readonly answeredIn?: string;
  /** What was searched and answered, of a question in another language, and what made it of that. */
  readonly question?: string;
  readonly by?: 'model' | 'terms' | 'none';
  /** Why the model's Dutch of the question was not taken. */
  readonly questionFault?: string;
  /** The answer that counts, and how many of its sentences stand in Dutch because no translation held. */
  readonly answer?: string;
  readonly untranslated?: number;
  /** Why, each once. */
  readonly faults?: readonly string[];
}

/** What is kept of the language of a turn, from how its answer came about; Dutch where nothing was kept. */
export function languageDetails(details: { readonly [part: string]: unknown } | undefined): LanguageDetails {
  const kept = details?.['language'];
  return isDetails(kept) ? kept : { detected: DUTCH, certainty: 0 };
}

/** What a kept answer is in, and its Dutch where it was translated; nothing of a Dutch one. */
export function answerLanguage(details: { readonly [part: string]: unknown } | undefined): { readonly language?: string; readonly dutch?: string } {
  const { answeredIn, answer } = languageDetails(details);
  return { ...(answeredIn !== undefined && { language: answeredIn }), ...(answer !== undefined && { dutch: answer }) };
}

function isDetails(kept: unknown): kept is LanguageDetails {
  return typeof kept === 'object' && kept !== null && 'detected' in kept && typeof kept.detected === 'string';
}

/** Where and how a model ran, as far as that is known. */
export interface RanOn {
  readonly host: string;
  /** The host's own name for it. */
  readonly model: string;
  /** Of its bytes; a host need not tell. */
  readonly digest?: string;
  readonly contextTokens: number;
  readonly temperature: number;
}

/** A prompt file by its name, version and the digest of its text. */
export interface PromptStamp {
  readonly name: string;
  readonly version: number;
  readonly sha256: string;
}

/** What was searched for a question in its conversation. */
export interface Searched {
  readonly text: string;
  /** Whether a model put it so. */
  readonly isRewritten: boolean;
}
