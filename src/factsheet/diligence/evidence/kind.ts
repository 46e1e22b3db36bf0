/** What a file is by what stands in it: a name can say anything. */
export const EVIDENCE_KINDS = ['pdf', 'docx', 'odt', 'png', 'jpg', 'csv'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPG = Buffer.from('ffd8ff', 'hex');
const ZIP = Buffer.from('504b0304', 'hex');
const ODT_MIME = 'mimetypeapplication/vnd.oasis.opendocument.text';
/** Where the names of the files in a ZIP stand once more: at its end. */
const DIRECTORY_BYTES = 64 * 1024;
/** A table has its columns in the first lines. */
const HEAD_CHARACTERS = 64 * 1024;

/** @returns undefined for all that is not taken. */
export function evidenceKind(bytes: Buffer): EvidenceKind | undefined {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'png';
  if (bytes.subarray(0, JPG.length).equals(JPG)) return 'jpg';
  if (bytes.subarray(0, ZIP.length).equals(ZIP)) return officeKind(bytes);
  return isCsv(bytes) ? 'csv' : undefined;
}

function officeKind(bytes: Buffer): EvidenceKind | undefined {
  // OpenDocument says what it is in its first file, which is not packed.
  if (bytes.subarray(30, 30 + ODT_MIME.length).toString('latin1') === ODT_MIME) return 'odt';
  const directory = bytes.subarray(-DIRECTORY_BYTES);
  // A document with macros has the first two as well.
  if (!['[Content_Types].xml', 'word/document.xml'].every((name) => directory.includes(name))) return undefined;
  return directory.includes('vbaProject') ? undefined : 'docx';
}

/** Text in lines with a separator in each of the first ones, and no markup. */
function isCsv(bytes: Buffer): boolean {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\uFEFF/, '');
  } catch {
    return false;
  }
  if (/[^\P{Cc}\r\n\t]/u.test(text) || /^\s*[<{[#%]/.test(text)) return false;
  const lines = text.slice(0, HEAD_CHARACTERS).split(/\r\n?|\n/).filter((line) => line.trim() !== '').slice(0, 3);
  return lines.length > 0 && [';', ',', '\t'].some((separator) => lines.every((line) => line.includes(separator)));
}
