/** What the description of the API shows of keys. */

export const limits = { requestsPerMinute: 60, tokensPerDay: 100_000, tokensPerMonth: null };

export const newKey = { name: 'Team Data', group: 'Informatievoorziening', models: ['loket-standaard'], assistants: ['loket'], limits: { requestsPerMinute: 60, tokensPerDay: 100_000 } };

export const key = {
  id: '4f1c9a02b7e35d68',
  name: 'Team Data',
  group: 'Informatievoorziening',
  collections: [],
  models: ['loket-standaard'],
  assistants: ['loket'],
  isAdmin: false,
  isReviewer: false,
  limits,
  state: 'valid' as const,
  createdAt: '2026-01-05T09:30:00.000Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: '2026-01-26T14:05:00.000Z',
  rotatedFrom: null,
};

export const token = 'balie_4f1c9a02b7e35d68_EenVoorbeeldDatNergensVoorWerktMaarZoZietHetEr';

export const day = { day: '2026-01-26', requests: 42, promptTokens: 18_300, answerTokens: 5_120 };

export const group = { name: 'Informatievoorziening', limits: { requestsPerMinute: null, tokensPerDay: null, tokensPerMonth: 5_000_000 }, use: [day] };
