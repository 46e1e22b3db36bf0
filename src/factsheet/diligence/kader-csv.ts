import { csvText } from '../platforms/file.ts';
import type { KaderEvidence } from './kader-evidence.ts';

const FIELDS = ['urn', 'soort', 'titel', 'stand', 'bewijs', 'kader'];
const KINDS = { measure: 'maatregel', requirement: 'vereiste' } as const;

/** A line for each measure and requirement, for who keeps their own list of them. */
export function kaderCsv(evidence: readonly KaderEvidence[]): string {
  return csvText({
    fields: FIELDS,
    rows: evidence.map(({ urn, kind, title, state, words, questions, kaderVersion }) => [urn, KINDS[kind], title, state === 'evidence' ? 'bewijs' : words, questions.length === 0 ? '' : words, kaderVersion]),
  });
}
