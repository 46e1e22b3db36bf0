import { type Fall, TOLERANCE } from '../../knowledge/evaluation/baseline-file.ts';
import type { ConfidenceReport } from '../../knowledge/evaluation/confidence.ts';
import type { RetrievalReport } from '../../knowledge/evaluation/evaluate.ts';
import type { Figures, VariantReport } from '../../knowledge/evaluation/measure.ts';
import { oneLine, printable } from '../printable.ts';
import { aligned, shown } from './columns.ts';

/** The report as lines of text: a table of all variants, what confidence makes of each, and of the first in full. */
export function describeReport({ variants, confidence: first }: RetrievalReport): string[] {
  const reports = Object.entries(variants);
  const head = ['variant', 'vragen', 'nDCG@10', 'MRR@10', 'hit@1', 'hit@3', 'hit@10', 'p50 (ms)', 'aantal'];
  return [
    ...aligned([head, ...reports.flatMap(([name, report]) => rowsOf(name, report))], 2),
    '',
    ...reports.flatMap(([name, { confidence }]) => (confidence === undefined ? [] : [summaryOf(name, confidence)])),
    ...(first === undefined ? [] : describeConfidence(first)),
  ];
}

export function describeFall({ figure, was, is }: Fall): string {
  return printable(`Meer dan ${shown(TOLERANCE, 2)} gedaald: ${figure} was ${shown(was, 4)} en is ${shown(is, 4)}.`);
}

function rowsOf(name: string, { sets, halves, ...all }: VariantReport): string[][] {
  const parts: [string, Figures][] = [['alle', all], ...Object.entries(sets), ['helft: tune', halves.tune], ['helft: other', halves.other]];
  return parts.map(([part, figures]) => [
    name,
    oneLine(part),
    shown(figures['ndcg@10']),
    shown(figures['mrr@10']),
    shown(figures['hit@1']),
    shown(figures['hit@3']),
    shown(figures['hit@10']),
    shown(figures.p50_ms, 1),
    String(figures.queries),
  ]);
}

function summaryOf(name: string, { threshold, area, answered, stopped }: ConfidenceReport): string {
  return `Zekerheid, ${name}: oppervlakte onder de kromme ${shown(area)}; bij grens ${shown(threshold, 2)} beantwoord ${shown(answered)}, tegengehouden ${shown(stopped)}`;
}

function describeConfidence({ threshold, thresholds, bins, calibrationError }: ConfidenceReport): string[] {
  const byThreshold = thresholds.map(({ at, tune, other }) => [
    `${shown(at, 2)}${at === threshold ? ' <' : ''}`,
    ...[tune, other].flatMap((half) => [shown(half.answered), shown(half.stopped)]),
  ]);
  const byBin = bins.map(({ from, questions, expected, found, outOfScope }) => [
    `${shown(from, 1)} tot ${shown(from + 0.1, 1)}`,
    String(questions),
    ...(questions === 0 ? ['-', '-'] : [shown(expected), shown(found)]),
    String(outOfScope),
  ]);
  return [
    '',
    ...aligned([['grens', 'tune: beantwoord', 'tegengehouden', 'other: beantwoord', 'tegengehouden'], ...byThreshold], 1),
    '',
    ...aligned([['zekerheid', 'vragen', 'verwacht', 'bij eerste drie', 'zonder antwoord'], ...byBin], 1),
    `Gemiddeld verschil tussen zekerheid en uitkomst: ${shown(calibrationError.tune)} (tune), ${shown(calibrationError.other)} (other)`,
    '',
  ];
}
