/**
 * Prints what `assessQuality` says of documents, and of copies that were spoiled as real ones are: `node test/bench/quality.ts [FOLDER]`.
 * With figures of the near-duplicate measure: the nearest pairs of different documents, and documents against edited copies.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extract } from '../../ingest/extract/index.ts';
import { splitIntoPassages } from '../../ingest/passages.ts';
import { assessQuality, nearDigest, nearDistance } from '../../ingest/quality.ts';
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
  'utf-8 as windows-1252': (text) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text)),
  'font map shifted by 29': (text) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 29 < 33 ? 32 : c.charCodeAt(0) - 29)),
  'font map shuffled': (text) => text.toLowerCase().replace(/[a-z]/g, (c) => shuffled.get(c) ?? c),
  'letters apart': (text) => text.replace(/(?<=\p{L})(?=\p{L})/gu, ' '),
  'scan, 1 in 15 letters wrong': (text) => text.replace(/[a-z]/g, (c) => (roll() < 1 / 15 ? '0158c|•lrn'.charAt(Math.floor(roll() * 10)) : c)),
  'letters lost (one in e)': (text) => text.replace(/e/g, '•'),
};

const documents: { name: string; passages: PassageInput[]; near: string | undefined }[] = [];
const shares: Record<string, number[]> = { 'as it is': [] };
for (const path of (await readdir(folder, { recursive: true })).toSorted()) {
  if (!/\.(?:pdf|docx|html|md|txt)$/.test(path)) continue;
  const document = await extract(await readFile(`${folder}/${path}`), { name: path }).catch(() => undefined);
  if (document === undefined) continue;
  const passages = splitIntoPassages(document.sections);
  const { garbled, language, warnings } = await assessQuality(document, passages);
  documents.push({ name: path, passages, near: nearDigest(passages) });
  shares['as it is']?.push(garbled.share);
  if (garbled.share >= 0.005 || warnings.length > 0)
    console.log(`${path}: ${garbled.share} ${garbled.examples.join(' ')} ${language?.code ?? '-'} ${warnings.join(' ')}`);
  for (const [name, spoil] of Object.entries(spoilers)) {
    const spoiled = passages.map((passage) => ({ ...passage, text: spoil(passage.text) }));
    (shares[name] ??= []).push((await assessQuality(document, spoiled)).garbled.share);
  }
}
for (const [name, all] of Object.entries(shares)) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(3);
  console.log(`${name.padEnd(28)} lowest ${at(0)}  5% ${at(0.05)}  half ${at(0.5)}  95% ${at(0.95)}  highest ${at(1)}  (${sorted.length})`);
}

const long = documents.filter((document) => document.near !== undefined);
const pairs = long.flatMap((a, i) => long.slice(i + 1).map((b) => ({ distance: nearDistance(a.near ?? '0', b.near ?? '0'), of: `${a.name} / ${b.name}` })));
console.log('nearest of', pairs.length, 'pairs:', pairs.toSorted((a, b) => a.distance - b.distance).slice(0, 6));
for (const part of [0.01, 0.05, 0.1, 0.2]) {
  const dice = chance(3);
  const distances = long.map(({ passages, near }) => {
    const edited = passages.map((passage) => ({ ...passage, text: passage.text.replace(/\S+/g, (word) => (dice() < part ? 'anders' : word)) }));
    return nearDistance(near ?? '0', nearDigest(edited) ?? '0');
  });
  const sorted = distances.toSorted((a, b) => a - b);
  console.log(`${part * 100}% of words replaced: distance half ${sorted[Math.floor(sorted.length / 2)]} 90% ${sorted[Math.floor(sorted.length * 0.9)]} highest ${sorted.at(-1)}`);
}
