import { describe, expect, it } from 'vitest';
import { extractPdf } from '../../../ingest/extract/pdf/pdf.ts';
import { cpuMs } from '../../support/cpu.ts';
import { makePdf } from '../../support/pdf.ts';
import { makeRawPdf, type RawObject, type RawPage } from '../../support/pdf-raw.ts';

const zin = { content: 'BT /F1 10 Tf 72 700 Td (Een gewone zin van de gemeente.) Tj ET' };
const read = (bytes: Uint8Array) => extractPdf(bytes, { name: 'a.pdf' });
const make = (page: RawPage, extra: readonly RawObject[], catalog = '') => read(makeRawPdf([page], extra, catalog));
const changed = (bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array =>
  new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replace(from, to), 'latin1'));

describe('PDFs that hold more than pages', () => {
  it('gives attachments, under a name without folders', async () => {
    const { attachments } = await make(
      zin,
      [
        { dictionary: '/Type /EmbeddedFile', stream: 'Inhoud van de bijlage' },
        { dictionary: '/Type /Filespec /F (../../etc/brief.txt) /EF << /F 5 0 R >>' },
      ],
      '/Names << /EmbeddedFiles << /Names [(brief) 6 0 R] >> >>',
    );
    expect(attachments?.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['brief.txt', 'Inhoud van de bijlage'],
    ]);
  });

  it('reads what is filled in on a form', async () => {
    const field = (name: string, value: string) =>
      ({ dictionary: `/Type /Annot /Subtype /Widget /FT /Tx /T (${name}) /TU (${name} van aanvrager) /V (${value}) /Rect [72 600 200 620] /P 7 0 R` });
    const { sections } = await make({ ...zin, entries: '/Annots [5 0 R 6 0 R]' }, [field('naam', 'J. Jansen'), field('leeg', '')],
      '/AcroForm << /Fields [5 0 R 6 0 R] >>');
    expect(sections.map(({ page, text }) => [page, text])).toEqual([
      [1, 'Een gewone zin van de gemeente.'],
      [1, 'naam van aanvrager: J. Jansen'],
    ]);
  });

  it('warns of scripts and does not run them', async () => {
    const { warnings, sections } = await make(zin, [], '/OpenAction << /S /JavaScript /JS (throw new Error\\(\\);) >>');
    expect(warnings).toEqual(['Het bestand bevat een script (JavaScript). Balie voert dat niet uit.']);
    expect(sections[0]?.text).toBe('Een gewone zin van de gemeente.');
  });
});

describe('broken and hostile PDFs', () => {
  it('reads a PDF of which the table of objects is wrong', async () => {
    const { sections } = await read(changed(makeRawPdf([zin]), /startxref\n\d+/, 'startxref\n99999'));
    expect(sections[0]?.text).toBe('Een gewone zin van de gemeente.');
  });

  it('ends on a page tree that holds itself', async () => {
    await expect(read(changed(makeRawPdf([zin]), /\/Kids \[[^\]]*\]/, '/Kids [2 0 R]'))).rejects.toMatchObject({
      code: 'document-corrupt',
    });
  });

  it('ends on a form object that draws itself', async () => {
    const form = {
      dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Fm1 5 0 R >> >>',
      stream: '/Fm1 Do',
    };
    const { sections } = await make({ content: `${zin.content} /Fm1 Do`, resources: '/XObject << /Fm1 5 0 R >>' }, [form]);
    expect(sections[0]?.text).toBe('Een gewone zin van de gemeente.');
  });

  it('reads the other pages when one is broken', async () => {
    const bytes = changed(makeRawPdf([zin, zin]), /\/Type \/Page (.*?)\/Contents 6 0 R/, '/Type /Page $1/Contents 99 0 R');
    const { sections, pages } = await read(bytes);
    expect([pages, sections.length]).toEqual([2, 1]);
  });

  it('refuses ten thousand pages at once', async () => {
    const bytes = makePdf(Array.from({ length: 10_000 }, () => []));
    expect(await cpuMs(() => expect(read(bytes)).rejects.toMatchObject({ code: 'document-too-large' }))).toBeLessThan(5_000);
  });

  it('reads a page of very many operators', async () => {
    const content = `${'q 1 0 0 1 0 0 cm 0 0 5 5 re f Q\n'.repeat(60_000)}${zin.content}`;
    expect((await read(makeRawPdf([{ content }]))).sections[0]?.text).toBe('Een gewone zin van de gemeente.');
  });

  it('gives a plain fault for chopped and changed files', async () => {
    const whole = Buffer.from(makeRawPdf([zin, zin])).toString('latin1');
    for (let i = 0; i < 60; i += 1) {
      const at = (i * 7919) % whole.length;
      const bytes = new Uint8Array(Buffer.from(whole.slice(0, at) + '\u0000>>]' + whole.slice(at + 3), 'latin1'));
      const outcome = await read(bytes).then(
        () => 'read',
        (error: { code?: string }) => error.code,
      );
      expect(['read', 'document-corrupt', 'document-empty', 'document-encrypted']).toContain(outcome);
    }
  });
});
