import { errorCatalogue } from '../../errors.ts';

/** What the description of the API shows. */

export const inUse = {
  sourceId: 'burgerzaken/paspoort.md',
  title: 'Paspoort aanvragen',
  url: 'https://www.lindewaarde.example/paspoort',
  owner: 'Team Burgerzaken',
  validFrom: '2026-01-01',
  validUntil: null,
  reviewBy: '2026-11-01',
  actions: [{ label: 'Afspraak maken', url: 'https://www.lindewaarde.example/afspraak' }],
  passages: 4,
  updatedAt: '2026-01-05T09:30:00.000Z',
};

const { message, action, retryable = false } = errorCatalogue['document-encrypted'];
export const fault = { code: 'document-encrypted', message, action, retryable };

export const job = {
  id: '3f0c2b1e-7a54-4d0e-9b7c-2f6a1c8d5e90',
  collection: 'producten',
  sourceId: 'burgerzaken/leges.pdf',
  fileName: 'leges.pdf',
  state: 'failed' as const,
  attempts: 1,
  deliveredAt: '2026-01-05T09:30:00.000Z',
  isHere: true,
  fault,
};

export const events = `: ping

id: 42
event: document
data: ${JSON.stringify({ collection: 'producten', sourceId: inUse.sourceId, outcome: 'new', title: inUse.title, passages: 4 })}

`;
