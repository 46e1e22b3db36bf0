import { z } from '@hono/zod-openapi';

/** The read API of the Logboek Dataverwerkingen (extension "lezen" 0.9 of Logius). */

/** So many records in one answer. */
export const MAX_RECORDS = 1_000;

/** The database holds no text with a null character. */
const text = (length: number) => z.string().min(1).max(length).regex(/^[^\0]*$/, 'mag geen nulteken hebben');

const milliseconds = () => z.int().min(0);
const traceId = () => z.string().regex(/^[0-9a-fA-F]{32}$/, 'moet 32 hexadecimale tekens zijn').transform((text) => text.toLowerCase());

/** Nobody reads all of it. */
const ONE_OF_THESE = ['traceId', 'dpl.core.processing_activity_id', 'dpl.core.data_subject_id'] as const;

export const RecordsWanted = z
  .strictObject(
    {
      traceId: traceId().optional().openapi({ description: 'Alles wat bij één verwerking hoort, ook in andere applicaties.' }),
      'dpl.core.processing_activity_id': text(2_000).optional().openapi({ description: 'De verwerkingsactiviteit uit het register.' }),
      'dpl.core.data_subject_id': text(200).optional().openapi({ description: 'Het pseudoniem van de betrokkene.' }),
      startTime: milliseconds().optional().openapi({ description: 'Vanaf dit moment, in milliseconden sinds 1970.' }),
      endTime: milliseconds().optional().openapi({ description: 'Tot en met dit moment, in milliseconden sinds 1970.' }),
      after: milliseconds().optional().openapi({ description: `De waarde van next uit het vorige antwoord: een antwoord heeft hoogstens ${MAX_RECORDS} regels.` }),
    },
    'moet een JSON-object zijn',
  )
  .refine((wanted) => ONE_OF_THESE.some((name) => wanted[name] !== undefined), {
    error: 'moet er zijn, of anders dpl.core.processing_activity_id of dpl.core.data_subject_id', path: ['traceId'],
  })
  .openapi('ProcessingActivityQuery', { anyOf: ONE_OF_THESE.map((name) => ({ required: [name] })), example: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736' } });

const span = () => z.string().regex(/^[0-9a-fA-F]{16}$/);

const example = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', status: 'Ok' as const, name: 'Vraag van een inwoner beantwoorden', startTime: 1_795_766_400_000, endTime: 1_795_766_404_200,
  resource: { attributes: { 'service.name': 'balie', 'service.version': '1.0.0' } },
  attributes: {
    'dpl.core.processing_activity_id': 'https://register.gemeente.example/verwerkingen/12',
    'dpl.core.data_subject_id': '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'dpl.core.data_subject_id_type': 'urn:balie:conversation',
  },
};

const ProcessingRecord = z
  .object({
    traceId: z.string(),
    spanId: span(),
    status: z.enum(['Unset', 'Ok', 'Error']),
    name: z.string(),
    startTime: z.int().openapi({ description: 'Milliseconden sinds 1970.' }),
    endTime: z.int(),
    parentSpanId: span().optional().openapi({ description: 'De actie die deze aanriep, ook in een andere applicatie.' }),
    resource: z.object({ attributes: z.record(z.string(), z.string()) }),
    attributes: z.record(z.string(), z.string()),
  })
  .openapi('ProcessingActivity', {
    description: 'Een logregel van het Logboek Dataverwerkingen. Nooit een naam, vraag of antwoord.',
    example,
  });

export const Records = z
  .object({ processingActivities: z.array(ProcessingRecord), next: z.int().optional().openapi({ description: 'Er is meer: stuur dit mee als after.' }) })
  .openapi('ProcessingActivities', { example: { processingActivities: [example] } });
