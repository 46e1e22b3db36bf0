import { slugOf } from '../slug.ts';
import type { ExportFormat } from './document.ts';

/** `brief-in-de-huisstijl-2026-11-26.docx`: of letters that every system takes, whatever the title was. */
export function fileName(title: string, day: string, format: ExportFormat): string {
  return `${slugOf(title, 'export')}-${day}.${format}`;
}
