import { storeZip } from '../../ingest/extract/office/repack.ts';

const ooxml = 'http://schemas.openxmlformats.org';
const relation = `${ooxml}/officeDocument/2006/relationships`;

/** A zip of the given texts and bytes, by name. */
export function makeZip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(([name, file]) => [name, typeof file === 'string' ? Buffer.from(file) : file] as const);
  return storeZip(new Map(entries));
}

/** The relations part of an OOXML part: id, type and target of each. */
export function relations(...rows: readonly (readonly [string, string, string])[]): string {
  const all = rows.map(([id, type, target]) => `<Relationship Id="${id}" Type="${relation}/${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${ooxml}/package/2006/relationships">${all.join('')}</Relationships>`;
}

const wordNamespaces =
  `xmlns:w="${ooxml}/wordprocessingml/2006/main" xmlns:mc="${ooxml}/markup-compatibility/2006" xmlns:r="${relation}" ` +
  'xmlns:wps="urn:wps" xmlns:a="urn:a" xmlns:wp="urn:wp" xmlns:v="urn:v" xmlns:w14="urn:w14"';

/** A Word file of the XML inside `w:body`, with further parts or other contents for the ones it has. */
export function makeDocx(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  return makeZip({
    '[Content_Types].xml': `<Types xmlns="${ooxml}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations(['r1', 'officeDocument', 'word/document.xml']),
    'word/_rels/document.xml.rels': relations(['r1', 'styles', 'styles.xml'], ['r2', 'footnotes', 'footnotes.xml']),
    'word/document.xml': `<w:document ${wordNamespaces}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${wordNamespaces}/>`,
    ...Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, part.replaceAll('NAMESPACES', wordNamespaces)]),
    ),
  });
}

const odfNames = ['office', 'style', 'text', 'table', 'meta', 'presentation', 'manifest', 'script'];
const odfNamespaces =
  odfNames.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ') +
  ' xmlns:draw="urn:draw" xmlns:svg="urn:svg" xmlns:fo="urn:fo"';

interface OdfParts {
  /** Inside `office:automatic-styles`. */
  readonly automatic?: string;
  /** All of `styles.xml`. */
  readonly styles?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** An OpenDocument file of what is inside `office:text`, `office:spreadsheet` or `office:presentation`. */
export function makeOdf(
  kind: 'text' | 'spreadsheet' | 'presentation',
  body: string,
  { automatic = '', styles = '', files = {} }: OdfParts = {},
): Uint8Array {
  return makeZip({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml':
      `<office:document-content ${odfNamespaces}><office:automatic-styles>${automatic}</office:automatic-styles>` +
      `<office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    'styles.xml': `<office:document-styles ${odfNamespaces}>${styles}</office:document-styles>`,
    ...files,
  });
}

const slideNamespaces = `xmlns:p="${ooxml}/presentationml/2006/main" xmlns:a="${ooxml}/drawingml/2006/main" xmlns:r="${relation}"`;

/** A presentation of slides, each the XML inside `p:spTree` with what else it has; shown in reverse order of their names. */
export function makePptx(
  slides: readonly { readonly shapes: string; readonly notes?: string; readonly show?: string; readonly parts?: Readonly<Record<string, string>> }[],
): Uint8Array {
  const files: Record<string, string> = { '[Content_Types].xml': '<Types/>' };
  const rows: [string, string, string][] = [];
  for (const [index, { shapes, notes, show = '1', parts = {} }] of slides.entries()) {
    const name = `slide${slides.length - index}`;
    rows.push([`rId${index + 1}`, 'slide', `slides/${name}.xml`]);
    files[`ppt/slides/${name}.xml`] =
      `<p:sld ${slideNamespaces} show="${show}"><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`;
    const own: [string, string, string][] = Object.keys(parts).map((part, i) => [`rId${i + 5}`, 'diagramData', `/${part}`]);
    if (notes !== undefined) {
      own.push(['rId1', 'notesSlide', `../notesSlides/${name}.xml`]);
      files[`ppt/notesSlides/${name}.xml`] =
        `<p:notes ${slideNamespaces}><p:cSld><p:spTree>${shape({ text: notes, type: 'body' })}</p:spTree></p:cSld></p:notes>`;
    }
    files[`ppt/slides/_rels/${name}.xml.rels`] = relations(...own);
    Object.assign(files, parts);
  }
  const list = rows.map(([id], i) => `<p:sldId id="${256 + i}" r:id="${id}"/>`).join('');
  files['ppt/presentation.xml'] =
    `<p:presentation ${slideNamespaces}><p:sldIdLst>${list}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`;
  files['ppt/_rels/presentation.xml.rels'] = relations(...rows);
  return makeZip(files);
}

interface ShapeOptions {
  readonly text: string;
  /** Placeholder; a loose shape when absent. */
  readonly type?: string;
  /** Inside `a:rPr`, and its attributes. */
  readonly format?: string;
  readonly attributes?: string;
  readonly x?: number;
  readonly hidden?: boolean;
}

/** A shape whose text has a paragraph for each line. */
export function shape({ text, type, format = '', attributes = '', x, hidden = false }: ShapeOptions): string {
  const place = x === undefined ? '' : `<a:xfrm><a:off x="${x}" y="0"/><a:ext cx="1000" cy="1000"/></a:xfrm>`;
  const paragraphs = text.split('\n').map((line) => `<a:p><a:r><a:rPr ${attributes}>${format}</a:rPr><a:t>${line}</a:t></a:r></a:p>`);
  return (
    `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"${hidden ? ' hidden="1"' : ''}/><p:nvPr>${type === undefined ? '' : `<p:ph type="${type}"/>`}</p:nvPr></p:nvSpPr>` +
    `<p:spPr>${place}</p:spPr><p:txBody>${paragraphs.join('')}</p:txBody></p:sp>`
  );
}
