import { expect, test } from 'vitest';
import { openPackage } from '../../../ingest/extract/office/package.ts';
import { extract } from '../../../ingest/extract/index.ts';
import type { ExportDocument } from '../../../src/workplace/export/document.ts';
import { exportFile } from '../../../src/workplace/export/export.ts';
import { slugOf } from '../../../src/workplace/slug.ts';

const AT = new Date('2026-11-26T10:00:00Z');
const SOURCE = { number: 1, title: 'Parkeren', headings: ['Parkeren', 'Kosten'], page: 3, url: 'https://balie.example/bronnen/1#passage-2' };
const ANSWER = '# Kop\n\nHet kost **€ 64,80** [1].\n\n- Eén punt\n- Nog een punt\n\n1. Eerst\n2. Daarna\n\n> Een citaat.\n\nActie: folder; Wie: team; Klaar: morgen\nActie: zaal; Wie: facilitair; Klaar: vrijdag';
const document = (answer = ANSWER, title = 'Parkeren'): Omit<ExportDocument, 'made'> => ({ title, publisher: 'Gemeente Lindewaarde', asked: 'Vraag', parts: [{ question: 'Wat kost het?', answer, sources: [SOURCE] }] });
const made = (format: 'md' | 'docx' | 'pdf', given = document()) => exportFile(given, format, AT);
const read = async (file: { bytes: Uint8Array; name: string }) => extract(file.bytes, { name: file.name });

test.each(['docx', 'pdf'] as const)('%s is read back by our own reader: headings, lists, table, source with its page, and the mark', async (format) => {
  const back = await read(await made(format));
  const text = back.sections.map((section) => [...section.headings, section.text].join('\n')).join('\n');
  for (const part of ['Concept, gemaakt met AI. Controleer voor gebruik.', '26 november 2026', 'Wat kost het?', '€ 64,80', 'Nog een punt', 'Een citaat.', 'facilitair', 'Parkeren > Kosten, bladzijde 3']) expect(text).toContain(part);
  expect(back.sections.some(({ headings }) => headings.includes('Kop'))).toBe(true);
});

test('a PDF is tagged, in Dutch, and says in its metadata that AI made it', async () => {
  const raw = Buffer.from((await made('pdf')).bytes).toString('latin1');
  expect(raw).toContain('/MarkInfo');
  expect(raw).toMatch(/\/Lang \(nl-NL\)/);
  for (const tag of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'BlockQuote', 'Table', 'TH', 'TD', 'Link']) expect(raw, tag).toContain(`/S /${tag}\n`);
  expect(raw).toContain('<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia');
  expect(raw).toContain('<pdfuaid:part>1');
});

test('a document of Word says it in its properties', async () => {
  const parts = await openPackage((await made('docx')).bytes);
  const part = async (name: string) => Buffer.from(await parts.read(name)).toString();
  expect(await part('docProps/custom.xml')).toContain('trainedAlgorithmicMedia');
  expect(await part('docProps/core.xml')).toContain('Concept, gemaakt met AI');
});

const HOSTILE = '<script>alert(1)</script> ![x](https://kwaad.example/p.png) [klik](javascript:alert(1)) & </w:t> =1+1 \u202egnp.exe \u0000\u0007 {{HYPERLINK}}';

test('what was said is text in every format', async () => {
  const markdown = Buffer.from((await made('md', document(HOSTILE, `T\n---\n${HOSTILE}`))).bytes).toString();
  const body = markdown.split('\n---\n')[1] ?? '';
  expect(body).toContain('alert(1)');
  expect(markdown).not.toMatch(/(?<!\\)<script|\p{Cf}/u);
  expect(body).not.toMatch(/(?<!\\)\[/);
  expect(markdown.split('\n').indexOf('---', 1)).toBe(6);
  const word = await made('docx', document(HOSTILE, HOSTILE));
  expect((await read(word)).sections.map(({ text }) => text).join('\n')).toContain('<script>alert(1)</script>');
  const pdf = Buffer.from((await made('pdf', document(HOSTILE, HOSTILE))).bytes).toString('latin1');
  expect(pdf).not.toMatch(/\/JavaScript|\/JS |\/Launch/);
  // XMP is XML: what could be markup there is other signs.
  expect(/<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(pdf)?.[0]).not.toMatch(/<script|&(?!amp;|lt;|gt;)/);
});

test.each([
  ['Brief aan één ouder!', 'brief-aan-een-ouder'],
  ['../../etc/passwd', 'etc-passwd'],
  ['"; rm -rf', 'rm-rf'],
  ['日本', 'export'],
  ['x'.repeat(300), 'x'.repeat(60)],
])('%s is a file by a safe name', (title, slug) => {
  expect(slugOf(title, 'export')).toBe(slug);
});

test('signs that the font lacks are written otherwise; letters of another script are no PDF', async () => {
  const file = await made('pdf', document('Van A → B, ☐ nog te doen 🎉'));
  expect((await read(file)).sections.map(({ text }) => text).join('\n')).toContain('Van A -> B, [ ] nog te doen ·');
  await expect(made('pdf', document('Паспорт'))).rejects.toMatchObject({ code: 'export-letters' });
  expect((await read(await made('docx', document('Паспорт')))).sections.map(({ text }) => text).join('\n')).toContain('Паспорт');
});
