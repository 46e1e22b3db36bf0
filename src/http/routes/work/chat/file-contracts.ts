import { z } from '@hono/zod-openapi';
import type { ChatFile } from '../../../../workplace/files/file.ts';
import { problem } from '../../../contracts/responses.ts';

export const CONVERSATION = '2f6c1f0e-55a1-4d0c-9a37-0f7d4f5b8a11';
export const FILE = '7d0a3b64-1c8e-4a55-8f0b-3f1b2a9c4e20';

export const conversationParam = z.uuid('moet het nummer van een gesprek zijn').openapi({ description: 'Het nummer van uw gesprek. Is er nog geen gesprek, kies dan zelf een willekeurig nummer (UUID): met het eerste bestand is het van u.', example: CONVERSATION });
export const ConversationParams = z.object({ id: conversationParam });
export const FileParams = z.object({ id: conversationParam, file: z.uuid('moet het nummer van een bestand zijn').openapi({ description: 'Het nummer van het bestand.', example: FILE }) });

export const File = z
  .object({
    id: z.uuid(),
    name: z.string(),
    state: z.enum(['waiting', 'ready', 'failed']).openapi({ description: 'Wordt nog gelezen, is te gebruiken, of kon niet worden gelezen.' }),
    addedAt: z.iso.datetime(),
    bytes: z.int(),
    pages: z.int().optional().openapi({ description: 'Bladzijden, als dit soort bestand die heeft.' }),
    characters: z.int().optional().openapi({ description: 'Tekens die zijn gelezen.' }),
    fault: z.object({ code: z.string(), message: z.string(), action: z.string() }).optional().openapi({ description: 'Waarom het niet kon worden gelezen.' }),
  })
  .openapi('ChatFile', { example: { id: FILE, name: 'raadsvoorstel.pdf', state: 'ready', addedAt: '2026-11-26T09:30:00.000Z', bytes: 482_133, pages: 12, characters: 31_200 } });

export const Files = z.object({ files: z.array(File) }).openapi('ChatFiles', { example: { files: [] } });

export const employeeProblems = {
  400: problem('Een of meer gegevens kloppen niet.'),
  401: problem('U bent niet ingelogd.'),
  403: problem('Dit is alleen voor medewerkers, en alleen vanaf de pagina’s van de balie zelf.'),
  404: problem('Dit gesprek is er niet, of het is niet van u.'),
  500: problem('Er ging iets mis.'),
  503: problem('De gegevens zijn even niet bereikbaar.'),
};

export function toFile({ id, name, state, createdAt, bytes, pages, characters }: ChatFile, fault: { readonly code: string; readonly message: string; readonly action: string } | undefined): z.infer<typeof File> {
  return { id, name, state, addedAt: createdAt.toISOString(), bytes, ...(pages !== null && { pages }), ...(characters !== null && { characters }), ...(fault && { fault: { code: fault.code, message: fault.message, action: fault.action } }) };
}
