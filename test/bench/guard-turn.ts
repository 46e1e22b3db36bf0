/**
 * What the guards of one turn cost, in processor time: the question masked and inspected, five passages screened (new ones, and ones that
 * were seen before), and each sentence of an answer looked at: `node test/bench/guard-turn.ts CORPUS.jsonl`, texts of which are passages.
 */
import { readFileSync } from 'node:fs';
import { outputChecks } from '../../src/answer/safety/output.ts';
import { openGuard } from '../../src/cli/desk/guard.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Passage } from '../../src/answer/ports.ts';
import { readMarkedLines } from '../support/guard-lines.ts';

const PER_TURN = 5;
const [path = '/work/shared/data/retrieval-nl/corpus.jsonl'] = process.argv.slice(2);
const texts = readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => (JSON.parse(line) as { text: string }).text.slice(0, 1_800)).filter((text) => text.length > 600);
const passages = texts.slice(0, 1_000).map((text, index): Passage => ({ documentId: String(index), ordinal: 1, title: 'Titel', url: null, page: null, headings: [], text, score: 1 }));
const questions = readMarkedLines().map(({ text }) => text);
const guard = openGuard(readConfig({}));
const prompt = readFileSync(new URL('../../prompts/loket/system.md', import.meta.url), 'utf8');

const turn = (at: number) => {
  const given = passages.slice(at * PER_TURN, (at + 1) * PER_TURN);
  const question = questions[at % questions.length] ?? '';
  const sentences = given.flatMap(({ text }) => text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.length > 40).slice(0, 1));
  const checks = outputChecks(guard);
  return {
    question: spent(() => guard.suspect(guard.mask(question, 'resident').text, [])),
    fresh: spent(() => given.map(({ text }) => guard.presentable(text))),
    known: spent(() => given.map(({ text }) => guard.presentable(text))),
    sentences: sentences.map((sentence) => spent(() => checks.map((check) => check(sentence, { question, passages: given, evidence: [], prompt, said: [] })))),
  };
};

for (let at = 100; at < 200; at += 1) turn(at);
const turns = Array.from({ length: 100 }, (_, at) => turn(at));
const sentences = turns.flatMap((one) => one.sentences);
const total = (kind: 'fresh' | 'known') => turns.map((one) => one.question + one[kind] + one.sentences.reduce((sum, ms) => sum + ms, 0));
for (const [name, values] of Object.entries({
  'question, masked and inspected': turns.map(({ question }) => question),
  'five passages, new': turns.map(({ fresh }) => fresh),
  'five passages, seen before': turns.map(({ known }) => known),
  'a sentence of the answer': sentences,
  'all guards of a turn, passages new': total('fresh'),
  'all guards of a turn, passages seen before': total('known'),
})) {
  console.log(`${name}: p50 ${at(values, 0.5)} ms, p95 ${at(values, 0.95)} ms`);
}

function spent(run: () => unknown): number {
  const began = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
}

function at(values: readonly number[], share: number): string {
  return (values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0).toFixed(2);
}
