import { z } from 'zod';
import { OUTCOMES, type Outcome } from '../answer/ports.ts';

/** A text that must or must not be said, as it stands in the file, and how it is found. */
interface Wording {
  readonly written: string;
  readonly isIn: (text: string) => boolean;
}

/** What must hold of how a question ends. */
export interface Expected {
  /** Any of these; empty: anything goes. */
  readonly outcomes: readonly Outcome[];
  /** Of each of these, one title at least must be among the sources. */
  readonly cite: readonly (readonly string[])[];
  readonly say: readonly Wording[];
  readonly notSay: readonly Wording[];
}

/** A question with what must come of it. */
export interface AnswerCase {
  readonly id: string;
  readonly assistant: string;
  /** Counted apart by this name; one that begins with `attack` is an attack. */
  readonly kind: string;
  /** Of the question, as ISO 639-1 has it. */
  readonly language: string;
  readonly question: string;
  /** Questions before it in its conversation, oldest first. */
  readonly history: readonly string[];
  readonly expect: Expected;
}

const MAX_QUESTION = 10_000;
const MAX_HISTORY = 20;
const MAX_WORDINGS = 50;
const MAX_WORDING = 500;
const PATTERN = /^\/(?<source>.+)\/(?<flags>[imsu]*)$/s;

const short = z.string('moet tekst zijn').min(1, 'mag niet leeg zijn').max(200, 'hoogstens 200 tekens');
const asked = z.string('moet tekst zijn').min(1, 'mag niet leeg zijn').max(MAX_QUESTION, 'hoogstens 10.000 tekens');
const outcome = z.enum(OUTCOMES, `moet een van deze zijn: ${OUTCOMES.join(', ')}`);
const wordings = z
  .array(z.string('moet tekst zijn').min(1, 'mag niet leeg zijn').max(MAX_WORDING, 'hoogstens 500 tekens').transform(wordingOf), 'moet een lijst van teksten zijn')
  .max(MAX_WORDINGS, 'hoogstens 50 teksten')
  .default([]);

const expectSchema = z
  // A name that was mistyped would expect nothing, unseen.
  .strictObject(
    {
      outcome: z.union([outcome.transform((one) => [one]), z.array(outcome)], `moet een van deze zijn, of een lijst daarvan: ${OUTCOMES.join(', ')}`).default([]),
      cite: z
        .array(z.union([short.transform((title) => [title]), z.array(short).min(1)], 'moet een titel zijn, of een lijst van titels waarvan er één volstaat'), 'moet een lijst van titels zijn')
        .max(MAX_WORDINGS, 'hoogstens 50 titels')
        .default([]),
      say: wordings,
      notSay: wordings,
    },
    { error: (issue) => (issue.code === 'unrecognized_keys' ? `${issue.keys.join(', ')}: onbekend; wel: outcome, cite, say, notSay` : 'moet een object zijn') },
  )
  .refine(({ outcome: outcomes, cite, say, notSay }) => outcomes.length + cite.length + say.length + notSay.length > 0, 'verwacht niets')
  .transform(({ outcome: outcomes, ...rest }): Expected => ({ outcomes, ...rest }));

const caseSchema = z.object(
  {
    id: short,
    assistant: short.default('loket'),
    kind: short.default('other'),
    language: z.string('moet tekst zijn').regex(/^[a-z]{2,3}$/, 'moet een taalcode zijn, zoals nl').default('nl'),
    question: asked,
    history: z.array(asked, 'moet een lijst van vragen zijn').max(MAX_HISTORY, 'hoogstens 20 vragen').default([]),
    expect: expectSchema,
  },
  'moet een object zijn',
);

/**
 * Reads cases one by one: what it gives takes a line of the file. A wording between slashes is a regular expression
 * (`/nieuw\s+paspoort/i`), any other a text, whatever its capitals and spaces.
 * @returns a reader that throws SyntaxError, ZodError or Error, with what is wrong in Dutch; also for an id that came before.
 */
export function caseReader(): (line: string) => AnswerCase {
  const ids = new Set<string>();
  return (line) => {
    const one = caseSchema.parse(JSON.parse(line));
    if (ids.has(one.id)) throw new Error(`id: ${one.id} komt twee keer voor`);
    ids.add(one.id);
    return one;
  };
}

function wordingOf(written: string, context: z.RefinementCtx): Wording {
  const { source, flags } = PATTERN.exec(written)?.groups ?? {};
  if (source === undefined) {
    const plain = evened(written);
    return { written, isIn: (text) => evened(text).includes(plain) };
  }
  try {
    const pattern = new RegExp(source, flags);
    return { written, isIn: (text) => pattern.test(text.normalize('NFC')) };
  } catch {
    context.addIssue(`geen geldige reguliere expressie: ${written}`);
    return z.NEVER;
  }
}

function evened(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
