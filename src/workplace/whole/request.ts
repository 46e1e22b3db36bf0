import type { PageRange } from './pieces.ts';

/** What may be done with whole files. */
export type WholeTask =
  | { readonly kind: 'summarise'; readonly file: string; readonly pages?: PageRange }
  | { readonly kind: 'compare'; readonly before: string; readonly after: string }
  | { readonly kind: 'table'; readonly file: string; readonly columns: readonly string[]; readonly pages?: PageRange };

export const MAX_COLUMNS = 12;
export const MAX_COLUMN = 60;

/** Ids of the files that it is about. */
export function filesOf(task: WholeTask): string[] {
  return task.kind === 'compare' ? [task.before, task.after] : [task.file];
}

/** As it is kept for who asked it. */
export function taskWords(task: WholeTask, names: readonly string[]): string {
  const [first = '', second = ''] = names;
  switch (task.kind) {
    case 'summarise':
      return `Vat samen: ${first}${pagesOf(task.pages)}`;
    case 'compare':
      return `Vergelijk: ${first} (oud) met ${second} (nieuw)`;
    case 'table':
      return `Maak een tabel van ${first}${pagesOf(task.pages)}: ${task.columns.join(', ')}`;
  }
}

function pagesOf(pages: PageRange | undefined): string {
  return pages === undefined ? '' : ` (van ${pages.from} tot en met ${pages.to})`;
}
