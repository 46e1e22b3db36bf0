/** A line of text on a page of a PDF made for a test. */
export interface PdfLine {
  readonly text: string;
  /** Points from the page's left. */
  readonly x?: number;
  /** Points from the page's bottom; without it, 20 below the line before. */
  readonly y?: number;
  readonly size?: number;
  readonly bold?: boolean;
}

/** Writes a PDF of A4 pages, uncompressed, so that tests can say exactly what stands where. Latin-1 text only. */
export function makePdf(pages: readonly (readonly (PdfLine | string)[])[], info: { title?: string } = {}): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const catalog = add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const regular = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const bold = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>');
  const kids = pages.map((lines) => {
    const stream = drawLines(lines);
    const content = add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R ` +
        `/Resources << /Font << /F1 ${regular} 0 R /F2 ${bold} 0 R >> >> >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`;
  const infoObject = info.title === undefined ? undefined : add(`<< /Title ${literal(info.title)} >>`);
  return write(objects, `/Root ${catalog} 0 R${infoObject === undefined ? '' : ` /Info ${infoObject} 0 R`}`);
}

function drawLines(lines: readonly (PdfLine | string)[]): string {
  let y = 760;
  return lines
    .map((line) => (typeof line === 'string' ? { text: line } : line))
    .map((line) => {
      y = line.y ?? y - 20;
      const font = `/${line.bold === true ? 'F2' : 'F1'} ${line.size ?? 10} Tf`;
      return `BT ${font} 1 0 0 1 ${line.x ?? 72} ${y} Tm ${literal(line.text)} Tj ET`;
    })
    .join('\n');
}

function write(objects: readonly string[], trailer: string): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}

const literal = (text: string): string => `(${text.replaceAll(/[\\()]/g, (c) => `\\${c}`)})`;
