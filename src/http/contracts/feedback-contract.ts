import { z } from '@hono/zod-openapi';
import { BalieError } from '../../errors.ts';
import { type Reason, REASONS } from '../../review/choices.ts';
import type { Given } from '../../review/feedback.ts';
import { InvalidInput } from '../faults.ts';

/** The shape of what people say of an answer, and the checks that the API and the form share. */

const MAX_TEXT = 500;
const REPLACEMENT = '\uFFFD';

const Reasons = z
  .array(z.enum(REASONS, 'moet een van de redenen zijn'), 'moet een lijst zijn')
  .max(REASONS.length, `mag hoogstens ${REASONS.length} redenen hebben`)
  .openapi({ description: 'Waarom het antwoord niet helpt: klopt niet, te moeilijk, niet mijn vraag, ik zoek iets anders, niet volledig. Alleen als helpful false is.' });

export const FeedbackRequest = z
  .strictObject({
    conversationId: z.uuid('moet het nummer van een gesprek zijn').openapi({ description: 'Het gesprek waar het antwoord in staat: zo blijkt dat u erbij was.' }),
    helpful: z.boolean('moet true of false zijn').openapi({ description: 'Of het antwoord helpt.' }),
    reasons: Reasons.optional(),
    text: z.string('moet tekst zijn').optional().openapi({ description: `Een toelichting van maximaal ${MAX_TEXT} tekens. Persoonsgegevens die erin worden gevonden, worden niet bewaard.` }),
  }, 'moet een JSON-object zijn')
  .openapi('FeedbackRequest', { example: { conversationId: 'c4d1e7a2-6f38-4b90-8e15-3a7c9d0b2f64', helpful: false, reasons: ['incomplete'], text: 'De openingstijden staan er niet bij.' } });

export const Feedback = z
  .object({
    turnId: z.uuid(),
    helpful: z.boolean(),
    reasons: z.array(z.enum(REASONS)),
    text: z.string().openapi({ description: 'De toelichting zoals zij is bewaard.' }),
    masked: z.array(z.string()).openapi({ description: 'Soorten persoonsgegevens die uit de toelichting zijn gehaald.' }),
  })
  .openapi('Feedback', { example: { turnId: '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05', helpful: false, reasons: ['incomplete'], text: 'De openingstijden staan er niet bij.', masked: [] } });

export function toFeedback(turnId: string, { helpful, reasons, text, masked }: Given) {
  return { turnId, helpful, reasons: [...reasons], text, masked: [...masked] };
}

/**
 * What was written with it, without control characters, trimmed.
 * @throws BalieError `text-not-utf8`, `feedback-too-long`.
 */
export function checkFeedbackText(text: string): string {
  if (text.includes(REPLACEMENT)) throw new BalieError('text-not-utf8');
  const plain = text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, ' ')
    .trim();
  if (plain.length > MAX_TEXT) throw new BalieError('feedback-too-long');
  return plain;
}

/** @throws InvalidInput for reasons why something helps that are reasons why it does not. */
export function checkReasons(helpful: boolean, reasons: readonly Reason[]): readonly Reason[] {
  if (helpful && reasons.length > 0) throw new InvalidInput([{ name: 'reasons', reason: 'mag alleen als helpful false is' }]);
  return reasons;
}
