import { BalieError } from '../../src/errors.ts';
import { readHtml } from './html/html.ts';
import { Outline } from './structure/outline.ts';
import { addPlainText } from './plain/text.ts';
import type { ExtractedDocument, Extractor, Section } from './types.ts';

/** What a LangChain document loader gives; written out so that this file does not load LangChain. */
interface LoadedDocument {
  readonly pageContent: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

interface Loader {
  load(): Promise<readonly LoadedDocument[]>;
}

interface LoaderFormat {
  readonly mediaType: string;
  /** Makes the loader for one file's bytes. Imports inside it, so that nothing is loaded before such a file comes. */
  readonly loader: (file: Blob) => Promise<Loader>;
  /** What the loader puts in `pageContent`; `text` when absent. */
  readonly content?: 'text' | 'html';
}

/**
 * Makes an extractor of a LangChain document loader: one document per page, or one for all. A further format that such a
 * loader reads is one more row in the table of `index.ts`.
 */
export function fromLoader(format: LoaderFormat): Extractor {
  return async (bytes) => {
    let loaded: readonly LoadedDocument[];
    try {
      const loader = await format.loader(new Blob([Uint8Array.from(bytes)], { type: format.mediaType }));
      loaded = await loader.load();
    } catch (cause) {
      throw new BalieError('document-corrupt', { cause });
    }
    const parts = loaded.map((part) =>
      format.content === 'html' ? readHtml(part.pageContent, { boldHeadings: true }) : readPlain(part.pageContent),
    );
    const title = parts.find((part) => part.title !== undefined)?.title;
    return {
      ...(title !== undefined && { title }),
      mediaType: format.mediaType,
      metadata: {},
      sections: parts.flatMap((part, i) => withPage(part.sections, pageOf(loaded[i]?.metadata))),
      warnings: [],
    };
  };
}

function readPlain(text: string): Pick<ExtractedDocument, 'title' | 'sections'> {
  const outline = new Outline();
  addPlainText(outline, text);
  return { sections: outline.finish() };
}

function withPage(sections: readonly Section[], page: number | undefined): readonly Section[] {
  return page === undefined ? sections : sections.map((section) => ({ ...section, page }));
}

/** Loaders say the page as `metadata.loc.pageNumber`. */
function pageOf(metadata: Readonly<Record<string, unknown>> | undefined): number | undefined {
  const loc = metadata?.['loc'];
  if (typeof loc !== 'object' || loc === null || !('pageNumber' in loc)) return undefined;
  return typeof loc.pageNumber === 'number' ? loc.pageNumber : undefined;
}
