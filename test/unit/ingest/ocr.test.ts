import { afterAll, describe, expect, it } from 'vitest';
import { readImageHeader } from '../../../ingest/extract/ocr/header.ts';
import { extractImage } from '../../../ingest/extract/ocr/image.ts';
import { endRecogniser } from '../../../ingest/extract/ocr/recognise.ts';
import { ocrWarnings } from '../../../ingest/extract/ocr/warnings.ts';
import { extractPdf } from '../../../ingest/extract/pdf/pdf.ts';
import { looksBroken } from '../../../ingest/extract/pdf/text/garbage.ts';
import { jpegObject, makeRawPdf } from '../../support/pdf-raw.ts';
import { fixture } from './bytes.ts';

const sentence = 'deelautoplaats: parkeerplaats aangewezen voor het parkeren van een deelauto';

/** The scan in another format, turned by quarters. */
const scanAs = async (format: 'jpeg' | 'webp' | 'png', turn = 0) => {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(Buffer.from(fixture('scan.png')));
  const [width, height] = turn % 2 === 0 ? [image.width, image.height] : [image.height, image.width];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.translate(width / 2, height / 2);
  context.rotate((turn * Math.PI) / 2);
  context.drawImage(image, -image.width / 2, -image.height / 2);
  const data = format === 'png' ? await canvas.encode('png') : await canvas.encode(format, 80);
  return { data: new Uint8Array(data), width, height };
};

/** A drawing with shades and edges, and not a letter. */
const drawing = async () => {
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(400, 300);
  const context = canvas.getContext('2d');
  for (let i = 0; i < 60; i += 1) {
    context.fillStyle = `rgb(${(i * 37) % 256} ${(i * 91) % 256} ${(i * 53) % 256})`;
    context.fillRect((i * 67) % 380, (i * 43) % 280, 70, 50);
  }
  return { data: new Uint8Array(await canvas.encode('jpeg', 80)), width: 400, height: 300 };
};

afterAll(endRecogniser);

// A picture takes seconds on a busy machine.
describe('text recognition', { timeout: 60_000 }, () => {
  it.each(['png', 'jpeg', 'webp'] as const)('reads a %s and says how sure it is', async (format) => {
    const { sections, ocr, warnings, mediaType, pages } = await extractImage((await scanAs(format)).data, { name: 'a' });
    expect(sections.map((section) => section.text).join('\n')).toContain(sentence);
    expect([mediaType, pages]).toEqual([`image/${format}`, 1]);
    expect(ocr).toEqual([{ page: 1, confidence: expect.closeTo(0.95, 1) }]);
    expect(warnings).toEqual([]);
    expect(ocr?.[0]?.confidence).toBeGreaterThan(0.9);
  });

  it.each([1, 2, 3])('reads a picture that is turned by %i quarters', async (turn) => {
    const { sections } = await extractImage((await scanAs('png', turn)).data, { name: 'a' });
    expect(sections.map((section) => section.text).join('\n')).toContain(sentence);
  });

  it('reads all pages of a TIFF', async () => {
    const { sections, ocr, pages } = await extractImage(fixture('scan.tiff'), { name: 'a' });
    expect([pages, ocr?.map(({ page }) => page)]).toEqual([2, [1, 2]]);
    expect(sections.map(({ page, text }) => [page, text.includes('deelauto')])).toContainEqual([2, true]);
  });

  it('reads the pages of a PDF that are pictures, and leaves out pictures without text', async () => {
    const scan = await scanAs('jpeg');
    const photo = await drawing();
    const page = (n: number) => ({
      content: `q 595 0 0 842 0 0 cm /Im Do Q`,
      resources: `/XObject << /Im ${n} 0 R >>`,
    });
    const pdf = makeRawPdf(
      [
        { content: 'BT /F1 10 Tf 72 700 Td (Gewone tekst op de eerste bladzijde.) Tj ET' },
        { ...page(5), content: 'q 500 0 0 210 40 500 cm /Im Do Q' },
        page(6),
      ],
      [jpegObject(scan.data, scan.width, scan.height, 'DeviceRGB'), jpegObject(photo.data, 400, 300, 'DeviceRGB')],
    );
    const { sections, ocr, silentPages, warnings, pages } = await extractPdf(pdf, { name: 'a.pdf' });
    expect(sections.filter((section) => section.page === 2).map(({ text }) => text).join('\n')).toContain(sentence);
    expect(ocr).toEqual([{ page: 2, confidence: expect.closeTo(0.95, 1) }]);
    expect([pages, silentPages]).toEqual([3, [3]]);
    expect(warnings).toEqual(['Geen tekst op pagina 3.']);
  });

  const claims = (width: number, height: number): Uint8Array => {
    const bytes = Uint8Array.from(fixture('scan.png'));
    new DataView(bytes.buffer).setUint32(16, width);
    new DataView(bytes.buffer).setUint32(20, height);
    return bytes;
  };

  it.each([
    ['that claims to be huge', claims(60_000, 60_000), 'document-too-large'],
    ['without a size', claims(0, 0), 'document-corrupt'],
    ['that breaks off in its header', fixture('scan.png').subarray(0, 20), 'document-corrupt'],
    ['that is no image', new Uint8Array(Buffer.from('dit is geen afbeelding, ook al heet het zo')), 'document-corrupt'],
    ['with nothing but its header', new Uint8Array([0xff, 0xd8, 0xff, 0xc0, 0, 8, 8, 0, 9, 0, 9]), 'document-corrupt'],
    ['whose TIFF data breaks off', fixture('scan.tiff').subarray(0, 300), 'document-corrupt'],
  ] as const)('names the fault of an image %s', async (_, bytes, code) => {
    await expect(extractImage(bytes, { name: 'a' })).rejects.toMatchObject({ code });
  });

  it('says of a picture that is too large how large it may be, and what to do', () => {
    const read = () => readImageHeader(claims(12_000, 9_000));
    expect(read).toThrow(expect.objectContaining({ detail: expect.stringMatching(/^een afbeelding van 12000 bij 9000 beeldpunten; het maximum is 100 miljoen/) }));
    expect(read).toThrow(expect.objectContaining({ detail: expect.stringMatching(/splits de afbeelding of scan haar op 300 dpi$/) }));
  });

  it('warns of a picture that breaks off', async () => {
    const { warnings } = await extractImage(fixture('scan.png').subarray(0, 5000), { name: 'a' });
    expect(warnings[0]).toBe('De afbeelding is afgebroken: onderaan kan tekst ontbreken.');
  });

  it('finds no text in a drawing', async () => {
    const { data } = await drawing();
    await expect(extractImage(data, { name: 'a' })).rejects.toMatchObject({ code: 'document-empty' });
  });

  it('reads sizes of all formats from their headers', async () => {
    const { createCanvas } = await import('@napi-rs/canvas');
    const canvas = createCanvas(31, 17);
    for (const format of ['png', 'jpeg', 'webp', 'gif'] as const) {
      const bytes = new Uint8Array(await canvas.encode(format as 'png'));
      expect(readImageHeader(bytes)).toEqual({ format, width: 31, height: 17 });
    }
    expect(readImageHeader(fixture('scan.tiff'))).toEqual({ format: 'tiff', width: 1000, height: 420 });
  });

  it('sums up many pages in one warning', () => {
    expect(ocrWarnings([4, 6], true)).toEqual([
      'Geen tekst op pagina 4, 6.',
      "Tekstherkenning (OCR) leest ten hoogste 200 pagina's per document; de rest is niet gelezen.",
    ]);
  });

  it('knows a text layer of which the letters are lost', () => {
    const text = 'De raad van de gemeente stelt de volgende regels vast voor het parkeren in de straten van de gemeente.';
    const shifted = Array.from(text, (c) => (c === ' ' ? c : String.fromCodePoint((c.codePointAt(0) ?? 0) - 29))).join('');
    expect([looksBroken(text), looksBroken(shifted)]).toEqual([false, true]);
    expect(looksBroken('\ue001\ue002\ue003 \ue004\ue005'.repeat(10))).toBe(true);
    expect(looksBroken('1.250 86,20 17,40 NL91 ABNA 0417 1643 00 € 51,80 12-03-2025'.repeat(3))).toBe(false);
  });
});
