/**
 * Prints what `assessQuality` says of documents, and of copies that were spoiled as real ones are: `node test/bench/quality.ts [FOLDER]`.
 * With figures of the near-duplicate measure: documents against edited copies, different documents with one template, and the nearest
 * pairs as they are. `[FOLDER] [BEIR-FOLDER] [PAIRS]`: the second adds its texts to the documents.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extract } from '../../ingest/extract/index.ts';
import { splitIntoPassages } from '../../ingest/passages/split.ts';
import { assessQuality } from '../../ingest/quality/assess.ts';
import { nearKeys, nearShare } from '../../ingest/quality/near.ts';
import type { PassageInput } from '../../src/knowledge/types.ts';

const folder = process.argv[2] ?? new URL('../../ingest/samples', import.meta.url).pathname;
const chance = (seed: number) => {
  let state = seed;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
};
const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
const shuffled = new Map(letters.map((letter, i) => [letter, 'qwkzjxvhbtnypfmgcsdlruaieo'.charAt(i)]));
const roll = chance(7);
const spoilers: Readonly<Record<string, (text: string) => string>> = {
  'untouched, in capitals': (text) => text.toUpperCase(),
  'half of the words codes': (text) => text.replace(/\S+/g, (word) => (roll() < 0.5 ? ['BWBR0005537', 'Z-2026/123', '1011AB', 'XK-12', 'WOZ', 'GT4.2b'].at(roll() * 6) ?? word : word)),
  'utf-8 as windows-1252': (text) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text)),
  'font map shifted by 29': (text) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 29 < 33 ? 32 : c.charCodeAt(0) - 29)),
  'font map shuffled': (text) => text.toLowerCase().replace(/[a-z]/g, (c) => shuffled.get(c) ?? c),
  'letters apart': (text) => text.replace(/(?<=\p{L})(?=\p{L})/gu, ' '),
  'scan, 1 in 15 letters wrong': (text) => text.replace(/[a-z]/g, (c) => (roll() < 1 / 15 ? '0158c|•lrn'.charAt(Math.floor(roll() * 10)) : c)),
  'letters lost (one in e)': (text) => text.replace(/e/g, '•'),
};

const documents: { name: string; passages: PassageInput[]; near: readonly string[] | undefined }[] = [];
const shares: Record<string, number[]> = { 'as it is': [] };
const warned = new Map<string, number>();
for (const path of (await readdir(folder, { recursive: true })).toSorted()) {
  if (!/\.(?:pdf|docx|html|md|txt)$/.test(path)) continue;
  const document = await extract(await readFile(`${folder}/${path}`), { name: path }).catch(() => undefined);
  if (document === undefined) continue;
  const passages = splitIntoPassages(document.sections);
  const { garbled, language, warnings } = await assessQuality(document, passages);
  documents.push({ name: path, passages, near: nearKeys(passages) });
  shares['as it is']?.push(garbled.share);
  if (garbled.share >= 0.005 || warnings.length > 0)
    console.log(`${path}: ${garbled.share} ${garbled.examples.join(' ')} ${language?.code ?? '-'} ${warnings.join(' ')}`);
  for (const [name, spoil] of Object.entries(spoilers)) {
    const spoiled = passages.map((passage) => ({ ...passage, text: spoil(passage.text) }));
    const report = await assessQuality(document, spoiled);
    (shares[name] ??= []).push(report.garbled.share);
    if (report.warnings.some((warning) => /onleesbaar|verkeerde tekens/.test(warning))) warned.set(name, (warned.get(name) ?? 0) + 1);
  }
}
for (const [name, all] of Object.entries(shares)) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(3);
  console.log(`${name.padEnd(28)} lowest ${at(0)}  5% ${at(0.05)}  half ${at(0.5)}  95% ${at(0.95)}  highest ${at(1)}  (${sorted.length}, warned of ${warned.get(name) ?? 0})`);
}


const corpus = process.argv[3] === undefined ? [] : (await readFile(`${process.argv[3]}/corpus.jsonl`, 'utf8')).trim().split('\n');
for (const line of corpus) {
  const { _id: name, text } = JSON.parse(line) as { _id: string; text: string };
  const passages = splitIntoPassages([{ headings: [], text }]);
  if (text.split(/\s+/).length >= 60) documents.push({ name, passages, near: nearKeys(passages) });
}
const inWords = (text: string): string[] => text.match(/\S+/g) ?? [];
const textOf = ({ passages }: { passages: readonly PassageInput[] }): string => passages.map(({ text }) => text).join('\n\n');
const keysOf = (text: string) => nearKeys(splitIntoPassages([{ headings: [], text }])) ?? [];
const dice = chance(3);
const other = (index: number): string => textOf(documents[(index * 7 + 11) % documents.length] ?? { passages: [] });
const some = (text: string, words: number): string => inWords(text.repeat(Math.ceil(words / Math.max(1, inWords(text).length)))).slice(0, words).join(' ');
const edits: Readonly<Record<string, (text: string, index: number) => string>> = {
  'other dates and amounts': (text) => text.replace(/\d+/g, (number) => `${Number(number) + 1}`),
  '2% of words replaced': (text) => text.replace(/\S+/g, (word) => (dice() < 0.02 ? 'anders' : word)),
  '5% of words replaced': (text) => text.replace(/\S+/g, (word) => (dice() < 0.05 ? 'anders' : word)),
  '10% of words replaced': (text) => text.replace(/\S+/g, (word) => (dice() < 0.1 ? 'anders' : word)),
  'one line in six dropped': (text) => text.split(/(?<=[.\n])\s/).filter(() => dice() > 1 / 6).join(' '),
  'annex of a third added': (text, index) => `${text}\n\n${some(other(index), inWords(text).length / 3)}`,
  'dates, 2%, one in ten dropped, annex of a fifth': (text, index) =>
    `${text.replace(/\d+/g, '1').split(/(?<=[.\n])\s/).filter(() => dice() > 0.1).join(' ').replace(/\S+/g, (word) => (dice() < 0.02 ? 'anders' : word))}\n\n${some(other(index), inWords(text).length / 5)}`,
};
const long = documents.map((document, index) => ({ ...document, index, text: textOf(document), length: inWords(textOf(document)).length }));
const sizes = [[60, 150], [150, 400], [400, 1e9]] as const;
const tell = (name: string, shares: readonly number[]): void => {
  if (shares.length === 0) return;
  const over = [0.4, 0.45, 0.5, 0.55, 0.6].map((least) => `${least}: ${((shares.filter((share) => share >= least).length / shares.length) * 100).toFixed(1)}%`);
  console.log(`${name.padEnd(60)} ${over.join('  ')}  (${shares.length})`);
};
for (const [from, to] of sizes) {
  const these = long.filter(({ length }) => length >= from && length < to);
  for (const [name, edit] of Object.entries(edits))
    tell(`${from}+ words, ${name}`, these.map(({ text, index, near = [] }) => nearShare(near, keysOf(edit(text, index)))));
  // Two different documents of one kind: the same opening and end, something else between.
  for (const part of [0.2, 0.35, 0.5])
    tell(`${from}+ words, different, ${part * 100}% the same template`, these.map(({ text, length, index }) => {
      const template = some(other(index + 3), length * (part / (1 - part)));
      return nearShare(keysOf(`${template} ${text}`), keysOf(`${template} ${some(other(index), length)}`));
    }));
}
const counts = new Map<string, number[]>();
for (const { index, near = [] } of long) for (const key of near) counts.set(key, [...(counts.get(key) ?? []), index]);
const pairs = new Map<string, number>();
for (const all of counts.values()) for (const a of all) for (const b of all) if (a < b) pairs.set(`${a} ${b}`, 0);
for (const pair of pairs.keys()) {
  const [a = 0, b = 0] = pair.split(' ').map(Number);
  pairs.set(pair, nearShare(long[a]?.near ?? [], long[b]?.near ?? []));
}
console.log('pairs of documents as they are:', (long.length * (long.length - 1)) / 2);
for (const [pair, share] of [...pairs].toSorted((a, b) => b[1] - a[1]).slice(0, Number(process.argv[4] ?? 12)))
  console.log(share.toFixed(2), pair.split(' ').map((index) => `${long[Number(index)]?.name ?? ''} (${long[Number(index)]?.length ?? 0})`).join(' / '));
