import type { IngestEvent, IngestResult } from '../../ingest/sync.ts';

const outcomes: Readonly<Record<IngestEvent['outcome'], string>> = {
  new: 'nieuw',
  changed: 'gewijzigd',
  unchanged: 'ongewijzigd',
  failed: 'mislukt',
  removed: 'verwijderd',
};

/** One line on a document that is done, with its warnings or what to do about its fault under it. */
export function describeEvent({ index, total, sourceId, outcome, passages, warnings, error }: IngestEvent): string {
  const place = `[${String(index).padStart(String(total).length)}/${total}]`;
  const count = passages === undefined ? '' : `  ${passages.length} ${passages.length === 1 ? 'passage' : 'passages'}`;
  const lines = [
    `${place} ${sourceId}  ${outcomes[outcome]}${count}`,
    ...(warnings ?? []).map((warning) => `let op: ${warning}`),
  ];
  if (error !== undefined) {
    const detail = error.detail === undefined ? '' : ` (${error.detail})`;
    lines.push(`${error.code}: ${error.entry.message}${detail}`, error.entry.action);
  }
  return lines.join('\n      ');
}

/** What a run did, in a line, with what needs a person's attention under it. */
export function summarise(result: IngestResult, dryRun: boolean, out: (line: string) => void): void {
  const counts = [
    `${result.new} nieuw`,
    `${result.changed} gewijzigd`,
    `${result.unchanged} ongewijzigd`,
    `${result.removed} verwijderd`,
    `${result.failed.length} mislukt`,
  ];
  out(`${dryRun ? 'Proef, er is niets opgeslagen' : 'Klaar'}: ${counts.join(', ')}; ${result.passages} ${result.passages === 1 ? 'passage' : 'passages'}.`);
  if (result.failed.length > 0) {
    out('Van een document dat mislukt blijft de vorige versie in gebruik:');
    for (const { file, error } of result.failed) out(printable(`- ${file}: ${error.entry.message}`));
  }
  if (result.kept.length > 0) {
    out('Niet meer in de map, maar te veel om zonder vraag te verwijderen. Deze documenten blijven vindbaar.');
    out('Moeten ze weg? Voer dan "balie ingest" uit op deze map, met --remove-missing:');
    for (const sourceId of result.kept) out(printable(`- ${sourceId}`));
  }
}

/** Documents and file names come from elsewhere: no control characters of theirs reach the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, '');
}
