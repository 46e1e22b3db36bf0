/** Addresses of the pages for editors. A source id may hold slashes and anything else, and is one segment all the same. */

export function collectionPath(collection: string): string {
  return `/beheer/collecties/${encodeURIComponent(collection)}`;
}

export function documentPath(collection: string, sourceId: string): string {
  return `${collectionPath(collection)}/documenten/${encodeURIComponent(sourceId)}`;
}

export function pendingPath(collection: string, id: string, action: 'opnieuw' | 'loslaten'): string {
  return `${collectionPath(collection)}/wachtrij/${encodeURIComponent(id)}/${action}`;
}

/** A page of the list of documents, without what is as usual. */
export function listPath(collection: string, { text = '', filter = 'all', page = 1, notice }: { text?: string; filter?: string; page?: number; notice?: string }): string {
  const query = new URLSearchParams({
    ...(notice !== undefined && { melding: notice }),
    ...(text !== '' && { q: text }),
    ...(filter !== 'all' && { toon: filter }),
    ...(page > 1 && { pagina: String(page) }),
  }).toString();
  return `${collectionPath(collection)}${query === '' ? '' : `?${query}`}#documenten`;
}

/** Where it is asked, and then done, what becomes of documents that were chosen from the list. */
export function chosenPath(collection: string, what?: 'gegevens' | 'verwijderen'): string {
  return `${collectionPath(collection)}/keuze${what === undefined ? '' : `/${what}`}`;
}

/** What colleagues reported of the sources in a collection. */
export function reportsPath(collection: string): string {
  return `${collectionPath(collection)}/meldingen`;
}

export function reportPath(collection: string, id: string): string {
  return `${reportsPath(collection)}/${encodeURIComponent(id)}`;
}

/** What a look at a source kept though it is gone. */
export function keptPath(collection: string, run: string): string {
  return `${collectionPath(collection)}/verdwenen/${encodeURIComponent(run)}`;
}

/** Where conversations that were given up are sent once more. */
export const UNSENT_PATH = '/beheer/niet-aangekomen/opnieuw';
