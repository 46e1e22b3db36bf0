import { z } from '@hono/zod-openapi';
import { MAX_COLUMN, MAX_COLUMNS, type WholeTask } from '../../../../workplace/whole/request.ts';
import { FILE, conversationParam } from './file-contracts.ts';

const MAX_PAGE = 1_000_000;

const page = z.int('moet een geheel getal zijn').min(1, 'moet 1 of meer zijn').max(MAX_PAGE, 'is te hoog');
const pages = z
  .strictObject({ from: page, to: page })
  .refine(({ from, to }) => from <= to, 'from moet niet na to komen')
  .optional()
  .openapi({ description: 'Alleen deze bladzijden, met de eerste en de laatste. Heeft het bestand geen bladzijden, dan tellen de stukken tekst.' });
const file = z.uuid('moet het nummer van een bestand zijn');
const column = z.string('moet tekst zijn').trim().min(1, 'mag niet leeg zijn').max(MAX_COLUMN, `hoogstens ${MAX_COLUMN} tekens`).refine((text) => !/[|\p{Cc}]/u.test(text), 'mag geen | of stuurteken hebben');
const assistant = z.string().max(64).openapi({ description: 'De assistent met wiens model het gebeurt.', example: 'collega' });

export const WorkBody = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('summarise'), assistant, file, pages }),
    z.strictObject({ kind: z.literal('compare'), assistant, before: file, after: file }),
    z.strictObject({ kind: z.literal('table'), assistant, file, pages, columns: z.array(column).min(1, 'ten minste één').max(MAX_COLUMNS, `hoogstens ${MAX_COLUMNS}`) }),
  ], 'moet kind summarise, compare of table hebben, met de gegevens die daarbij horen')
  .openapi('DocumentWork', { description: 'Samenvatten (summarise), twee versies vergelijken (compare) of een tabel maken (table).', example: { kind: 'summarise', assistant: 'collega', file: FILE } });

const range = z.object({ from: z.int(), to: z.int() });
export const EstimateShape = z
  .object({
    calls: z.int().openapi({ description: 'Hoe vaak het model wordt gevraagd.' }),
    read: range.openapi({ description: 'Wat wordt gelezen.' }),
    all: range.openapi({ description: 'Wat er is.' }),
    isWhole: z.boolean().openapi({ description: 'Of alles wordt gelezen. Zo niet: vraag de rest daarna, met pages.' }),
    hasPages: z.boolean().openapi({ description: 'Of het om bladzijden gaat; anders om stukken tekst.' }),
    seconds: z.int().optional().openapi({ description: 'Hoe lang het ongeveer duurt, als daar al iets van bekend is.' }),
  })
  .openapi('DocumentWorkEstimate', { example: { calls: 14, read: { from: 1, to: 88 }, all: { from: 1, to: 88 }, isWhole: true, hasPages: true, seconds: 95 } });

export const WorkParams = z.object({ id: conversationParam, work: z.uuid('moet het nummer van werk aan een document zijn').openapi({ description: 'Het nummer van het werk, dat ook het nummer van zijn antwoord is.', example: '5b1f0f5e-0b51-4f0c-8a8f-6a0b8f3d2c11' }) });

export const Works = z
  .object({ works: z.array(z.object({ id: z.uuid(), isRunning: z.boolean(), done: z.int(), total: z.int(), startedAt: z.iso.datetime(), outcome: z.string().optional() })) })
  .openapi('DocumentWorks', { example: { works: [] } });

export function toTask(body: z.infer<typeof WorkBody>): WholeTask {
  switch (body.kind) {
    case 'summarise':
      return { kind: body.kind, file: body.file, ...(body.pages && { pages: body.pages }) };
    case 'compare':
      return { kind: body.kind, before: body.before, after: body.after };
    case 'table':
      return { kind: body.kind, file: body.file, columns: body.columns, ...(body.pages && { pages: body.pages }) };
  }
}
