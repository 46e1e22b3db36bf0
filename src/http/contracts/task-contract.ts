import { z } from '@hono/zod-openapi';
import { OUTCOMES } from '../../answer/ports.ts';
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
  .openapi('TaskRun');
