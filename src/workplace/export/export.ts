import { dutchDay, momentWords } from '../../dutch-time.ts';
import { cleaned, type ExportDocument, type ExportFormat } from './document.ts';
import { fileName } from './file-name.ts';
import { markdownOf } from './markdown.ts';

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

const TYPES: Readonly<Record<ExportFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** Makes a file of a document. What makes the larger formats is loaded when somebody first asks for one. @throws BalieError `export-letters`. */
export async function exportFile(given: Omit<ExportDocument, 'made'>, format: ExportFormat, at: Date): Promise<ExportedFile> {
  const document = cleaned({ ...given, made: { words: momentWords(at), at: at.toISOString() } });
  return { name: fileName(document.title, dutchDay(at), format), type: TYPES[format], bytes: await bytesOf(document, format) };
}

async function bytesOf(document: ExportDocument, format: ExportFormat): Promise<Uint8Array> {
  switch (format) {
    case 'md':
      return Buffer.from(markdownOf(document));
    case 'docx':
      return (await import('./docx.ts')).docxOf(document);
    case 'pdf':
      return (await import('./pdf.ts')).pdfOf(document);
  }
}
