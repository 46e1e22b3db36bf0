/** A page of a PDF made for a test: its content stream and what that refers to. */
export interface RawPage {
  readonly content: string;
  /** Entries of the page's dictionary: `/CropBox [0 0 100 100]`. */
  readonly entries?: string;
  /** Entries of the resources besides the fonts F1 (Helvetica) and F2 (bold): `/XObject << /Im1 5 0 R >>`. */
  readonly resources?: string;
}

/** An object besides the pages; `stream` makes it a stream. */
export interface RawObject {
  readonly dictionary: string;
  readonly stream?: Uint8Array | string;
}

/** The number of the first extra object; the others follow it. */
export const firstExtra = 5;

/**
 * Writes a PDF of A4 pages from raw parts, so that tests can draw anything. Objects 1 to 4 are the catalogue, the page
 * tree and the fonts; then come `extra` objects from 5 on, then the pages.
 */
export function makeRawPdf(
  pages: readonly RawPage[],
  extra: readonly RawObject[] = [],
  catalog = '',
): Uint8Array {
  const font = (name: string): RawObject => ({
    dictionary: `/Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding`,
  });
  const first = firstExtra + extra.length;
  const kids = pages.map((_, i) => `${first + i * 2} 0 R`).join(' ');
  const objects: RawObject[] = [
    { dictionary: `/Type /Catalog /Pages 2 0 R ${catalog}` },
    { dictionary: `/Type /Pages /Kids [${kids}] /Count ${pages.length}` },
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...extra,
    ...pages.flatMap(({ content, entries = '', resources = '' }, i): RawObject[] => [
      {
        dictionary:
          `/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${first + i * 2 + 1} 0 R ${entries} ` +
          `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> ${resources} >>`,
      },
      { dictionary: '', stream: content },
    ]),
  ];
  return write(objects);
}

/** An image XObject that holds a JPEG as it is. */
export function jpegObject(jpeg: Uint8Array, width: number, height: number, space = 'DeviceGray'): RawObject {
  return {
    dictionary: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /${space} /Filter /DCTDecode`,
    stream: jpeg,
  };
}

function write(objects: readonly RawObject[]): Uint8Array {
  const parts: Buffer[] = [];
  let length = 0;
  const add = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part);
    parts.push(bytes);
    length += bytes.length;
  };
  add('%PDF-1.7\n');
  const offsets = objects.map(({ dictionary, stream }, i) => {
    const offset = length;
    add(`${i + 1} 0 obj\n<< ${dictionary}`);
    if (stream !== undefined) {
      add(` /Length ${stream.length} >>\nstream\n`);
      add(stream);
      add('\nendstream\nendobj\n');
    } else add(' >>\nendobj\n');
    return offset;
  });
  const start = length;
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  add(offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join(''));
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return new Uint8Array(Buffer.concat(parts));
}
