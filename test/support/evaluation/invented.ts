import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Taken } from '../../../src/evaluation/judge.ts';
import { numbersIn, wordsIn } from '../../../src/evaluation/claims.ts';

const file = (name: string) => readFileSync(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), 'utf8');
/** What the desk may say by itself: its fixed texts, with what the configuration fills in. */
const FIXED = `${file('prompts/loket/replies.yaml')}\n${file('ingest/samples/balie.yaml')}`;
/** Of all documents: below an answer to a question about somebody's own case the desk itself names the page where it is asked for. */
const DOCUMENTS = globSync('ingest/samples/**/*.{md,yaml,html}', { cwd: fileURLToPath(new URL('../../..', import.meta.url)) }).map(file).join('\n');
const OFFICIAL = /^Aanvragen of nakijken doet u hier: (\S+)$/gm;
const LINK = /(?:https?:\/\/|www\.)[^\s)>\]]+|[\p{L}\d-]+\.example\b[^\s)>\]]*/giu;
/** Capitals within a sentence. */
const NAME = /(?<=[\p{Ll},;:] )\p{Lu}[\p{L}-]+/gu;

/** Numbers, links and names in an answer in the model's words that neither its sources nor the fixed texts have. */
export function inventedIn({ outcome, answer, sources }: Pick<Taken, 'outcome' | 'answer' | 'sources'>): string[] {
  if (outcome !== 'answered') return [];
  const known = [FIXED, ...sources.flatMap(({ title, headings, quote }) => [title, ...headings, quote])].join('\n');
  const numbers = new Set(numbersIn(known));
  const words = new Set(wordsIn(known));
  const bare = answer.replaceAll(/\[\d+\]/g, '').replaceAll(OFFICIAL, (line, address: string) => (DOCUMENTS.includes(address) ? '' : line));
  return [
    ...numbersIn(bare).filter((number) => !numbers.has(number)).map((number) => `getal ${number}`),
    ...(bare.match(LINK) ?? []).filter((link) => !known.includes(link.replace(/[.,;:!?]+$/, ''))).map((link) => `adres ${link}`),
    ...(bare.match(NAME) ?? []).filter((name) => !wordsIn(name).every((word) => words.has(word))).map((name) => `naam ${name}`),
  ];
}
