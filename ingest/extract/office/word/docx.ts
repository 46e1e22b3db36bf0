import { BalieError } from '../../../../src/errors.ts';
import { readHtml } from '../../html/html.ts';
import { prepareWord } from './prepare.ts';
import type { Extractor } from '../../types.ts';

const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

// Word's own title style; mammoth knows only the headings. Dutch Word may store its own name for it.
const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Titel'] => h1:fresh"];

/** The arrow that leads from a note back to its place in the text. */
const backLink = /<a href="#(?:foot|end)note-ref-[^"]*">[^<]*<\/a>/g;

/**
 * Word: headings, lists, tables, text boxes and notes. Text that Word does not show goes to `hidden`; deleted text,
 * comments, headers and footers are left out; macros are never read.
 * @throws BalieError a `document-*` code.
 */
export const extractDocx: Extractor = async (bytes) => {
  const { bytes: shown, hidden, warnings } = await prepareWord(bytes);
  const html = await asHtml(shown).catch((cause: unknown) => {
    throw new BalieError('document-corrupt', { cause });
  });
  const { title, sections } = readHtml(html, { boldHeadings: true });
  return { ...(title !== undefined && { title }), mediaType, metadata: {}, sections, warnings, hidden };
};

/**
 * Word files through LangChain's DocxLoader. The loader itself asks mammoth for bare text, in which headings and table
 * cells are paragraphs like any other; this one asks it for HTML, so that the structure stays.
 */
async function asHtml(bytes: Uint8Array): Promise<string> {
  const [{ DocxLoader }, { Document }, { default: mammoth }] = await Promise.all([
    import('@langchain/community/document_loaders/fs/docx'),
    import('@langchain/core/documents'),
    import('mammoth'),
  ]);
  class StructuredDocxLoader extends DocxLoader {
    override async parse(raw: Buffer, metadata: Record<string, unknown>) {
      // Pictures would come along as megabytes of base64; references to files outside the document are never followed.
      const images = mammoth.images.imgElement(async () => ({ src: '' }));
      const { value } = await mammoth.convertToHtml({ buffer: raw }, { convertImage: images, externalFileAccess: false, styleMap });
      return [new Document({ pageContent: value.replace(backLink, ''), metadata })];
    }
  }
  const [document] = await new StructuredDocxLoader(new Blob([Uint8Array.from(bytes)], { type: mediaType })).load();
  return document?.pageContent ?? '';
}
