import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ReportAnswer, DiligenceReport } from './report.ts';

/** `high-risk`: only for systems of high risk, which a desk that answers questions is not. `model-makers`: only for who makes models. */
const item = z.object({ urn: z.string(), title: z.string(), scope: z.enum(['all', 'high-risk', 'model-makers']) });
const rules = z.object({ version: z.string(), source: z.string(), licence: z.string(), measures: z.array(item), requirements: z.array(item) });

/** Measures and requirements of the Algoritmekader (MinBZK, EUPL-1.2) by number and title: of the version that it names. */
export const KADER = rules.parse(JSON.parse(readFileSync(new URL('kader.json', import.meta.url), 'utf8')));

interface EvidenceQuestion {
  readonly id: string;
  readonly text: string;
  /** Absent: nobody measured or said it. */
  readonly verdict?: ReportAnswer['verdict'];
  readonly kind?: ReportAnswer['kind'];
}

/** What the report shows of one measure or requirement. */
export interface KaderEvidence {
  readonly urn: string;
  readonly kind: 'measure' | 'requirement';
  readonly title: string;
  /** `evidence`: a question of the report is; whether it says yes is for who reads it. */
  readonly state: 'evidence' | 'none' | 'high-risk' | 'model-makers';
  /** The state in Dutch. */
  readonly words: string;
  readonly questions: readonly EvidenceQuestion[];
  readonly kaderVersion: string;
}

const WORDS: Readonly<Record<Exclude<KaderEvidence['state'], 'evidence'>, string>> = {
  none: 'geen bewijs in de balie',
  'high-risk': 'alleen bij hoog risico',
  'model-makers': 'alleen voor makers van modellen',
};
const VERDICTS = { yes: 'ja', partly: 'deels', no: 'nee' } as const;

/** All of the kader, whether there is evidence or not. That a question is evidence does not make the measure done. */
export function kaderEvidence({ questions, kaderVersion }: Pick<DiligenceReport, 'questions' | 'kaderVersion'>): KaderEvidence[] {
  const of = (kind: KaderEvidence['kind']) => ({ urn, title, scope }: z.infer<typeof item>): KaderEvidence => {
    const found = questions.filter(({ kader }) => kader.includes(urn)).map(({ id, text, answer }) => ({ id, text, ...(answer && { verdict: answer.verdict, kind: answer.kind }) }));
    const state = found.length > 0 ? 'evidence' : scope === 'all' ? 'none' : scope;
    const words = state === 'evidence' ? found.map(({ id, verdict }) => `${id}: ${verdict === undefined ? 'nog niet beantwoord' : VERDICTS[verdict]}`).join('; ') : WORDS[state];
    return { urn, kind, title, state, words, questions: found, kaderVersion };
  };
  return [...KADER.measures.map(of('measure')), ...KADER.requirements.map(of('requirement'))];
}
