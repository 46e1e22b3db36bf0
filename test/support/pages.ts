import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A page of the documentation, taken apart. */
export interface Page {
  /** From the root of the repository. */
  readonly path: string;
  /** Without its code. */
  readonly prose: string;
  readonly headings: readonly { readonly depth: number; readonly slug: string }[];
  /** Between fences, with what the first one says that it is. */
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
  /** Code set in by four spaces. */
  readonly indented: readonly string[];
  /** Code in a line. */
  readonly spans: readonly string[];
}

/** All pages that somebody may read, from the README on. */
export function readPages(): Page[] {
  return globSync(['*.md', 'docs/**/*.md'], { cwd: root }).toSorted().map((path) => pageOf(path, readFileSync(join(root, path), 'utf8')));
}

export function pageOf(path: string, text: string): Page {
  const blocks = [...text.matchAll(/^```(?<language>\w*)\n(?<text>[^]*?)^```$/gm)].map(({ groups }) => ({ language: groups?.['language'] ?? '', text: groups?.['text'] ?? '' }));
  const fenceless = text.replaceAll(/^```\w*\n[^]*?^```$/gm, '');
  // What follows an item of a list belongs to it: set in, and no code.
  const indented = [...fenceless.matchAll(/(?<=^(?![-*\d| ]).*\n\n)(?: {4}.*\n|\n(?= {4}))+/gm)].map(([code]) => code.replaceAll(/^ {4}/gm, ''));
  const rest = fenceless.replaceAll(/(?<=\n\n)(?: {4}.*\n|\n(?= {4}))+/g, '');
  const spans = [...rest.matchAll(/`(?<code>[^`]+)`/g)].map(({ groups }) => (groups?.['code'] ?? '').replaceAll(/\s+/g, ' ').replaceAll('\\|', '|'));
  const headings = [...fenceless.matchAll(/^(?<marks>#{1,6}) (?<title>.+)$/gm)].map(({ groups }) => ({ depth: (groups?.['marks'] ?? '').length, slug: slugOf(groups?.['title'] ?? '') }));
  return { path, prose: rest.replaceAll(/`[^`]+`/g, ''), headings, blocks, indented, spans };
}

/** The anchor that forges give a heading. */
function slugOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M}\-_ ]/gu, '').replaceAll(' ', '-');
}

/** All code of a page, a line each. */
export function codeLines({ blocks, indented, spans }: Page): string[] {
  return [...blocks.map(({ text }) => text), ...indented, ...spans].flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
}

/** At the beginning of a line, or after what may stand before a program there; `./balie` is the one of an archive. */
const TYPED = /(?:^|\(|(?<!\.)\/|(?:npx|root|&&|;|\||=\S+) )balie (?<name>[a-z][a-z-]*)(?<rest>[^|;&]*)/g;

/** The commands of `balie` that a page has somebody type, with all that follows. */
export function commandsNamed(one: Page): { readonly name: string; readonly rest: string }[] {
  return codeLines(one).flatMap((line) => [...line.replaceAll('npm run balie -- ', 'balie ').matchAll(TYPED)].map(({ groups }) => ({ name: groups?.['name'] ?? '', rest: groups?.['rest'] ?? '' })));
}

/** The options in what is typed after a command. */
export function optionsIn(rest: string): string[] {
  return [...rest.matchAll(/(?<=[ [|])--(?<option>[a-z][a-z-]*)/g)].map(({ groups }) => groups?.['option'] ?? '');
}

/** What a page says to type in code that is set in: a command a line, without what is said of it or that the next one waits for it; one that ends in a backslash goes on. */
export function typedIn({ indented }: Page): string[] {
  const lines = indented.flatMap((text) => text.replaceAll(/\\\n */g, '').split('\n')).map((line) => line.replace(/ {2,}# .*$| &&$/, '').trim());
  return lines.filter((line) => /^(?:balie|curl|node|npm|npx|ollama|sudo|\.\/balie) /.test(line));
}
