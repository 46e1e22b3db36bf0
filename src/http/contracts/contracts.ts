import { z } from '@hono/zod-openapi';
import { OUTCOMES } from '../../answer/ports.ts';
import { BalieError } from '../../errors.ts';
import { GeneratedBy, generatedBy } from './ai-mark.ts';

/** The shapes of the public API. What stands here is what `openapi.json` says and what requests are checked against. */

/** Longer questions are refused with the text put back; the limit keeps search and model within their time. */
export const MAX_QUESTION = 2_000;

/** What {@link checkQuestion} lets in, for who reads the description: something other than white space and control characters, and no U+FFFD. */
const SAYS_SOMETHING = String.raw`^[^\uFFFD]*[^\u0000-\u0020\u007F\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF\uFFFD][^\uFFFD]*$`;

/** The question in a request. Length and emptiness are checked by the desk itself, for the form and the API alike. */
export const questionField = (example: string) =>
  z.string('moet tekst zijn').openapi({ description: `De vraag, in gewone woorden. Minimaal 1 en maximaal ${MAX_QUESTION} tekens.`, minLength: 1, maxLength: MAX_QUESTION, pattern: SAYS_SOMETHING, example });

export const TurnRequest = z
  .strictObject({
    question: questionField('Wat kost een paspoort?'),
    conversationId: z
      .uuid('moet het nummer van een gesprek zijn')
      .optional()
      .openapi({ description: 'Het gesprek waarin dit een vervolgvraag is. Zonder deze waarde begint een nieuw gesprek.' }),
    sources: z
      .enum(['all', 'files'], 'moet all of files zijn')
      .optional()
      .openapi({ description: 'Voor medewerkers: zoek ook in de bestanden van dit gesprek (all), of alleen daarin (files).' }),
  })
  .openapi('TurnRequest');

export const Action = z
  .object({ label: z.string(), url: z.string().openapi({ description: 'Een http- of https-adres, ook van een andere website.' }) })
  .openapi('Action', { description: 'Wat iemand daarna kan doen, zoals een formulier invullen.', example: { label: 'Paspoort aanvragen', url: 'https://www.lindewaarde.example/paspoort' } });

const Source = z
  .object({
    number: z.int().min(1).openapi({ description: 'Het nummer waarmee het antwoord naar deze bron verwijst, zoals [1].' }),
    title: z.string(),
    url: z.string().openapi({ description: 'Pad op deze balie dat de bron opent op de juiste plek.' }),
    quote: z.string().openapi({ description: 'De tekst uit de bron, letterlijk.' }),
    page: z.int().min(1).optional().openapi({ description: 'Bladzijde in het oorspronkelijke bestand.' }),
    headings: z.array(z.string()).openapi({ description: 'De koppen boven deze tekst, de buitenste eerst.' }),
    validFrom: z.iso.date().optional().openapi({ description: 'De eerste dag waarop deze bron geldt, als dat is aangegeven.', example: '2026-01-01' }),
    validUntil: z.iso.date().optional().openapi({ description: 'De laatste dag waarop deze bron geldt, als dat is aangegeven.', example: '2026-12-31' }),
    actions: z.array(Action).optional().openapi({ description: 'Wat iemand daarna kan doen, volgens de gegevens van het document.' }),
  })
  .openapi('Source');

const Outcome = z
  .enum(OUTCOMES)
  .openapi('Outcome', {
    description:
      'Hoe de vraag is afgelopen: beantwoord, alleen geciteerd (letterlijk uit de bron), niets gevonden, niet voor deze assistent, tegengehouden, doorverwezen naar een persoon, afgebroken of mislukt.',
  });

export const Turn = z
  .object({
    id: z.uuid(),
    conversationId: z.uuid(),
    question: z.string().optional().openapi({ description: 'De vraag zoals de balie hem bewaart, als daar persoonsgegevens uit zijn weggelaten.' }),
    masked: z.array(z.string()).openapi({ description: 'Soorten persoonsgegevens die uit de vraag zijn weggelaten: bsn, iban, email, phone, address, plate, document, case, birthdate, name.' }),
    outcome: Outcome,
    answer: z.string().openapi({
      description: 'Het antwoord. Alleen alinea’s, lijsten met "- ", citaten met "> ", **vet** en verwijzingen als [1] hebben betekenis.',
    }),
    sources: z.array(Source),
    language: z.string().openapi({ description: 'De taal van het antwoord, als code van twee letters (ISO 639-1). Dat is de taal van de vraag, als de balie die aanbiedt.' }),
    dutch: z.string().optional().openapi({ description: 'Bij een vertaald antwoord: het Nederlandse antwoord. Alleen dat telt.' }),
    terms: z
      .array(z.object({ term: z.string(), meaning: z.string() }))
      .optional()
      .openapi({ description: 'Moeilijke woorden in het antwoord met hun uitleg, in de volgorde waarin ze voorkomen.' }),
    generatedBy: GeneratedBy.optional(),
  })
  .openapi('Turn', {
    example: {
      id: '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05',
      conversationId: 'c4d1e7a2-6f38-4b90-8e15-3a7c9d0b2f64',
      masked: [],
      outcome: 'answered',
      answer: 'Een paspoort kost € 86,20. [1]',
      sources: [
        { number: 1, title: 'Paspoort aanvragen', url: '/bronnen/1f0c2b1e7a544d0e9b7c#passage-1', quote: 'Een paspoort kost € 86,20.', headings: ['Kosten'] },
      ],
      language: 'nl',
      generatedBy: generatedBy({ model: 'ministral-3:3b' }),
    },
  });

const Challenge = z
  .object({
    algorithm: z.literal('PBKDF2-SHA-256'),
    salt: z.string().openapi({ description: 'Het wachtwoord voor PBKDF2, als base64url.' }),
    target: z.string().openapi({ description: 'Wat eruit moet komen (32 bytes), als base64url.' }),
    iterations: z.int(),
    difficulty: z.int().openapi({ description: 'Het gezochte getal ligt van 0 tot en met dit getal. Als vier bytes, de hoogste eerst, is het de salt voor PBKDF2.' }),
    until: z.iso.datetime().openapi({ description: 'Tot wanneer de uitkomst geldt.' }),
    token: z.string().openapi({ description: 'Stuur dit terug in Balie-Proof, met een punt en het gevonden getal erachter.' }),
  })
  .openapi('Challenge');

export const ProblemDetails = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().openapi({ description: 'Vaste code van de fout, voor programma’s.' }),
    message: z.string(),
    action: z.string().openapi({ description: 'Wat u nu kunt doen.' }),
    retryable: z.boolean().openapi({ description: 'Of hetzelfde verzoek later wel kan lukken.' }),
    requestId: z.string(),
    invalidParams: z.array(z.object({ name: z.string(), reason: z.string() })).optional().openapi({ description: 'Elk veld dat niet klopt.' }),
    challenge: Challenge.optional().openapi({ description: 'Bij proof-needed: de rekensom die eerst gemaakt moet worden. Eén keer te gebruiken, vanaf hetzelfde adres.' }),
  })
  .openapi('ProblemDetails', {
    example: {
      type: 'urn:balie:fout:input-invalid',
      title: 'Een of meer gegevens in het verzoek kloppen niet.',
      status: 400,
      detail: 'Een of meer gegevens in het verzoek kloppen niet. Verbeter de gegevens die bij dit bericht staan en verstuur het verzoek opnieuw.',
      instance: 'urn:uuid:6a1f0d2c-93b8-4e57-8a4d-0c5b7e9f1d23',
      code: 'input-invalid',
      message: 'Een of meer gegevens in het verzoek kloppen niet.',
      action: 'Verbeter de gegevens die bij dit bericht staan en verstuur het verzoek opnieuw.',
      retryable: false,
      requestId: '6a1f0d2c-93b8-4e57-8a4d-0c5b7e9f1d23',
      invalidParams: [{ name: 'validUntil', reason: 'moet een bestaande datum zijn, zoals 2026-01-31' }],
    },
  });

/** What decoders put where bytes were not UTF-8. Nobody types it. */
const REPLACEMENT = '\uFFFD';

/**
 * A question as it may enter a turn: without control characters, trimmed.
 * @throws BalieError `text-not-utf8`, `question-empty`, `question-too-long`.
 */
export function checkQuestion(text: string): string {
  if (text.includes(REPLACEMENT)) throw new BalieError('text-not-utf8');
  // Lone surrogates and NUL cannot be stored as text; other control characters only hide things from readers.
  const question = text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, ' ')
    .trim();
  if (question === '') throw new BalieError('question-empty');
  if (question.length > MAX_QUESTION) throw new BalieError('question-too-long');
  return question;
}
