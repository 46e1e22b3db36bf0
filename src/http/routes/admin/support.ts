import type { Context } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { DocumentFilter } from '../../../knowledge/documents/attention.ts';
import type { ListPlace, Notice } from '../../../web/pages/admin/views.ts';

const notices: readonly Notice[] = ['uitgelogd', 'verlopen', 'verlopen-verzonden', 'opnieuw', 'alles-opnieuw', 'bron', 'losgelaten', 'verwijderd', 'opgeruimd', 'intussen', 'vastgelegd', 'beoordeeld', 'toetsvraag', 'toetsvraag-weg', 'opnieuw-versturen', 'afgehandeld', 'niets-gekozen', 'keuze-vastgelegd', 'keuze-verwijderd'];

/** What an address says has been done; anything else says nothing. */
export function noticeOf(value: string | undefined): Notice | undefined {
  return notices.find((notice) => notice === value);
}

/** A page's number from an address: 1 for whatever is none. */
export function pageOf(value: string | undefined): number {
  return /^[1-9]\d{0,5}$/.test(value ?? '') ? Number(value) : 1;
}

const MAX_SEARCH = 200;
const FILTERS: readonly DocumentFilter[] = ['all', 'valid', 'upcoming', 'expiring', 'expired', 'review-due', 'attention'];

/** Where in the list of documents somebody is, by the address or by a form. */
export function placeIn(given: (name: string) => string | undefined): ListPlace {
  return {
    text: (given('q') ?? '').replaceAll('\0', '').toWellFormed().trim().slice(0, MAX_SEARCH),
    filter: FILTERS.find((known) => known === given('toon')) ?? 'all',
    page: pageOf(given('pagina')),
  };
}

/** The document that the address names. @throws BalieError `not-found` for a name that no document can have. */
export function sourceIdOf(c: Context): string {
  const sourceId = c.req.param('sourceId') ?? '';
  if (sourceId === '' || sourceId.length > 2_000 || !sourceId.isWellFormed() || sourceId.includes('\0')) throw new BalieError('not-found');
  return sourceId;
}
