import { z } from '@hono/zod-openapi';
import type { LiveState } from '../../../factsheet/live/live.ts';
import type { Off } from '../../../switches/store.ts';
import { ALL, MAX_MESSAGE, messageOf } from '../../../switches/words.ts';

/** The shapes of switches, and how they are made of what is off. */

const example = { assistant: ALL, isOff: true, message: 'Wij werken aan de digitale balie. Bel ons of kom langs.', since: '2026-11-26T14:03:00.000Z', byKey: '3f6a0c1d2e4b5a69', byUser: null, isClosed: false, exceptionUntil: null };

export const SwitchParams = z.object({
  assistant: z.string().min(1).max(64).openapi({ description: 'De naam van een assistent; * is alle assistenten samen.', example: ALL }),
});

/** Its texts and its day are checked by the rules of the page, against the day of today. */
const LiveException = z
  .strictObject({
    reason: z.string('moet tekst zijn').max(2_000).openapi({ description: 'Waarom: 20 tot 500 tekens, voor iedereen te lezen.' }),
    until: z.string('moet tekst zijn').max(10).openapi({ format: 'date', description: 'De laatste dag waarop zij geldt.' }),
  })
  .openapi('LiveException', { description: 'Waarom een assistent voor inwoners aan mag terwijl het gegevensblad of de toets ontbreekt.', example: { reason: 'De toets van de antwoorden is volgende week klaar.', until: '2026-12-31' } });

export const SwitchChange = z
  .strictObject(
    {
      isOff: z.boolean('moet true of false zijn'),
      message: z
        .string('moet tekst zijn')
        .max(MAX_MESSAGE, `mag hoogstens ${MAX_MESSAGE} tekens hebben`)
        .refine((text) => messageOf(text) !== undefined, 'mag alleen gewone tekst en regeleinden bevatten')
        .optional()
        .openapi({ description: 'Wat iemand die iets wil vragen te lezen krijgt. De weg naar een medewerker komt er vanzelf bij. Zonder deze tekst: een vaste.' }),
      exception: LiveException.optional(),
    },
    'moet een JSON-object zijn',
  )
  .refine(({ isOff, message }) => isOff || message === undefined, { path: ['message'], error: 'hoort alleen bij uitzetten' })
  .refine(({ isOff, exception }) => !isOff || exception === undefined, { path: ['exception'], error: 'hoort alleen bij aanzetten' })
  .openapi('SwitchChange', { example: { isOff: true, message: example.message } });

const Switch = z
  .object({
    assistant: z.string().openapi({ description: 'De naam van een assistent; * is alle assistenten samen.' }),
    isOff: z.boolean().openapi({ description: 'Of deze is uitgezet. Een assistent beantwoordt vragen als zijzelf en * allebei aan staan en isClosed false is.' }),
    message: z.string().nullable(),
    since: z.iso.datetime().nullable().openapi({ description: 'Sinds wanneer.' }),
    byKey: z.string().nullable().openapi({ description: 'Het nummer van de sleutel waarmee dat is gedaan, of van de persoon die het deed.' }),
    byUser: z.string().nullable().openapi({ description: 'Het account op de server waarmee dat is gedaan.' }),
    isClosed: z.boolean().openapi({ description: 'Of deze assistent voor inwoners dicht is omdat in het gegevensblad of aan de toets iets ontbreekt, zonder uitzondering die nu geldt. Zij beantwoordt dan geen vragen, ook als isOff false is. Van * altijd false.' }),
    exceptionUntil: z.iso.date().nullable().openapi({ description: 'De laatste dag van de uitzondering waarmee deze assistent nu aan mag. null: zij heeft er geen nodig, er geldt er geen, of die heeft geen einde.' }),
  })
  .openapi('Switch', { example });
export const Switches = z.object({ switches: z.array(Switch) }).openapi('Switches', { example: { switches: [example] } });

/**
 * @param names of the assistants that there are: what is off of others is shown too, as it can be turned on.
 * @param live how those for residents stand.
 */
export function switchesView(off: readonly Off[], names: Iterable<string>, live: readonly LiveState[]): z.output<typeof Switches> {
  const all = [...new Set([ALL, ...names, ...off.map(({ assistant }) => assistant)])];
  return { switches: all.map((assistant) => ({
    ...viewOf(assistant, off.find((one) => one.assistant === assistant)), ...liveView(live.find(({ name }) => name === assistant)),
  })) };
}

function viewOf(assistant: string, off: Off | undefined) {
  if (off === undefined) return { assistant, isOff: false, message: null, since: null, byKey: null, byUser: null };
  return { assistant, isOff: true, message: off.message, since: off.since.toISOString(), byKey: null, byUser: null, ...off.by };
}

function liveView(state: LiveState | undefined) {
  return { isClosed: state?.standing === 'closed', exceptionUntil: (state?.standing === 'excepted' ? state.exception?.until : undefined) ?? null };
}
