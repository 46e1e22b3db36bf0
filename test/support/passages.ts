import type { Assistant, Passage } from '../../src/answer/ports.ts';

/** A passage with the given parts, for tests. */
export function passage(parts: Partial<Passage> = {}): Passage {
  return {
    documentId: '0123456789abcdef0123',
    ordinal: 1,
    title: 'Paspoort aanvragen',
    url: null,
    page: null,
    headings: ['Kosten'],
    text: 'Een paspoort voor volwassenen kost € 83,90. U betaalt bij de balie.',
    score: 10,
    ...parts,
  };
}

export const assistant: Assistant = {
  name: 'loket',
  audience: 'resident',
  model: 'test-model',
  systemPrompt: 'U bent de digitale balie.',
  questionPrompt: '{{sources}}\n\nVraag: {{question}}',
  prompts: [{ name: 'loket/system', version: 3, sha256: '0a'.repeat(32) }],
  replies: {
    quoted: 'Dit staat er letterlijk:',
    abstained: 'Dat weet ik niet. Bel 14 000.',
    blocked: 'Dat doe ik niet:\n{{reasons}}',
    refused: 'Laat dit weg: {{what}}.',
    notUnderstood: 'Ik begrijp uw vraag niet.',
    translated: 'Dit is een vertaling.',
    untranslated: 'Dit is niet vertaald.',
  },
  maxPassages: 5,
  maxTokens: 200,
};
