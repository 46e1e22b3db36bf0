import { DETECTORS } from '../detectors/all.ts';
import { plainText } from '../text/plain.ts';
import { isAllowed, NOTHING_ALLOWED, type Allowed } from './allowed.ts';
import { type Finding, findingReader, type PiiType } from './detector.ts';

const readFindings = findingReader(DETECTORS);

/** A place in the text as it was given, in UTF-16 units. */
export interface PiiSpan {
  readonly type: PiiType;
  readonly start: number;
  readonly end: number;
}

/**
 * The personal data in a text, in the order in which it stands there.
 * @param allowed what is the municipality's own, and stays.
 */
export function findPersonalData(given: string, allowed: Allowed = NOTHING_ALLOWED): PiiSpan[] {
  const plain = plainText(given);
  // What is allowed keeps its place until others are left out for it: a name in the municipality's e-mail address is none.
  return withoutOverlap([...readFindings(plain.text)], plain.text.length)
    .filter(({ type, start, end }) => !isAllowed(allowed, type, plain.text.slice(start, end)))
    .map(({ type, start, end }) => ({ type, start: plain.startOf(start), end: plain.endOf(end - 1) }));
}

function withoutOverlap<F extends Finding>(findings: readonly F[], length: number): F[] {
  const taken = new Uint8Array(length);
  const kept: F[] = [];
  for (const finding of findings.toSorted((a, b) => b.certainty - a.certainty || b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (taken.subarray(finding.start, finding.end).includes(1)) continue;
    taken.fill(1, finding.start, finding.end);
    kept.push(finding);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}
