import { z } from '@hono/zod-openapi';

/** What a resident may send on; the API and the form are checked against the same. */

export const MAX_SUMMARY = 4_000;
const PHONE = /^\+?[\d()\s./-]{6,25}$/;

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F\u2028\u2029]/g;
/** Text of one line: what could begin another is a space. */
const line = (max: number) =>
  z
    .string('moet tekst zijn')
    .max(max, `mag hoogstens ${max} tekens hebben`)
    .transform((text) => text.toWellFormed().replaceAll(/[\n\t]/g, ' ').replaceAll(CONTROL, ' ').trim());
const emptyIsAbsent = (text: string | undefined) => (text === undefined || text === '' ? undefined : text);

export const HandoverRequest = z
  .strictObject({
    summary: z
      .string('moet tekst zijn')
      .max(MAX_SUMMARY, `mag hoogstens ${MAX_SUMMARY.toLocaleString('nl-NL')} tekens hebben`)
      .transform((text) => text.toWellFormed().replaceAll('\r\n', '\n').replaceAll(CONTROL, ' ').trim())
      .refine((text) => text !== '', 'mag niet leeg zijn')
      .openapi({ description: 'De samenvatting, zoals de inwoner die heeft nagekeken.', example: 'Vraag 1: Wat kost een paspoort?' }),
    name: line(100).optional().transform(emptyIsAbsent).openapi({ description: 'De naam van de inwoner, als die dat wil.' }),
    email: line(254)
      .optional()
      .transform(emptyIsAbsent)
      .refine((text) => text === undefined || z.email().safeParse(text).success, 'moet een e-mailadres zijn, zoals naam@voorbeeld.nl')
      .openapi({ description: 'Waar de gemeente antwoord naartoe mailt.', example: 'inwoner@voorbeeld.nl' }),
    phone: line(30)
      .optional()
      .transform(emptyIsAbsent)
      .refine((text) => text === undefined || PHONE.test(text), 'moet een telefoonnummer zijn, zoals 06 12 34 56 78')
      .openapi({ description: 'Waar de gemeente naartoe belt.', example: '06 12 34 56 78' }),
  })
  .refine(({ email, phone }) => email !== undefined || phone !== undefined, { error: 'of een telefoonnummer is nodig: anders kan niemand antwoorden', path: ['email'] })
  .openapi('HandoverRequest');

const Channel = z
  .object({
    kind: z.enum(['phone', 'counter', 'email', 'form', 'whatsapp']),
    value: z.string().openapi({ description: 'Het nummer of adres.' }),
    isOpen: z.boolean().optional().openapi({ description: 'Of het nu open is; afwezig als er geen openingstijden zijn.' }),
    note: z.string().openapi({ description: 'Of het nu open is en anders wanneer wel, in woorden.' }),
  })
  .openapi('Channel', { example: { kind: 'phone', value: '14 000', isOpen: true, note: 'Nu open, tot 17.00 uur.' } });

export const Summary = z
  .object({
    conversationId: z.uuid(),
    summary: z.string(),
    canSend: z.boolean().openapi({ description: 'Of deze gemeente een gesprek kan ontvangen.' }),
    channels: z.array(Channel),
  })
  .openapi('ConversationSummary', {
    example: {
      conversationId: 'c4d1e7a2-6f38-4b90-8e15-3a7c9d0b2f64',
      summary: 'Vraag 1: Wat kost een paspoort?\nAntwoord uit: Paspoort aanvragen.',
      canSend: true,
      channels: [{ kind: 'phone', value: '14 000', isOpen: true, note: 'Nu open, tot 17.00 uur.' }],
    },
  });

export const HandoverAccepted = z
  .object({ id: z.uuid(), reference: z.string().openapi({ description: 'Het kenmerk, voor wie erover belt.' }), state: z.literal('waiting') })
  .openapi('HandoverAccepted', { example: { id: '6f1a2b3c-0d4e-4f5a-8b6c-7d8e9f0a1b2c', reference: '6F1A2B3C', state: 'waiting' } });
