import { BalieError } from '../../../errors.ts';
import type { OwnCase } from '../../../review/cases.ts';
import type { Mask } from '../../../review/ports.ts';
import type { CaseDraft } from '../../../web/pages/judging/views.ts';
import { checkQuestion, MAX_QUESTION } from '../../contracts/contracts.ts';
import { FormReader } from './form-reader.ts';

/** As the evaluation reads it. */
export const MAX_TITLE = 200;

interface Known {
  readonly assistants: readonly string[];
  readonly outcomes: readonly string[];
  readonly mask: Mask;
}

/** What was filled in of a test question, and what is to be done about it. */
export interface Filled {
  readonly draft: CaseDraft;
  readonly faults: Readonly<Record<string, string>>;
  /** Kinds of personal data that were taken out of the questions in the draft. */
  readonly masked: readonly string[];
}

/**
 * Reads the form of a test question. Where personal data was taken out of a question, it is shown again before it is kept.
 * @returns `complete` when it can be kept as it is.
 */
export function readCase(fields: URLSearchParams, { assistants, outcomes, mask }: Known): Filled & { readonly version: number; readonly complete: OwnCase | undefined } {
  const form = new FormReader(fields);
  const chosen = new Set(form.all('afloop'));
  const assistant = form.text('assistent');
  const given: OwnCase = {
    assistant,
    question: form.text('vraag'),
    history: form.lines('eerder', MAX_QUESTION),
    outcomes: outcomes.filter((outcome) => chosen.has(outcome)),
    cite: form.lines('bronnen', MAX_TITLE),
    say: form.patterns('zegt'),
    notSay: form.patterns('zegt-niet'),
  };
  if (!assistants.includes(assistant)) form.faults['assistent'] = 'Kies een assistent.';
  const wrong = questionFault(given.question);
  if (wrong !== undefined) form.faults['vraag'] = wrong;
  if (given.outcomes.length + given.cite.length + given.say.length + given.notSay.length === 0) form.faults['afloop'] = 'Kies een afloop, of zeg wat er in het antwoord moet staan.';
  const isFine = Object.keys(form.faults).length === 0;
  // A text that is too long is given back as it is: it is not kept.
  const { clean, masked } = isFine ? withoutPersonalData(given, mask) : { clean: given, masked: [] };
  return { draft: toDraft(clean), faults: form.faults, masked, version: form.version(), complete: isFine && masked.length === 0 ? clean : undefined };
}

/** A test question whose questions hold no personal data, as far as is found. */
export function withoutPersonalData(given: OwnCase, mask: Mask): { readonly clean: OwnCase; readonly masked: readonly string[] } {
  const question = mask(given.question);
  const history = given.history.map(mask);
  const clean = { ...given, question: question.text, history: history.map(({ text }) => text) };
  return { clean, masked: [...new Set([question, ...history].flatMap(({ masked }) => masked))] };
}

export function toDraft({ assistant, question, history, outcomes, cite, say, notSay }: OwnCase): CaseDraft {
  const lines = (list: readonly string[]) => list.join('\n');
  // A question of more lines is one line here.
  return { assistant, question, history: lines(history.map((one) => one.replaceAll(/\s*\n\s*/g, ' '))), outcomes, cite: lines(cite), say: lines(say), notSay: lines(notSay) };
}

function questionFault(question: string): string | undefined {
  try {
    checkQuestion(question);
    return undefined;
  } catch (error) {
    if (error instanceof BalieError) return error.entry.message;
    throw error;
  }
}
