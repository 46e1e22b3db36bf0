import { readFileSync } from 'node:fs';
import { findPersonalData, type PiiSpan } from '../../src/guard/personal/find.ts';
import { PII_TYPES, type PiiType } from '../../src/guard/personal/detector.ts';

/** A line with its personal data marked: «bsn|123456782». */
export interface MarkedLine {
  /** `locked`: never tuned on, nor looked at; they say what to expect of what others write. */
  readonly half: 'tune' | 'check' | 'later' | 'locked';
  readonly text: string;
  readonly spans: readonly PiiSpan[];
}

export interface Rates {
  readonly right: number;
  readonly found: number;
  readonly expected: number;
  readonly f1: number;
}

export function readMarkedLines(): MarkedLine[] {
  const path = new URL('../fixtures/guard-pii.jsonl', import.meta.url);
  return readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => {
    const { half, marked } = JSON.parse(line) as { half: MarkedLine['half']; marked: string };
    return { half, ...unmarked(marked) };
  });
}

function unmarked(marked: string): Pick<MarkedLine, 'text' | 'spans'> {
  const spans: PiiSpan[] = [];
  let text = '';
  for (const part of marked.split(/(«[a-z]+\|[^»]*»)/u)) {
    const [, type, value] = /^«([a-z]+)\|([^»]*)»$/u.exec(part) ?? [];
    if (type !== undefined) spans.push({ type: type as PiiType, start: text.length, end: text.length + (value?.length ?? 0) });
    text += value ?? part;
  }
  return { text, spans };
}

/** What was missed and what was found too much in a line. */
export function faultsIn({ text, spans }: MarkedLine): string[] {
  const found = findPersonalData(text);
  const told = (one: PiiSpan) => `${one.type} "${text.slice(one.start, one.end)}"`;
  return [
    ...spans.filter((span) => !found.some((one) => overlaps(one, span))).map((span) => `missed ${told(span)}`),
    ...found.filter((one) => !spans.some((span) => overlaps(one, span))).map((one) => `too much: ${told(one)}`),
  ].map((fault) => `${fault} in: ${text}`);
}

/** How well personal data is found in lines, overall and by type. A find is right when it has the type of a marked place that it overlaps. */
export function ratesOf(lines: readonly MarkedLine[]): Record<PiiType | 'all', Rates> {
  const counts = lines.map(({ text, spans }) => ({ spans, found: findPersonalData(text) }));
  const of = (isCounted: (type: PiiType) => boolean): Rates => {
    let [right, found, expected] = [0, 0, 0];
    for (const line of counts) {
      const wanted = line.spans.filter(({ type }) => isCounted(type));
      const got = line.found.filter(({ type }) => isCounted(type));
      expected += wanted.length;
      found += got.length;
      right += wanted.filter((span) => got.some((one) => overlaps(one, span))).length;
    }
    return { right, found, expected, f1: found + expected === 0 ? 1 : (2 * right) / (found + expected) };
  };
  const byType = PII_TYPES.map((type) => [type, of((other) => other === type)] as const);
  return { all: of(() => true), ...Object.fromEntries(byType) } as Record<PiiType | 'all', Rates>;
}

function overlaps(one: PiiSpan, other: PiiSpan): boolean {
  return one.type === other.type && one.start < other.end && other.start < one.end;
}
