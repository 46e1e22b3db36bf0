import type { Entry } from 'yauzl';
import { BalieError } from '../../../src/errors.ts';
import { openPackage, type Package } from '../office/package.ts';
import type { Attachment, Extractor } from '../types.ts';
import { isClutter, safePath, shownName } from './names.ts';

/** A dossier holds hundreds of files; what holds more is a disk image or is there to keep the reader busy. */
const maxEntries = 5_000;

/**
 * An archive: every file in it becomes an attachment, archives in it too; folders, hidden files and what programs leave
 * behind do not. Its own text is empty.
 *
 * A file whose name leads outside (`..`, absolute, drive) or holds control characters is left out, with a warning that names
 * it: the others are as good as ever. A symbolic link or entries that share bytes make the whole archive unsafe: no program
 * makes such a one by accident, so nothing else in it deserves trust.
 * @throws BalieError `document-empty` without any file; `document-unsafe`, also when no name is safe; `document-encrypted`
 *   when any entry is; `document-too-large` with more than 5,000 entries or 200 MB really unpacked, noticed while unpacking;
 *   `document-type-unknown` for a compression that is not read; `document-corrupt`.
 */
export const extractZip: Extractor = async (bytes) => {
  const zip = await openPackage(bytes, { anyName: true });
  inspect([...zip.entries.values()]);
  const { attachments, empty, refused } = await readEntries(zip);
  if (attachments.length === 0 && refused.length > 0) throw new BalieError('document-unsafe', { detail: `ongeldige namen: ${shown(refused)}` });
  if (attachments.length === 0) throw new BalieError('document-empty', { detail: 'in de zip zit geen bestand met inhoud' });
  const warnings = [
    ...(empty.length === 0 ? [] : [`Lege bestanden in de zip zijn overgeslagen: ${shown(empty)}.`]),
    ...(refused.length === 0 ? [] : [`Bestanden met een ongeldige naam in de zip zijn overgeslagen: ${shown(refused)}. Geef ze een gewone naam en lever ze los aan.`]),
  ];
  return { mediaType: 'application/zip', metadata: {}, sections: [], warnings, attachments };
};

interface Entries {
  readonly attachments: Attachment[];
  /** Names of files without a byte. */
  readonly empty: string[];
  /** Names that are not safe, made fit to be shown. */
  readonly refused: string[];
}

async function readEntries(zip: Package): Promise<Entries> {
  const found: Entries = { attachments: [], empty: [], refused: [] };
  for (const raw of zip.names) {
    // Windows may part folders with backslashes, and so a folder of its own ends with one.
    if (isClutter(raw) || raw.endsWith('\\')) continue;
    const name = safePath(raw);
    if (name === undefined) {
      found.refused.push(shownName(raw));
      continue;
    }
    const content = await zip.read(raw);
    if (content.length > 0) found.attachments.push({ name, bytes: content });
    else found.empty.push(name);
  }
  return found;
}

function shown(names: readonly string[]): string {
  const first = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${first} en nog ${names.length - 5}` : first;
}

/**
 * Looks at what the directory says besides names and sizes: kinds of entries and where their bytes are. Overlapping entries let a
 * small file unpack to any size while each entry by itself looks honest (D. Fifield, A better zip bomb, 2019).
 */
function inspect(entries: readonly Entry[]): void {
  if (entries.length > maxEntries) throw new BalieError('document-too-large', { detail: `${entries.length} bestanden; het maximum is ${maxEntries}` });
  // The upper half of the attributes is a Unix mode, whoever made the zip: other systems leave it empty.
  if (entries.some(({ externalFileAttributes }) => isSpecial(externalFileAttributes >>> 16)))
    throw new BalieError('document-unsafe', { detail: 'een koppeling in plaats van een bestand' });
  // Stored or deflated, as every program makes them unless told otherwise; yauzl reads no other.
  if (entries.some(({ compressionMethod }) => compressionMethod !== 0 && compressionMethod !== 8))
    throw new BalieError('document-type-unknown', { detail: 'zip met een ongewone compressie' });
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  const endOf = (entry: Entry | undefined): number => (entry === undefined ? 0 : entry.relativeOffsetOfLocalHeader + localHeader + entry.compressedSize);
  if (inOrder.some((entry, i) => entry.relativeOffsetOfLocalHeader < endOf(inOrder[i - 1])))
    throw new BalieError('document-unsafe', { detail: 'bestanden die elkaar overlappen' });
}

/** Bytes before an entry's contents, at the least: names and extra fields come on top. */
const localHeader = 30;

/** Whether a Unix mode is that of a link, a device, a pipe or a socket. */
function isSpecial(mode: number): boolean {
  const type = mode & 0o170_000;
  return type !== 0 && type !== 0o100_000 && type !== 0o040_000;
}
