import { z } from 'zod';
import { type Duration, parseDuration, roughMs } from '../durations.ts';

/** What is kept, by kind; of some kinds it is the assistant or the collection that tells for how long. */
export const DATA_KINDS = [
  'turns', 'conversations', 'feedback', 'calls', 'handovers', 'files', 'reports', 'prompts', 'runs', 'documents', 'energy', 'use', 'people', 'expired', 'openings', 'changes', 'trials', 'holds', 'requests', 'records', 'erasures',
] as const;
export type DataKind = (typeof DATA_KINDS)[number];

const HOUR_MS = 60 * 60_000;
const CENTURY_MS = 100 * 366 * 24 * HOUR_MS;
const MOST_NAMES = 500;

const NO_DURATION = 'moet een duur zijn van minstens een uur en hoogstens 100 jaar, zoals P28D (28 dagen), P3M (3 maanden), P1Y (1 jaar) of PT12H (12 uur)';

const duration = z.string().transform((text, context): Duration => {
  const parsed = parseDuration(text);
  if (parsed !== undefined && roughMs(parsed) >= HOUR_MS && roughMs(parsed) <= CENTURY_MS) return parsed;
  context.issues.push({ code: 'custom', message: NO_DURATION, input: text });
  return z.NEVER;
});

const named = <T extends z.ZodType>(value: T) =>
  z.record(z.string().min(1).max(200), value).refine((record) => Object.keys(record).length <= MOST_NAMES, `mag hoogstens ${MOST_NAMES} namen hebben`);

/** How long data is kept. The most specific rule holds: see `plan.ts`. */
export const retentionRules = z.strictObject({
  /** What was said, and what goes with it. No default: the municipality decides, with its archivist. */
  said: duration,
  /** The same for whom it is of. */
  audiences: z.strictObject({ resident: duration.exactOptional(), employee: duration.exactOptional() }).prefault({}),
  /** The same for questions to an assistant. */
  assistants: named(duration).default({}),
  /** Of one kind. What stands here without a default goes as what was said does, or stays until a person removes it: prompts and documents. */
  kinds: z
    .strictObject({
      /** The words of who said that an answer did not help; with the answer at the latest. */
      feedback: duration.exactOptional(),
      /** Of programs to a model. */
      calls: duration.exactOptional(),
      handovers: duration.exactOptional(),
      /** In conversations of employees. */
      files: duration.exactOptional(),
      /** Faults in a source. */
      reports: duration.exactOptional(),
      /** That employees keep, after their last change. */
      prompts: duration.exactOptional(),
      /** What was done with documents: by whom they came in, and what failed. */
      runs: duration.prefault('P90D'),
      /** After the last day on which they hold. */
      documents: duration.exactOptional(),
      /** What the questions of an employee took of electricity. The page of an employee shows a year. */
      energy: duration.prefault('P13M'),
      /** What keys and employees used. */
      use: duration.prefault('P13M'),
      /** Name, e-mail address and groups of who logs in elsewhere, after the last login. */
      people: duration.prefault('P3Y'),
      /** Why somebody asked to see what others said; that they did, and who approved it, stays. */
      openings: duration.prefault('P1Y'),
      /** Why something was changed in the console, and how it was before. */
      changes: duration.prefault('P3Y'),
      /** Measurements of a draft of an assistant, after their end. */
      trials: duration.prefault('P90D'),
      /** Why something had to be kept, after the end of that; that it had to stays. */
      holds: duration.prefault('P3Y'),
      /** Of people about their own data, after the decision. */
      requests: duration.prefault('P5Y'),
      /** Of the Logboek Dataverwerkingen, once the receiver has acknowledged them. */
      records: duration.prefault('P3Y'),
      /** Reports of this job. */
      erasures: duration.prefault('P1Y'),
    })
    .prefault({}),
  /** The same of one collection. */
  collections: named(z.strictObject({ runs: duration.exactOptional(), documents: duration.exactOptional() })).default({}),
  /** When the day's report is made, by the Dutch clock. */
  at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'moet een tijd zijn, zoals 03:30').default('03:30'),
});

export type RetentionRules = z.infer<typeof retentionRules>;
export type Audience = keyof RetentionRules['audiences'];
