const DRAWN = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,}/gi;

/**
 * A text without the numbers, digests and ciphers that are drawn for it: some digits in a row stand in one of those by chance, and then tell nothing of what
 * was kept or shown.
 */
export const withoutIds = (text: string): string => text.replaceAll(DRAWN, '');
