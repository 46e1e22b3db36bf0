/**
 * How long the sentence gate takes: `node test/bench/grounding.ts`. Prints one JSON line: milliseconds to read the passages of a turn, per
 * sentence and per answer of five sentences (p50, p95), and how the time grows with the length of hostile text.
 */
import { readEvidence } from '../../src/answer/grounding/evidence.ts';
import { SentenceGate } from '../../src/answer/grounding/gate.ts';
import { noPromise } from '../../src/answer/grounding/promise.ts';
import { saidIn, samplePassages } from '../support/sample-passages.ts';

const PASSAGES = 5;
const ROUNDS = 15;
const SENTENCES = 5;
const SIZES = [20_000, 40_000, 80_000];
const HOSTILE = ['a', '1.', '[1', '<a', '**', 'niet ', 'honderd', '14 ', 'u krijgt ', '- ', '? ', 'en '];

const prepared: number[] = [];
const sentences: number[] = [];
const answers: number[] = [];
const said = [...saidIn('grounding-honest'), ...saidIn('grounding-lies')];
for (let round = 0; round < ROUNDS; round += 1) {
  for (let from = 0; from + SENTENCES <= said.length; from += SENTENCES) {
    const some = said.slice(from, from + SENTENCES);
    const first = some[0];
    if (first === undefined) continue;
    const passages = (await samplePassages(...first.documents)).slice(0, PASSAGES);
    const [evidence, reading] = timed(() => readEvidence(passages));
    const gate = new SentenceGate({ question: first.question, passages, evidence, prompt: '' }, [noPromise]);
    let answer = 0;
    for (const { say } of some) {
      const [, took] = timed(() => gate.push(`${say}\n`));
      answer += took;
      if (round > 2) sentences.push(took);
    }
    if (round <= 2) continue;
    prepared.push(reading);
    answers.push(answer);
  }
}
const growth = HOSTILE.map((piece) => {
  const took = SIZES.map((size) => Math.min(...[1, 2, 3].map(() => timed(() => hostile(piece.repeat(Math.ceil(size / piece.length))))[1])));
  return { piece, ms: took.map((ms) => Math.round(ms)) };
});
process.stdout.write(`${JSON.stringify({ passages: PASSAGES, read: of(prepared), sentence: of(sentences), answer: of(answers), hostile: { sizes: SIZES, growth } })}\n`);

function hostile(text: string): void {
  const passages = [{ documentId: 'a', ordinal: 1, title: 'Paspoort', url: null, page: null, headings: [], text: 'Een paspoort kost € 83,90.', score: 1 }];
  const gate = new SentenceGate({ question: '', passages, evidence: readEvidence(passages), prompt: '' }, [noPromise]);
  gate.push(text);
  gate.end(false);
}

function timed<Result>(work: () => Result): [Result, number] {
  const from = performance.now();
  return [work(), performance.now() - from];
}

function of(values: readonly number[]): { p50: number; p95: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3));
  return { p50: at(0.5), p95: at(0.95) };
}
