import type { DOMParser } from '@xmldom/xmldom';
import { child, childElements, descendants, type XmlElement } from '../xml.ts';

/** A stretch of a cell's text with what its letters have of their own. */
export interface Run {
  readonly text: string;
  readonly font: XmlElement | undefined;
}

/** The texts of a workbook in which stretches look different from each other. */
export interface SharedRuns {
  /** Those of the cell of which the contents start at `from`; undefined for most cells, which are of one look. */
  of(xml: string, from: number, type: string | undefined): readonly Run[] | undefined;
}

const maxText = 200_000;
const maxTexts = 20_000;

const tagOfText = /<(\/?)(?:\w{1,20}:)?si(?:\s[^<>]{0,500})?>|<(?:\w{1,20}:)?si\/>/g;
const nextCell = /<\/(?:\w{1,20}:)?c>|<(?:\w{1,20}:)?c[\s/>]/g;

/** Reads the shared texts of a workbook, and keeps those in which a colour or a size is set. */
export async function readRuns(sharedStrings: string): Promise<SharedRuns> {
  const { DOMParser } = await import('@xmldom/xmldom');
  const parser = new DOMParser({ onError: () => {} });
  const known = new Map<number, readonly Run[]>();
  let index = 0;
  for (const text of sharedTexts(sharedStrings)) {
    const runs = known.size < maxTexts ? runsIn(text, parser) : undefined;
    if (runs !== undefined) known.set(index, runs);
    index += 1;
  }
  return {
    of(xml, from, type) {
      if (type === 's') return known.size === 0 ? undefined : known.get(sharedIndex(xml.slice(from, from + 60)));
      return type === 'inlineStr' ? runsIn(xml.slice(from, endOfCell(xml, from)), parser) : undefined;
    },
  };
}

const sharedIndex = (xml: string): number => Number(/^<(?:\w{1,20}:)?v>(\d{1,9})</.exec(xml)?.[1] ?? -1);

/** The text of each `si`, from tag to tag: one that is not closed ends nothing, and costs no second look. */
function* sharedTexts(xml: string): Generator<string> {
  let from: number | undefined;
  for (const { 0: tag, 1: slash, index } of xml.matchAll(tagOfText)) {
    if (slash === '/') {
      if (from !== undefined) yield xml.slice(from, index);
      from = undefined;
    } else if (from === undefined) {
      if (tag.endsWith('/>')) yield '';
      else from = index + tag.length;
    }
  }
}

/** Where a cell ends: at its own end, or where another begins. */
function endOfCell(xml: string, from: number): number {
  nextCell.lastIndex = from;
  return nextCell.exec(xml)?.index ?? xml.length;
}

function runsIn(xml: string, parser: DOMParser): Run[] | undefined {
  if (xml.length > maxText || !/<(?:\w{1,20}:)?rPr[\s>]/.test(xml) || !/<(?:\w{1,20}:)?(?:color|sz)\s/.test(xml)) return undefined;
  // Cut out of a part that was checked as a whole: prefixes are declared elsewhere, and need not be known here.
  const inner = xml.replace(/<(\/?)(?:\w{1,20}:)/g, '<$1');
  const root = parser.parseFromString(`<runs>${inner}</runs>`, 'text/xml').documentElement;
  if (root === null) return undefined;
  return descendants(root, 'r').map((run) => ({
    text: childElements(run, 't').map((t) => t.textContent ?? '').join(''),
    font: child(run, 'rPr'),
  }));
}
