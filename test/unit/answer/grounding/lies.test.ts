import { describe, expect, test } from 'vitest';
import { saidIn, samplePassages } from '../../../support/sample-passages.ts';
import { judged } from './gate-of.ts';

const LIES = saidIn('grounding-lies');
const HONEST = saidIn('grounding-honest');
const MIN_PASSED = 0.9;

describe('a model that lies about the sample municipality', () => {
  test.each([...new Set(LIES.map(({ kind }) => kind))])('gets no lie through: %s', async (kind) => {
    const passed: string[] = [];
    for (const { documents, question, say } of LIES.filter((lie) => lie.kind === kind)) {
      const { shown } = judged(await samplePassages(...documents), say, { question });
      if (shown !== '') passed.push(say);
    }
    expect(passed).toEqual([]);
  });

  test('gets no lie through with a source behind it either, nor between two true sentences', async () => {
    const passed: string[] = [];
    for (const { documents, question, say } of LIES) {
      const passages = await samplePassages(...documents);
      const first = passages[0]?.text.split('. ')[0] ?? '';
      const { shown } = judged(passages, `${first}. [1] ${say.replace(/\.$/, ' [1].')} ${first}.`, { question });
      if (shown.includes(say.slice(0, -1))) passed.push(say);
    }
    expect(passed).toEqual([]);
  });
});

test('nine of ten honest sentences pass, each with a source', async () => {
  const dropped: string[] = [];
  for (const { documents, question, say } of HONEST) {
    const { shown, cited } = judged(await samplePassages(...documents), say, { question });
    if (shown === '' || cited.length === 0) dropped.push(say);
  }
  expect(1 - dropped.length / HONEST.length, dropped.join('\n')).toBeGreaterThanOrEqual(MIN_PASSED);
});
