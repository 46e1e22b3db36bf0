import type { Context } from 'hono';
import { BalieError } from '../../../errors.ts';

const MAX_LINES = 20;
const MAX_LINE = 300;

/** What was filled in, read field by field; what is wrong is noted by field, in words. */
export class FormReader {
  readonly faults: Record<string, string> = {};
  private readonly fields: URLSearchParams;

  constructor(fields: URLSearchParams) {
    this.fields = fields;
  }

  /** As it was typed, without what no page can show. */
  text(name: string): string {
    return (this.fields.get(name) ?? '')
      .toWellFormed()
      .replaceAll('\r\n', '\n')
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, ' ')
      .trim();
  }

  all(name: string): readonly string[] {
    return this.fields.getAll(name);
  }

  /** @param max characters. */
  shortText(name: string, max: number): string {
    const text = this.text(name);
    if (text.length > max) this.faults[name] = `Hoogstens ${max.toLocaleString('nl-NL')} tekens.`;
    return text;
  }

  /** The lines of a text that are not empty, each once. */
  lines(name: string, maxLine = MAX_LINE): readonly string[] {
    const lines = [...new Set(this.text(name).split('\n').map((line) => line.trim()).filter((line) => line !== ''))];
    if (lines.length > MAX_LINES) this.faults[name] = `Hoogstens ${MAX_LINES} regels.`;
    if (lines.some((line) => line.length > maxLine)) this.faults[name] = `Een regel mag hoogstens ${maxLine.toLocaleString('nl-NL')} tekens hebben.`;
    return lines;
  }

  /** Lines that may be patterns between slashes. */
  patterns(name: string): readonly string[] {
    const lines = this.lines(name);
    const wrong = lines.find((line) => !isUsable(line));
    if (wrong !== undefined) this.faults[name] = `Dit patroon klopt niet: ${wrong}`;
    return lines;
  }

  /** A whole number from 0 on; 0 for what is none. */
  version(): number {
    const value = this.fields.get('versie') ?? '';
    return /^\d{1,9}$/.test(value) ? Number(value) : 0;
  }
}

/** As the evaluation reads them. */
const PATTERN = /^\/(?<source>.+)\/(?<flags>[imsu]*)$/s;

function isUsable(line: string): boolean {
  const { source, flags } = PATTERN.exec(line)?.groups ?? {};
  if (source === undefined) return true;
  try {
    return new RegExp(source, flags) instanceof RegExp;
  } catch {
    return false;
  }
}

/** The test question that the address names. @throws BalieError `case-unknown`. */
export function caseIdOf(c: Context): number {
  const id = c.req.param('case') ?? '';
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new BalieError('case-unknown');
  return Number(id);
}
