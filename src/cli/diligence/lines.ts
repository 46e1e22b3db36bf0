import { dutchDay } from '../../dutch-time.ts';
import type { ProbeRun } from '../../factsheet/diligence/probe.ts';
import type { DiligenceReport } from '../../factsheet/diligence/report.ts';
import { share } from '../../factsheet/lines/words.ts';

const VERDICTS = { yes: 'ja', partly: 'deels', no: 'nee' } as const;

/** A report for people: each theme with how its score was made, and never one mark for all. */
export function reportLines({ desk, themes, questions, measuredShare, kaderVersion }: DiligenceReport): string[] {
  return [
    `Doorlichting van de balie van ${desk.organisation}, versie ${desk.version} (${kaderVersion})`,
    '',
    ...themes.flatMap(({ theme, title, score, yes, partly, no, unanswered, measured, stated }) => [
      `${title}: ${share(score)} (ja ${yes}, deels ${partly}, nee ${no}, open ${unanswered}; gemeten ${measured}, gezegd ${stated})`,
      ...questions.filter((one) => one.theme === theme).flatMap(({ id, text, answer }) => [
        `  ${id} ${text} ${answer === undefined ? 'open' : VERDICTS[answer.verdict]}`,
        ...(answer === undefined ? [] : [`    ${answer.text} (${answer.kind === 'measured' ? `gemeten: ${answer.by}` : `gezegd door ${answer.role}`}, ${dutchDay(new Date(answer.at))})`]),
      ]),
      '',
    ]),
    `Gemeten: ${share(measuredShare)} van de vragen.`,
  ];
}

export function probeLines(runs: readonly ProbeRun[]): string[] {
  return runs.flatMap(({ probe, assistant, cases, passed, kinds }) => [`${assistant}, proef ${probe}: ${passed} van ${cases} goed`, ...Object.entries(kinds).map(([kind, one]) => `  ${kind}: ${one.passed} van ${one.cases}`)]);
}
