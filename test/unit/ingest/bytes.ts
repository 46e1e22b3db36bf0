import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { extract } from '../../../ingest/extract/index.ts';
import type { Section } from '../../../ingest/extract/types.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

export const fixture = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/documents/${name}`, import.meta.url)));

export const read = (text: string, name: string) => extract(utf8(text), { name });

/** Sections as `page 2 | heading > heading | text`, so that a test shows a document as a whole. */
export const outlineOf = (sections: readonly Section[]): string[] =>
  sections.map(({ page, headings, text }) =>
    [...(page === undefined ? [] : [`page ${page}`]), headings.join(' > '), text].join(' | '),
  );
