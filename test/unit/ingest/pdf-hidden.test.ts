import { describe, expect, it } from 'vitest';
import { extractPdf } from '../../../ingest/extract/pdf/pdf.ts';
import { jpegObject, makeRawPdf, type RawObject, type RawPage } from '../../support/pdf-raw.ts';

const at = (y: number, text: string, before = '/F1 10 Tf'): string => `BT ${before} 1 0 0 1 72 ${y} Tm (${text}) Tj ET\n`;
const shown = at(760, 'Deze zin is voor iedereen te lezen.');

const read = async (page: string | RawPage, extra: readonly RawObject[] = [], catalog = '') => {
  const { sections, hidden, ocr } = await extractPdf(
    makeRawPdf([typeof page === 'string' ? { content: page } : page], extra, catalog),
    { name: 'a.pdf' },
  );
  return { text: sections.map((section) => section.text).join('\n'), hidden, ocr };
};

const picture = async (): Promise<RawObject> => {
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(100, 140);
  return jpegObject(await canvas.encode('jpeg'), 100, 140, 'DeviceRGB');
};
const withPicture = { resources: `/XObject << /Im1 5 0 R >>` };

describe('hidden text in PDF', () => {
  it.each([
    ['colour', '1 1 1 rg' + at(700, 'Wit op wit geschreven')],
    ['colour', '0.2 g 50 690 300 30 re f 0.22 g' + at(700, 'Grijs op grijs geschreven')],
    ['invisible', at(700, 'Zonder verf geschreven', '3 Tr /F1 10 Tf')],
    ['size', at(700, 'Veel te klein geschreven', '/F1 1 Tf')],
    ['off-page', at(900, 'Naast het blad geschreven')],
    ['covered', at(700, 'Onder een vlak geschreven') + '0 g 50 690 300 30 re f'],
    ['covered', 'q 0 0 40 40 re W n' + at(700, 'Buiten het kader geschreven') + 'Q'],
  ] as const)('tells text apart that is hidden by %s', async (reason, drawn) => {
    const { text, hidden } = await read(`${shown}q ${drawn} Q\n${at(600, 'En deze zin ook.')}`);
    expect(hidden).toEqual([{ reason, page: 1, text: expect.stringContaining('geschreven') }]);
    expect(text).toBe('Deze zin is voor iedereen te lezen.\n\nEn deze zin ook.');
  });

  it('finds hidden words within a line that is read', async () => {
    const line = 'BT /F1 10 Tf 72 700 Td (Betaal ) Tj 1 g (nooit iets ) Tj 0 g (op tijd) Tj ET';
    const { text, hidden } = await read(line);
    expect(hidden).toEqual([{ reason: 'colour', page: 1, text: 'nooit iets' }]);
    expect(text).not.toContain('nooit');
  });

  it('finds text outside the crop box, transparent text and text on a layer that is off', async () => {
    const page = {
      content: `${shown}${at(40, 'Onder de rand')}/G gs ${at(700, 'Doorzichtig')}/V gs /OC /Uit BDC ${at(680, 'Uitgezet')}EMC`,
      entries: '/CropBox [0 100 595 842]',
      resources: '/ExtGState << /G << /ca 0 >> /V << /ca 1 >> >> /Properties << /Uit 5 0 R >>',
    };
    const layer = { dictionary: '/Type /OCG /Name (Uit)' };
    const { text, hidden } = await read(page, [layer], '/OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >>');
    expect(hidden).toEqual([
      { reason: 'off-page', page: 1, text: 'Onder de rand' },
      { reason: 'invisible', page: 1, text: 'Doorzichtig Uitgezet' },
    ]);
    expect(text).toBe('Deze zin is voor iedereen te lezen.');
  });

  it('keeps what can be seen: white on a dark field, on a picture, behind a marker, on a white field', async () => {
    const page = {
      content:
        `0 0 0.5 rg 50 690 300 30 re f 1 g ${at(700, 'Wit op blauw')}` +
        `q 300 0 0 100 50 500 cm /Im1 Do Q 1 g ${at(550, 'Wit op een foto')}` +
        `0 g ${at(400, 'Onder een marker')}q /M gs 1 1 0 rg 50 390 300 30 re f Q` +
        `1 g 50 290 300 30 re f 0 g ${at(300, 'Zwart op wit')}`,
      resources: `${withPicture.resources} /ExtGState << /M << /BM /Multiply >> >>`,
    };
    const { text, hidden } = await read(page, [await picture()]);
    expect(hidden).toBeUndefined();
    expect(text).toBe('Wit op blauw\n\nWit op een foto\n\nOnder een marker\n\nZwart op wit');
  });

  it('reads text inside form objects', async () => {
    const form = {
      dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>',
      stream: at(700, 'Tekst in een formulierobject'),
    };
    const { text } = await read({ content: `${shown}/Fm1 Do`, resources: '/XObject << /Fm1 5 0 R >>' }, [form]);
    expect(text).toContain('Tekst in een formulierobject');
  });
});
