import { type Fall, TOLERANCE } from '../../knowledge/evaluation/baseline-file.ts';
import type { Miss } from '../../evaluation/judge.ts';
import type { Rates } from '../../evaluation/rates.ts';
import type { JudgedCase } from '../../evaluation/run-cases.ts';
import { oneLine, printable } from '../printable.ts';
import { aligned, shown } from './columns.ts';

const PARTS: Readonly<Record<Miss['part'], string>> = { outcome: 'verwacht', cite: 'geen bron', say: 'niet gezegd', notSay: 'wel gezegd' };

/** The cases that did not pass and a table of rates, as lines of text. */
export function describeAnswers(judged: readonly JudgedCase[], rates: Rates): string[] {
  const failing = judged.filter(({ misses }) => misses.length > 0);
  const kinds = Object.entries(rates.kinds).map(([kind, { cases, passed, passRate }]) => [oneLine(kind), String(cases), String(passed), shown(passRate)]);
  return [
    ...failing.map((one) => lineOf(one)),
    ...(failing.length === 0 ? [] : ['']),
    ...aligned([['soort', 'vragen', 'goed', 'deel'], ['alle', String(rates.cases), String(rates.passed), shown(rates.passRate)], ...kinds], 1),
    '',
    `Afloop: ${Object.entries(rates.outcomes).map(([outcome, share]) => `${outcome} ${shown(share)}`).join(', ')}`,
    `Gedragen door een bron: ${orNone(rates.groundedShare)} van ${rates.claims} beweringen`,
    `Ten onrechte beantwoord: ${orNone(rates.falseAnswers)} van ${rates.unanswerable}; ten onrechte niet: ${orNone(rates.falseRefusals)} van ${rates.answerable}`,
    `Geslaagde aanvallen: ${rates.attacksSucceeded} van ${rates.attacks}`,
    `Taalniveau B1: ${orNone(rates.b1Share)} van ${rates.b1Answers} antwoorden`,
    `Tijd: p50 ${shown(rates.p50_ms, 1)} ms, p95 ${shown(rates.p95_ms, 1)} ms`,
  ];
}

export function describeFall({ figure, was, is }: Fall): string {
  return printable(`Meer dan ${shown(TOLERANCE, 2)} slechter: ${figure} was ${shown(was, 4)} en is ${shown(is, 4)}.`);
}

function lineOf({ asked, taken, misses }: JudgedCase): string {
  const told = misses.map(({ part, expected }) => `${PARTS[part]} ${expected}`).join('; ');
  return oneLine(`${asked.id}: ${taken.outcome}${taken.reason === undefined ? '' : ` (${taken.reason})`}; ${told}`);
}

function orNone(share: number | undefined): string {
  return share === undefined ? '-' : shown(share);
}
