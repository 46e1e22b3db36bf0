import { fromLoader } from './langchain.ts';

// Word's own title style; mammoth knows only the headings.
const styleMap = ["p[style-name='Title'] => h1:fresh"];

/**
 * Word files through LangChain's DocxLoader. The loader itself asks mammoth for bare text, in which headings and table
 * cells are paragraphs like any other; this one asks it for HTML, so that the structure stays.
 */
export const extractDocx = fromLoader({
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  content: 'html',
  loader: async (file) => {
    const [{ DocxLoader }, { Document }, { default: mammoth }] = await Promise.all([
      import('@langchain/community/document_loaders/fs/docx'),
      import('@langchain/core/documents'),
      import('mammoth'),
    ]);
    class StructuredDocxLoader extends DocxLoader {
      override async parse(raw: Buffer, metadata: Record<string, unknown>) {
        // Pictures would come along as megabytes of base64; references to files outside the document are never followed.
        const images = mammoth.images.imgElement(async () => ({ src: '' }));
        const { value } = await mammoth.convertToHtml(
          { buffer: raw },
          { convertImage: images, externalFileAccess: false, styleMap },
        );
        return [new Document({ pageContent: value, metadata })];
      }
    }
    return new StructuredDocxLoader(file);
  },
});
