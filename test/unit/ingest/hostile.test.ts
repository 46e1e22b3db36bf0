import { afterAll, describe, expect, it } from 'vitest';
import { createExtractPool } from '../../../ingest/extract/pool.ts';
import type { ExtractedDocument } from '../../../ingest/extract/types.ts';
import { BalieError } from '../../../src/errors.ts';
import {
  billionLaughs,
  brokenXref,
  makeBomb,
  makeDocm,
  makeDocx,
  makeXlsm,
  makeZip,
  manyPages,
  nestedMail,
  pngHeader,
  scriptedPdf,
} from '../../support/hostile.ts';
import { makeOle } from '../../support/ole.ts';
import { makePdf } from '../../support/pdf.ts';
import { isWhole } from '../../support/whole.ts';
import { fixture, latin1, utf8 } from './bytes.ts';

/** The desk's own pool; on a busy machine, where reading comes last, a file that is read in a second may take half a minute. */
const pool = createExtractPool({ timeout: 100_000 });
afterAll(() => pool.close());

const xxe = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
const slip = ['../../tmp/slip.txt', '/etc/slip.txt', 'C:\\slip.txt', 'a/../../slip.txt', 'a\u0000b\u001b[31m.txt'].map((name) => ({
  name,
  content: 'Buiten de map',
}));
const svg = utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script><text>Hoi</text></svg>');
const pdf = makePdf([['Aanvraag van een vergunning']]);
const nuls = new Uint8Array(1_000_000);
const gif = latin1('GIF89a\u0040\u0000\u0040\u0000\u0080\u0000\u0000');
const jpeg = latin1('\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0001\u0000\u0000');
const page = (body: string): Uint8Array => utf8(`<!doctype html><body>${body}`);
const deepList = Array.from({ length: 2_000 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n');

/** Of what takes tens of seconds a tenth, unless all is run whole. */
const part = isWhole ? 1 : 0.1;

/** A file, and what may come of it: a code, or `document` when its text is read. Two where the machine decides. */
type Case = readonly [what: string, name: string, bytes: () => Uint8Array, outcome: string, ...or: readonly string[]];

const cases: readonly Case[] = [
  ['Word that unpacks to far more than it says', 'bom.docx', () => makeBomb(300, 1_000), 'document-corrupt'],
  ['Word that unpacks to far more than fits', 'bom.docx', () => makeBomb(300), 'document-unsafe', 'document-too-large'],
  ['Word with an external entity', 'xxe.docx', () => makeDocx('&x;', { doctype: xxe }), 'document-unsafe'],
  ['Word with entities that multiply', 'lol.docx', () => makeDocx('&lol9;', { doctype: billionLaughs }), 'document-unsafe'],
  ['Word with names outside itself', 'slip.docx', () => makeDocx('Goed', { more: slip }), 'document-unsafe'],
  ...slip.map((entry): Case => [`an archive with ${entry.name}`, 'slip.zip', () => makeZip([entry]), 'document-unsafe']),
  ['an archive with a good file among such names', 'slip.zip', () => makeZip([...slip, { name: 'map/goed.txt', content: 'Goed' }]), 'document'],
  ['Word with macros', 'macro.docm', makeDocm, 'document'],
  ['Excel with macros', 'macro.xlsm', makeXlsm, 'document'],
  ['old Office of very many streams that share their bytes', 'veel.xls', () => makeOle(Array.from({ length: 6_000 }, (_, i) => `A${i}`), { size: 5_000_000 }), 'document-type-unknown'],
  ['PDF with a broken table', 'xref.pdf', () => brokenXref(pdf), 'document'],
  ['PDF cut off', 'half.pdf', () => pdf.slice(0, pdf.length / 2), 'document-corrupt'],
  ['PDF with a password', 'wachtwoord.pdf', () => fixture('wachtwoord.pdf'), 'document-encrypted'],
  ['PDF with very many pages', 'lang.pdf', () => manyPages(10_000), 'document-too-large'],
  ['PDF with a script', 'script.pdf', scriptedPdf, 'document'],
  ['SVG with a script', 'a.svg', () => svg, 'document-type-unknown'],
  ['SVG that calls itself a web page', 'a.html', () => svg, 'document-type-unknown'],
  ['only NULs', 'nul.txt', () => nuls, 'document-type-unknown'],
  ['only NULs as PDF', 'nul.pdf', () => nuls, 'document-corrupt'],
  [`${60 * part} MB of text`, 'veel.txt', () => utf8('Afval op dinsdag.\n\n'.repeat(3_400_000 * part)), 'document', 'document-too-large', 'document-too-slow'],
  ['a line of 10 MB', 'regel.txt', () => utf8('woord '.repeat(1_700_000)), 'document'],
  ['a word of 10 MB', 'woord.md', () => utf8('a'.repeat(10_000_000)), 'document'],
  ['Markdown of very deep quotes', 'diep.md', () => utf8(`${'> '.repeat(100_000)}Diep`), 'document'],
  ['Markdown of very deep lists', 'lijst.md', () => utf8(deepList), 'document'],
  ['Markdown of open marks', 'haken.md', () => utf8('[*_`'.repeat(100_000)), 'document-empty'],
  ['Markdown of one heading of hashes', 'hekjes.md', () => utf8(`## ${'#'.repeat(300_000)} x`), 'document'],
  ['Markdown of ticks', 'accenten.md', () => utf8(`x ${'`'.repeat(300_000)}`), 'document'],
  ['Markdown of comments without an end', 'open.md', () => utf8(`x ${'<!--'.repeat(100_000)}`), 'document'],
  ['text that begins with very many comments', 'commentaar.txt', () => utf8(`${'<!---->'.repeat(140)}x`), 'document'],
  ['a web page that is very deep', 'diep.html', () => page(`${'<div>'.repeat(100_000)}Diep`), 'document'],
  ['a web page that closes nothing', 'open.html', () => page('<p><b>x'.repeat(10) + '<span>x'.repeat(1_000_000 * part)), 'document', 'document-too-large', 'document-too-slow'],
  ['PNG that claims to be huge', 'groot.png', () => pngHeader(100_000, 100_000), 'document-too-large'],
  ['PNG of no pixels', 'leeg.png', () => pngHeader(0, 0), 'document-corrupt'],
  ['GIF cut off', 'half.gif', () => gif, 'document-corrupt'],
  ['JPEG cut off', 'half.jpg', () => jpeg, 'document-corrupt'],
  ['mail of very deep parts', 'diep.eml', () => utf8(nestedMail(10_000)), 'document-unsafe'],
  ['a name with path parts and control characters', '../../etc/\u001b[31m\u0000\u202Epass\nwd.txt', () => utf8('Gewoon'), 'document'],
];

describe('a hostile file', () => {
  it.each(cases.map(([what, ...rest]) => ({ what, rest })))('$what ends well', async ({ rest }) => {
    const [name, bytes, ...allowed] = rest;
    const read = await pool.extract(bytes(), { name }).catch((error: unknown) => error);
    const outcome = read instanceof BalieError ? read.code : read instanceof Error ? String(read) : 'document';
    expect(allowed).toContain(outcome);
    if (outcome === 'document') checkDocument(read as ExtractedDocument);
    // Whatever came of it, the next document is read.
    const next = await pool.extract(utf8('Goed'), { name: 'goed.txt' });
    expect(next.sections).toMatchObject([{ text: 'Goed' }]);
  });
});

/** Nothing of the machine's own files in it, and no attachment outside its container. */
function checkDocument({ sections, attachments = [] }: ExtractedDocument): void {
  expect(sections.some(({ text }) => text.includes('root:'))).toBe(false);
  for (const { name } of attachments) expect(name).toMatch(/^(?!\/|[A-Za-z]:|.*(?:^|\/)\.\.(?:\/|$))[^\p{Cc}\\]+$/u);
}
