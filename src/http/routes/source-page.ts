import type { Context } from 'hono';
import { documentPage } from '../../web/pages.ts';
import type { DocumentView, ReaderView } from '../../web/views.ts';
import { type Employee, hasAdmin } from '../access/employees.ts';
import type { AppDeps, DeskDocument } from '../deps.ts';

const KINDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'text/html': 'webpagina',
  'text/markdown': 'tekst',
  'text/plain': 'tekst',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
};

/** What ids of documents look like: nothing else is asked of the database, which takes no NUL, for one. */
const ID = /^[0-9a-f]{20}$/;

/** The id of a document in an address; undefined for what can be none. */
export function documentIdIn(c: Context): string | undefined {
  const id = c.req.param('id') ?? '';
  return ID.test(id) ? id : undefined;
}

interface Shown {
  readonly id: string;
  readonly document: DeskDocument;
  /** An employee may report what is wrong in it. */
  readonly employee: Employee | undefined;
  readonly report: Partial<ReaderView['report']>;
}

/** The page of a source. */
export function sourcePage({ municipality, newId }: Pick<AppDeps, 'municipality' | 'newId'>, { id, document, employee, report }: Shown): ReturnType<typeof documentPage> {
  const reader = employee && { name: employee.name, hasAdmin: hasAdmin(employee), path: `/bronnen/${id}`, report: { id: newId(), text: '', ...report } };
  return documentPage({ municipality, ...toView(id, document), ...(reader && { reader }) });
}

/** The passages as pages show them. */
export function passagesOf(document: DeskDocument): DocumentView['passages'] {
  return document.passages.map(({ page, ...passage }) => (page === null ? passage : { ...passage, page }));
}

function toView(id: string, document: DeskDocument) {
  const { title, collection, url, owner, validFrom, validUntil } = document;
  return {
    title,
    collection,
    owner,
    ...(document.hasOriginal && { original: { path: `/bronnen/${id}/origineel`, kind: KINDS[document.mediaType] ?? 'bestand', bytes: document.bytes } }),
    ...(url === null ? {} : { url }),
    ...(validFrom === null ? {} : { validFrom }),
    ...(validUntil === null ? {} : { validUntil }),
    passages: passagesOf(document),
  };
}
