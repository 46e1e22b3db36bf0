import type { SkipReason } from '../../../ingest/web/types.ts';

/** Why addresses of a website gave no document, in the order in which it is told. */
const reasons: Readonly<Record<SkipReason, string>> = {
  robots: 'door robots.txt',
  noindex: 'door noindex',
  outside: 'buiten de opgegeven adressen',
  duplicate: 'ook onder een ander adres',
  type: 'geen document',
  limit: 'te diep, te veel varianten of te veel in totaal',
};

/** How many addresses were left out and why, in words; empty when none was. */
export function leftOutText(counts: Readonly<Record<string, number>>): string {
  const told = Object.entries(reasons).flatMap(([reason, words]) => {
    const count = counts[reason] ?? 0;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return told.join(', ');
}
