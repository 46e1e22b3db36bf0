/**
 * What the guard sees in real texts of the government, of which hardly anything is about a resident, and in questions that are no
 * attack: `node test/bench/guard-alarms.ts DIR [--show]`, where DIR has `retrieval-nl` and `documents`; pdftotext must be there.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scoreInjection, SUSPECT } from '../../src/guard/injection/score.ts';
import { PII_TYPES } from '../../src/guard/personal/detector.ts';
import { findPersonalData } from '../../src/guard/personal/find.ts';

const [folder = '/work/shared/data', show] = process.argv.slice(2);
const texts = new Map<string, string[]>([
  ['corpus', jsonTexts('retrieval-nl/corpus.jsonl')],
  ['queries', jsonTexts('retrieval-nl/queries.jsonl')],
  ['sample questions', readFileSync('test/fixtures/sample-questions.jsonl', 'utf8').trimEnd().split('\n').map((line) => (JSON.parse(line) as { question: string }).question)],
  ['acts', files('documents/wetten').flatMap((path) => readFileSync(path, 'utf8').split(/\n{2,}/))],
  ['pdf', files('documents/pdf').flatMap((path) => execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).split(/\n{2,}/))],
  ['html', files('documents/html').flatMap((path) => readFileSync(path, 'utf8').replaceAll(/<[^>]{1,2000}>/g, ' ').split('\n'))],
]);

for (const [name, lines] of texts) {
  const counts = new Map<string, number>();
  const found = lines.flatMap((line) => findPersonalData(line).map((span) => ({ type: span.type, text: line.slice(Math.max(0, span.start - 50), span.start) + '«' + line.slice(span.start, span.end) + '»' + line.slice(span.end, span.end + 30) })));
  for (const { type } of found) counts.set(type, (counts.get(type) ?? 0) + 1);
  const suspect = lines.map((line) => ({ line, ...scoreInjection(line) })).filter(({ score }) => score >= SUSPECT);
  console.log(`${name}: ${lines.length} texts, ${lines.reduce((sum, line) => sum + line.length, 0)} characters; ${PII_TYPES.map((type) => `${type} ${counts.get(type) ?? 0}`).join(', ')}; injection ${suspect.length}`);
  if (show !== undefined) {
    for (const { type, text } of found) console.log(`  ${type}: ${JSON.stringify(text)}`);
    for (const { line, score, reasons } of suspect) console.log(`  injection ${score} ${reasons.join(' ')}: ${JSON.stringify(line.slice(0, 300))}`);
  }
}

function jsonTexts(path: string): string[] {
  return readFileSync(join(folder, path), 'utf8').trimEnd().split('\n').map((line) => (JSON.parse(line) as { text: string }).text);
}

function files(path: string): string[] {
  return readdirSync(join(folder, path)).map((name) => join(folder, path, name));
}
