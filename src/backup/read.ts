import { createHash, type KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { isSignedBy, signerOf } from '../audit/signing.ts';
import { BalieError } from '../errors.ts';
import { readContainer } from './container.ts';
import { type About, FORMAT, line, type Manifest, manifestIn, manifestText, row } from './manifest.ts';

/** What is done with a backup while it is read. Only at its end is it known whether all of it is as it was made: what was written until then must be undone when this rejects. */
export interface Taker {
  about?(about: About): Promise<void>;
  table?(name: string, columns: readonly string[]): Promise<void>;
  rows?(rows: readonly (readonly (string | null)[])[]): Promise<void>;
  file?(path: string): Promise<void>;
  bytes?(bytes: Buffer): Promise<void>;
}

type Part = { readonly table: string; readonly columns: readonly string[] } | { readonly file: string };

const BRACKET = 0x5b;
const damaged = (detail: string, cause?: unknown) => new BalieError('backup-damaged', { detail, cause });

/**
 * Reads all of a backup, and checks all of it: each byte is authenticated, each part is as the manifest says, and that is signed by the desk that it names.
 * @throws BalieError `backup-damaged` and those of `readContainer`; what the taker throws.
 */
export async function readBackup(path: string, privateKey: KeyObject, taker: Taker): Promise<Manifest> {
  const state = createReader(taker);
  try {
    for await (const some of readContainer(path, privateKey)) await state.take(some);
    return state.end();
  } catch (cause) {
    throw cause instanceof z.ZodError || cause instanceof SyntaxError ? damaged('de inhoud', cause) : cause;
  }
}

function createReader(taker: Taker) {
  const seen: { about?: About; tables: Manifest['tables']; files: Manifest['files']; manifest?: Manifest } = { tables: [], files: [] };
  let part: Part | undefined;
  let digest = createHash('sha256');
  let [bytes, rows] = [0, 0];

  function close(): void {
    const said = { bytes, sha256: digest.digest('hex') };
    if (part !== undefined && 'table' in part) seen.tables.push({ name: part.table, columns: [...part.columns], rows, ...said });
    else if (part !== undefined) seen.files.push({ path: part.file, ...said });
    part = undefined;
    digest = createHash('sha256');
    [bytes, rows] = [0, 0];
  }

  async function inside(some: readonly Buffer[]): Promise<void> {
    if (part === undefined) throw damaged('de volgorde');
    for (const one of some) {
      digest.update(one);
      bytes += one.length;
    }
    const values = some.map((one) => row.parse(JSON.parse(one.toString('utf8'))));
    rows += values.length;
    if ('file' in part) for (const [piece] of values) await taker.bytes?.(Buffer.from(piece ?? '', 'base64'));
    else if (values.some(({ length }) => length !== (part as { columns: readonly string[] }).columns.length)) throw damaged('de kolommen');
    else await taker.rows?.(values);
  }

  async function begin(text: string): Promise<void> {
    close();
    const said = line.parse(JSON.parse(text));
    if (seen.manifest !== undefined || 'about' in said === (seen.about !== undefined)) throw damaged('de volgorde');
    if ('about' in said) {
      if (said.about.format !== FORMAT) throw new BalieError('backup-newer', { detail: said.about.format });
      seen.about = said.about;
      return taker.about?.(said.about);
    }
    if ('manifest' in said) return end(said);
    part = said;
    return 'table' in said ? taker.table?.(said.table, said.columns) : taker.file?.(said.file);
  }

  function end({ manifest: said, signature }: { readonly manifest: string; readonly signature: string }): void {
    const manifest = manifestIn(said);
    const { publicKey, keyId } = manifest.about;
    if (signerOf(publicKey)?.keyId !== keyId || !isSignedBy(publicKey, manifestText(said), signature)) throw damaged('de handtekening');
    for (const name of ['about', 'tables', 'files'] as const) if (!isDeepStrictEqual(manifest[name], seen[name])) throw damaged(`het overzicht: ${name}`);
    seen.manifest = manifest;
  }

  return {
    async take(some: readonly Buffer[]): Promise<void> {
      // Rows that stand behind each other go together.
      let from = 0;
      for (let at = 0; at <= some.length; at += 1) {
        const one = some[at];
        if (one?.[0] === BRACKET) continue;
        if (at > from) await inside(some.slice(from, at));
        if (one !== undefined) await begin(one.toString('utf8'));
        from = at + 1;
      }
    },
    end(): Manifest {
      if (seen.manifest === undefined) throw damaged('geen einde');
      return seen.manifest;
    },
  };
}
