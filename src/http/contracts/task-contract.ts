import { z } from '@hono/zod-openapi';
import { OUTCOMES } from '../../answer/ports.ts';
import { DIGITAL_SOURCE_TYPE } from '../../web/ai-mark.ts';
import { GeneratedBy } from './ai-mark.ts';

/** What the routes for tasks and files say and take. */

export const TaskRunRequest = z
  .strictObject({
    given: z.record(z.string().max(40), z.string('moet tekst zijn')).openapi({
      description: 'Wat is ingevuld, per veld van de taak. Datums als 2026-12-31, ja of nee als tekst.',
      example: { tekst: 'Naar aanleiding van uw schrijven …', lezer: 'Inwoners', aanspreken: 'met u' },
    }),
  })
  .openapi('TaskRunRequest');

export const TaskRun = z
  .object({
    id: z.uuid(),
    conversationId: z.uuid().openapi({ description: 'Hiermee vraagt u het resultaat op als bestand.' }),
    question: z.string().optional().openapi({ description: 'Wat is ingevuld zoals het is bewaard, als daar persoonsgegevens uit zijn weggelaten.' }),
    masked: z.array(z.string()).openapi({ description: 'Soorten persoonsgegevens die zijn weggelaten.' }),
    screened: z.literal(true).optional().openapi({ description: 'Zinnen die een opdracht aan de computer leken, zijn weggelaten.' }),
    outcome: z.enum(OUTCOMES),
    answer: z.string().openapi({ description: 'Het resultaat.' }),
    language: z.string(),
    generatedBy: GeneratedBy.optional(),
  })
  .openapi('TaskRun', {
    example: {
      id: '5f0c7a52-3f0e-4f6d-9f2b-0c1d2e3f4a5b',
      conversationId: '7d1c9b64-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
      masked: [],
      outcome: 'answered',
      answer: 'Wij nemen uw aanvraag nog niet in behandeling. Er mist een uittreksel.',
      language: 'nl',
      generatedBy: { kind: 'ai', model: 'ministral-3:3b', digitalSourceType: DIGITAL_SOURCE_TYPE },
    },
  });
