import { performance } from 'node:perf_hooks';
import { extract } from '../../ingest/extract/index.ts';
import { parseAnswer, plainText } from '../../src/web/answer-markup.ts';

/**
 * Reads texts that are made to be slow, at two sizes, and prints how long each took: twice the size should take twice the time.
 * Run with: `node test/bench/slow-texts.ts`
 */
const length = 200_000;
const head = 'From: a@b.example\r\nSubject: a\r\n\r\n';
const mail = ['> ', 'a\n', '-- \n', '<b>', 'Ã', 'Content-Type: text/plain\n ', '> > a\n'];
const html = ['<div class="zie-ookx"><h2>Zie ook</h2>', '<h3>Zie ook</h3><a href="/x">x</a>', '<div><a href="/1">a</a><a href="/2">b</a>', '<tr><td>a</td></tr>'];
const markup = ['**', '[1]', '> ', '- \n', '\n', '[', '> \n>\n', ' ', '*'];

for (const piece of mail) await compare(`mail ${JSON.stringify(piece)}`, piece, (text) => read(head + text, 'a.eml'));
for (const piece of html) await compare(`html ${piece}`, piece, (text) => read(`<html><style>tr+tr{color:#111}</style><body><table>${text}</table>`, 'a.html'));
for (const piece of markup) await compare(`answer ${JSON.stringify(piece)}`, piece, (text) => plainText(parseAnswer(text)));

function read(text: string, name: string): Promise<unknown> {
  return extract(Buffer.from(text), { name }).catch(() => undefined);
}

async function compare(name: string, piece: string, work: (text: string) => unknown): Promise<void> {
  const times: number[] = [];
  for (const size of [length, 2 * length]) {
    const text = piece.repeat(size / piece.length);
    const before = performance.now();
    await work(text);
    times.push(performance.now() - before);
  }
  console.log(`${name}: ${times.map((ms) => `${Math.round(ms)} ms`).join(', ')}`);
}
