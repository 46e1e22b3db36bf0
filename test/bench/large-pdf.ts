/**
 * What a PDF of very many pages takes: `node test/bench/large-pdf.ts [PAGES]`. It is made here, of texts of the sample municipality; read in a
 * process as the desk reads files of a conversation; and summarised by a script that does as it is told, part after part until the end.
 * Prints how long each takes, and how much memory the process that reads it had.
 */
import { readFileSync, readdirSync } from 'node:fs';
import PdfKit from 'pdfkit';
import { createExtractPool } from '../../ingest/extract/pool.ts';
import { readLooseFile } from '../../ingest/read/read-chat-file.ts';
import type { ChatChunk, ChatModel } from '../../src/answer/ports.ts';
import { FILE_WORDS } from '../../src/cli/desk/file-search.ts';
import { asBalieError } from '../../src/errors.ts';
import { FILE_LIMITS, type OpenFile } from '../../src/workplace/files/file.ts';
import { planWork } from '../../src/workplace/whole/plan.ts';
import { summarise } from '../../src/workplace/whole/summarise.ts';

const PAGES = Number(process.argv[2] ?? 2_000);
/** What a model of 8,192 tokens reads at once. */
const ROOM = 21_000;
const stamp = { name: 'bench', version: 1, sha256: '' };
const prompts = { piece: { text: '{{text}}', stamp }, merge: { text: '{{text}}', stamp }, change: { text: '', stamp }, rows: { text: '', stamp } };

/** Of a piece the beginning of its first pages, of summaries their first lines. */
const obedient: ChatModel = {
  async *chat({ messages }): AsyncGenerator<ChatChunk> {
    const prompt = messages[0]?.content ?? '';
    const merged = [...prompt.matchAll(/^- .*\[p\. \d+\].*$/gm)].map(([line]) => line).slice(0, 12);
    const pages = [...prompt.matchAll(/^\[(?<page>p\. \d+)\]\n(?:## .*\n)?(?<said>.{20,})$/gm)].slice(0, 3);
    const lines = merged.length > 0 ? merged : pages.map(({ groups }) => `- ${groups?.['said']?.split(' ').slice(0, 9).join(' ')} [${groups?.['page']}]`);
    yield { type: 'text', text: lines.join('\n') };
    yield { type: 'end', reason: 'stop', promptTokens: Math.round(prompt.length / 4), answerTokens: 100 };
  },
};

const pdf = await timed('made', makePdf);
report('size', { megabytes: Math.round(pdf.length / 100_000) / 10, pages: PAGES });
const pool = createExtractPool();
const peak = watchMemory();
try {
  const read = await timed('read', () => readLooseFile({ name: 'dossier.pdf', bytes: pdf }, FILE_LIMITS, pool));
  report('memory of the process that reads', { megabytes: peak() });
  report('text', { pages: read.pages, passages: read.passages.length, characters: read.passages.reduce((sum, { text }) => sum + text.length, 0), warnings: read.warnings });
  await summariseAll({ id: 'dossier', name: 'dossier.pdf', bytes: pdf.length, read });
} catch (error) {
  const { code, detail, cause } = asBalieError(error);
  report('refused', { code, detail, cause: String(cause), megabytes: peak() });
} finally {
  await pool.close();
}

async function summariseAll(file: OpenFile): Promise<void> {
  for (let from = 1, part = 1; from <= PAGES; part += 1) {
    const plan = planWork({ kind: 'summarise', file: file.id, pages: { from, to: PAGES } }, [file], ROOM);
    const [whole] = plan.files;
    if (whole === undefined) throw new Error('nothing was planned');
    const spent = { promptTokens: 0, answerTokens: 0, calls: 0, ms: 0, sent: [] };
    const asking = { model: obedient, name: 'bench', asker: { audience: 'employee' as const, id: 'bench' }, maxTokens: 900, signal: new AbortController().signal, spent };
    const { items, unread, dropped } = await timed(`part ${part}`, () => summarise(whole, plan.pieces, asking, { prompts, words: FILE_WORDS, readable: (text) => text, onStep: () => undefined, onLeft: () => undefined }));
    report(`part ${part}`, { ...plan.estimate.read, estimated: plan.estimate.calls, calls: spent.calls, lines: items.length, unread: unread.length, dropped });
    from = plan.estimate.read.to + 1;
  }
}

async function makePdf(): Promise<Uint8Array> {
  const folder = new URL('../../ingest/samples/producten/', import.meta.url);
  const texts = readdirSync(folder).filter((name) => name.endsWith('.md')).map((name) => readFileSync(new URL(name, folder), 'utf8').replace(/^---\n[^]*?\n---\n/, ''));
  const words = texts.join('\n').replaceAll(/[#*|_`>]/g, ' ').split(/\s+/).filter((word) => word !== '');
  const document = new PdfKit({ size: 'A4', margin: 62, info: { Title: 'Dossier' } });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve) => document.on('end', resolve));
  document.on('data', (chunk: Uint8Array) => void chunks.push(chunk));
  for (let page = 1; page <= PAGES; page += 1) {
    if (page > 1) document.addPage();
    if (page % 10 === 1) document.fontSize(16).text(`Hoofdstuk ${Math.ceil(page / 10)}`).moveDown();
    const from = (page * 397) % (words.length - 450);
    document.fontSize(10).text(`Bladzijde ${page} gaat over zaak ${page * 7}. ${words.slice(from, from + 420).join(' ')}`, { height: 640 });
  }
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/** @returns gives the largest memory of any process that this one started, in megabytes. */
function watchMemory(): () => number {
  let most = 0;
  const look = setInterval(() => {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter((pid) => pid !== '');
    for (const pid of children) {
      try {
        most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0));
      } catch {
        // It has just ended.
      }
    }
  }, 200);
  look.unref();
  return () => Math.round(most / 1_024);
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  report(what, { seconds: Math.round((performance.now() - began) / 100) / 10 });
  return result;
}

function report(what: string, facts: object): void {
  process.stdout.write(`${what} ${JSON.stringify(facts)}\n`);
}
