import { sourceDigest } from './read-source.ts';
import type { ExtractedDocument } from '../extract/types.ts';

/** A file from inside a container, ready to be read as a document of its own. */
export interface ContainedSource {
  /** `dossier.zip/brieven/brief.pdf`: the container's source id, then the path inside it. Unique. */
  readonly sourceId: string;
  /** The last part of the path, for `ExtractContext.name`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
}

/** What came out of one outermost container so far; hand it on when a container in it is expanded. */
export interface Spent {
  readonly files: number;
  readonly bytes: number;
}

export interface Expanded {
  readonly sources: readonly ContainedSource[];
  /** Dutch sentences for the editor, on what was left out. */
  readonly warnings: readonly string[];
  readonly spent: Spent;
}

/** A message in an archive with an attached archive: deeper than that is made to keep a reader busy. */
const maxDepth = 3;
const maxFiles = 5_000;
const maxBytes = 400 * 1024 * 1024;

/**
 * Gives the files inside a document as sources of their own.
 * @param sourceId the source id of the document itself.
 * @param depth 0 for a document that came from a folder or address, 1 for one from inside that, and so on: at 3 nothing is
 *   taken out any more.
 * @param spent what was already taken out of the same outermost container.
 */
export function expand(
  document: Pick<ExtractedDocument, 'attachments'>,
  sourceId: string,
  depth: number,
  spent: Spent = { files: 0, bytes: 0 },
): Expanded {
  const attachments = document.attachments ?? [];
  if (attachments.length === 0) return { sources: [], warnings: [], spent };
  if (depth >= maxDepth) {
    const left = `Meer dan ${maxDepth} keer ingepakt: ${countOf(attachments.length)} in ${sourceId} niet gelezen.`;
    return { sources: [], warnings: [`${left} Pak het uit en lever de inhoud los aan.`], spent };
  }
  const sources: ContainedSource[] = [];
  const taken = new Map<string, number>();
  let { files, bytes } = spent;
  for (const { name: path, bytes: content, contentType } of attachments) {
    if (files + 1 > maxFiles || bytes + content.length > maxBytes) break;
    files += 1;
    bytes += content.length;
    const unique = uniquePath(path, taken);
    sources.push({
      sourceId: `${sourceId}/${unique}`,
      name: unique.slice(unique.lastIndexOf('/') + 1),
      bytes: content,
      ...(contentType !== undefined && { contentType }),
    });
  }
  const left = attachments.length - sources.length;
  const warnings =
    left === 0 ? [] : [`Te veel bij elkaar: ${countOf(left)} in ${sourceId} niet gelezen. Lever het in delen aan.`];
  return { sources, warnings, spent: { files, bytes } };
}

function countOf(files: number): string {
  return files === 1 ? '1 bestand is' : `${files} bestanden zijn`;
}

/**
 * `brief.pdf`, `brief (2).pdf`: names that differ in case alone are the same to many file systems, and to people.
 * @param taken paths given so far, in small letters, with the number last tried for each: linear, also with one name for all.
 */
function uniquePath(path: string, taken: Map<string, number>): string {
  const dot = path.lastIndexOf('.');
  const cut = dot > path.lastIndexOf('/') + 1 ? dot : path.length;
  const wanted = path.toLowerCase();
  let number = taken.get(wanted) ?? 0;
  let unique = path;
  if (number > 0) {
    do {
      number += 1;
      unique = `${path.slice(0, cut)} (${number})${path.slice(cut)}`;
    } while (taken.has(unique.toLowerCase()));
    taken.set(unique.toLowerCase(), 1);
  }
  taken.set(wanted, Math.max(1, number));
  return unique;
}

/**
 * Describes what came inside a container as the container is described, but for its title and address.
 * @param container what is said of the container around it.
 */
export function describePart(bytes: Uint8Array, container: Readonly<Record<string, unknown>>): { readonly metadata: Readonly<Record<string, unknown>>; readonly digest: string } {
  // A container's own title and address are not those of what is in it.
  const { title: _title, url: _url, ...metadata } = container;
  return { metadata, digest: sourceDigest(bytes, JSON.stringify(metadata)) };
}
