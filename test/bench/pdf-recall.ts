import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { extractPdf } from '../../ingest/extract/pdf/pdf.ts';
import { openPdf } from '../../ingest/extract/pdf/open.ts';
import type { ExtractedDocument } from '../../ingest/extract/types.ts';

/**
 * Words of each PDF in a folder that `pdftotext -layout` finds and our sections have too, and pages per second of both.
 * `node test/bench/pdf-recall.ts DIR [--missing]`. Words are runs of letters and digits, in lower case, counted as often
 * as they occur. Left out of the count: words of running heads and feet and page numbers, which are lines that
 * `pdftotext` gives at a page's top or bottom and that recur, numbers aside, on other pages. A word broken over lines
 * counts as its two parts, and so does a word that `pdftotext` splits where letters are spaced and we do not. Times are the best of five: ours
 * in one process, theirs with the start of the program. The last column is what pdf.js alone would come to, with its own text of each page
 * and nothing of ours: no faster reading is to be had from it.
 */
const [folder, flag] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node test/bench/pdf-recall.ts DIR [--missing]');

type Bag = Map<string, number>;

const words = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function bag(list: readonly string[]): Bag {
  const counts: Bag = new Map();
  for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The pages' text without lines that recur in the same edge of pages, numbers aside. */
function withoutFurniture(text: string): string {
  const pages = text.split('\f').map((page) => page.split('\n').filter((line) => line.trim() !== ''));
  const edge = 6;
  const key = (line: string): string => line.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
  const isEdge = (i: number, length: number): boolean => i < edge || i >= length - edge;
  const counts = bag(
    pages.flatMap((page) => [...new Set(page.filter((_, i) => isEdge(i, page.length)).map(key))]),
  );
  return pages
    .map((page) =>
      page.filter((line, i) => !isEdge(i, page.length) || (counts.get(key(line)) ?? 0) < 2).join('\n'),
    )
    .join('\n');
}

/** Headings count once for each time they are opened, as they stand once in the file. */
function ourText({ sections }: ExtractedDocument): string {
  let open: readonly string[] = [];
  return sections
    .map(({ headings, text }) => {
      const same = headings.findIndex((heading, i) => heading !== open[i]);
      const opened = same < 0 ? [] : headings.slice(same);
      open = headings;
      return [...opened, text].join('\n');
    })
    .join('\n');
}

/** Words of theirs that ours lacks; a word that we joined from two halves counts as both. */
function missing(theirs: string, ours: string): string[] {
  const rest = bag(words(ours));
  const take = (word: string): boolean => {
    const count = rest.get(word) ?? 0;
    if (count > 0) rest.set(word, count - 1);
    return count > 0;
  };
  const joined = theirs.matchAll(/([\p{L}\p{N}]+)[-\u00ad\u2010][ \t]*\n\s*([\p{L}\p{N}]+)/gu);
  const halves = bag(
    Array.from(joined, ([, a = '', b = '']) => (take((a + b).toLowerCase()) ? [a, b] : []))
      .flat()
      .map((word) => word.toLowerCase()),
  );
  const list = words(theirs);
  const lost = list.map((word) => {
    const half = halves.get(word) ?? 0;
    if (half === 0) return !take(word);
    halves.set(word, half - 1);
    return false;
  });
  // Letters that are spaced make `Inf rastructuur` of a word that we give whole.
  for (let i = 0; i < list.length; i += 1) {
    for (let end = Math.min(i + 8, list.length); end > i + 1; end -= 1) {
      if (lost.slice(i, end).includes(true) && take(list.slice(i, end).join(''))) lost.fill(false, i, end);
    }
  }
  return list.filter((_, i) => lost[i]);
}

/** The best of five: others may be using the machine. */
const time = async <Result>(action: () => Result | Promise<Result>): Promise<{ result: Result; seconds: number }> => {
  const times: number[] = [];
  for (;;) {
    const start = performance.now();
    const result = await action();
    times.push((performance.now() - start) / 1000);
    if (times.length === 5) return { result, seconds: Math.min(...times) };
  }
};

async function readByPdfJs(bytes: Uint8Array): Promise<void> {
  const pdf = await openPdf(bytes);
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    await page.getTextContent();
    page.cleanup();
  }
  await pdf.loadingTask.destroy();
}

console.log('| PDF | pages | words | recall | pages/s ours | pages/s pdftotext | ratio | pdf.js alone |\n|---|--:|--:|--:|--:|--:|--:|--:|');
for (const file of readdirSync(folder).filter((name) => name.endsWith('.pdf'))) {
  const name = path.join(folder, file);
  const bytes = new Uint8Array(readFileSync(name));
  const theirs = await time(() => execFileSync('pdftotext', ['-layout', name, '-'], { encoding: 'utf8', maxBuffer: 1e8 }));
  const ours = await time(() => extractPdf(bytes, { name: file }));
  const alone = await time(() => readByPdfJs(bytes));
  const pages = ours.result.pages ?? 0;
  const text = withoutFurniture(theirs.result);
  const lost = missing(text, ourText(ours.result));
  const all = words(text).length;
  const speeds = [pages / ours.seconds, pages / theirs.seconds, theirs.seconds / ours.seconds, theirs.seconds / alone.seconds];
  console.log(
    `| ${file} | ${pages} | ${all} | ${(1 - lost.length / all).toFixed(4)} | ${speeds.map((speed, i) => speed.toFixed(i >= 2 ? 2 : 0)).join(' | ')} |`,
  );
  if (flag === '--missing' && lost.length > 0) console.log([...bag(lost)].map(([w, n]) => `${w}×${n}`).join(' ').slice(0, 1500));
}
