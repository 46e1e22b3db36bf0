import type { Entry } from 'yauzl';
import { BalieError } from '../../../src/errors.ts';

/** A file that unpacks to more than this is no letter: it is there to fill the memory. */
export const maxUnpacked = 200 * 1024 * 1024;

const maxEntries = 10_000;

/** Text packs to a tenth, a dull table to a hundredth; what packs better than this, and is large, is a bomb. */
const maxRatio = 400;
const ratioFrom = 16 * 1024 * 1024;

/** The parts of an office document. */
export interface Package {
  /** Names of all files, with `/`, in the order of the directory. Folders are not among them. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /**
   * Unpacks one file. What it gives counts toward the limit of the whole package, each time it is read.
   * @throws BalieError `document-corrupt` when it is missing or broken, `document-too-large`, `document-unsafe`.
   */
  read(name: string): Promise<Uint8Array>;
}

/** An opened zip: an office document, or an archive. */
export interface Zip extends Package {
  /** What the directory says of each file and folder, by name. */
  readonly entries: ReadonlyMap<string, Entry>;
}

interface ZipOptions {
  /** Lets names be what they are: for an archive, whose reader judges each of them itself. */
  readonly anyName?: boolean;
}

/**
 * Opens a zip and checks its directory; unpacks nothing yet. All formats that are zips come through here, so that none
 * of them trusts a size, a name or a count that the file itself claims.
 * @throws BalieError `document-corrupt`; `document-encrypted` when any file in it is; `document-too-large` for too many
 * files; `document-unsafe` for names that lead out of the package or that stand in it twice.
 */
export async function openPackage(bytes: Uint8Array, { anyName = false }: ZipOptions = {}): Promise<Zip> {
  const yauzl = await import('yauzl');
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: true };
  // Of a buffer nothing is open, so nothing need be closed.
  const zip = await yauzl.fromBufferPromise(raw, options).catch((cause: unknown) => {
    throw new BalieError('document-corrupt', { detail: 'het einde van het bestand ontbreekt', cause });
  });
  const entries = new Map<string, Entry>();
  try {
    if (zip.entryCount > maxEntries) throw tooLarge(`${zip.entryCount} bestanden`);
    for await (const entry of zip.eachEntry()) {
      const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
      if (!anyName) checkName(name);
      if (entry.isEncrypted()) throw new BalieError('document-encrypted');
      if (entries.has(name)) throw new BalieError('document-unsafe', { detail: 'een naam komt twee keer voor' });
      if (entries.size >= maxEntries) throw tooLarge(`meer dan ${maxEntries} bestanden`);
      entries.set(name, entry);
    }
  } catch (error) {
    throw asFault(error);
  }
  let unpacked = 0;
  return {
    names: [...entries.keys()].filter((name) => !name.endsWith('/')),
    entries,
    has: (name) => entries.has(name),
    async read(name) {
      const entry = entries.get(name);
      if (entry === undefined) throw missing(name);
      if (unpacked + entry.uncompressedSize > maxUnpacked) throw tooLarge('uitgepakt meer dan 200 MB');
      const chunks: Uint8Array[] = [];
      let size = 0;
      try {
        for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) {
          size += chunk.length;
          unpacked += chunk.length;
          if (unpacked > maxUnpacked) throw tooLarge('uitgepakt meer dan 200 MB');
          if (size > ratioFrom && size > entry.compressedSize * maxRatio)
            throw new BalieError('document-unsafe', { detail: 'pakt uit tot een veelvoud van zijn grootte' });
          chunks.push(chunk);
        }
      } catch (error) {
        throw asFault(error);
      }
      return Buffer.concat(chunks);
    },
  };
}

/** Parts that were unpacked and checked before, as a package: reading them again costs nothing and counts towards no limit. */
export function packageOf(parts: ReadonlyMap<string, Uint8Array>): Package {
  return {
    names: [...parts.keys()],
    has: (name) => parts.has(name),
    async read(name) {
      const part = parts.get(name);
      if (part === undefined) throw missing(name);
      return part;
    },
  };
}

/** Names are used as paths further on: one that is not plainly relative is refused, never mended. */
function checkName(name: string): void {
  const odd = /[\p{Cc}\\]|^\/|^[a-z]:/iu.test(name) || name.split('/').includes('..');
  if (odd || name === '' || name.length > 1000)
    throw new BalieError('document-unsafe', { detail: 'een naam in het bestand wijst naar buiten of is ongeldig' });
}

const missing = (name: string): BalieError =>
  new BalieError('document-corrupt', { detail: `${name.replace(/\p{Cc}/gu, '').slice(0, 100)} ontbreekt` });

const tooLarge = (detail: string): BalieError => new BalieError('document-too-large', { detail });

function asFault(error: unknown): BalieError {
  if (error instanceof BalieError) return error;
  if (error instanceof Error && /strong encryption|encrypted/.test(error.message))
    return new BalieError('document-encrypted');
  return new BalieError('document-corrupt', { cause: error });
}

const macroPart = /(?:^|\/)(?:vbaProject[^/]*\.bin|vbaData\.xml)$|^(?:Basic|Scripts)\/|(?:^|\/)macrosheets\//i;

/** A warning for the editor when a document carries macros. They are never read, let alone run. */
export function macroWarnings(names: readonly string[]): string[] {
  return names.some((name) => macroPart.test(name))
    ? ['Dit bestand bevat macro’s. Balie leest alleen de tekst; de macro’s zijn weggelaten.']
    : [];
}
