import { dutchDay } from '../../../dutch-time.ts';
import { type EvaluationDoubt, evaluationDoubts, FEWEST_CASES, modelDoubt } from '../../evaluation-doubts.ts';
import type { AssistantFacts, QualityFacts } from '../../facts.ts';
import type { Fact } from '../../fact.ts';
import { count, share } from '../../lines/words.ts';
import type { ProbeName } from '../probe.ts';
import { PROBE_VERSIONS } from '../probes/plan.ts';
import type { MeasuredAnswer, Measurements, Verdict } from '../question.ts';

export type Measure = (measurements: Measurements) => MeasuredAnswer | undefined;

/** From where on it is yes, and from where on partly. */
export interface Bounds {
  readonly yes: number;
  readonly partly: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** What was measured longer ago, before half a year of changes, is no more than a sign. */
export const STALE_DAYS = 180;

export function daysSince(at: string, now: Date): number {
  return (now.getTime() - Date.parse(at)) / DAY_MS;
}

/** The day of a moment, as the clock in the Netherlands has it: what was done at midnight there was not done the day before. */
export function dayOf(at: string): string {
  return dutchDay(new Date(at));
}

export function atLeast(value: number, { yes, partly }: Bounds): Verdict {
  return value >= yes ? 'yes' : value >= partly ? 'partly' : 'no';
}

export function atMost(value: number, { yes, partly }: Bounds): Verdict {
  return value <= yes ? 'yes' : value <= partly ? 'partly' : 'no';
}

/** By what is set. */
export function bySettings({ facts }: Measurements, verdict: Verdict, text: string, ...evidence: string[]): MeasuredAnswer {
  return { verdict, text, by: 'de instellingen van de balie', at: facts.madeAt, evidence };
}

/** By the running desk's own records. */
export function byRecords(at: string, verdict: Verdict, text: string, ...evidence: string[]): MeasuredAnswer {
  return { verdict, text, by: 'de eigen registratie van de balie', at, evidence };
}

/** Yes without doubts. */
function capped(verdict: Verdict, doubts: readonly string[]): Verdict {
  return verdict === 'yes' && doubts.length > 0 ? 'partly' : verdict;
}

function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('no') ? 'no' : verdicts.includes('partly') ? 'partly' : 'yes';
}

const oldest = (moments: readonly string[]) => moments.toSorted()[0] ?? '';

/**
 * A rate of the last evaluation of each assistant, the worst of them. One for residents without a figure, or with one of long ago or of another version, model
 * or prompts, keeps it from being yes.
 * @param judge the verdict on one share.
 */
export function byEvaluation(rate: string, label: string, judge: (value: number) => Verdict): Measure {
  return ({ facts, now }) => {
    const known = facts.assistants.flatMap((assistant) => {
      const { quality, isOn } = assistant;
      const value = quality?.value.rates[rate];
      return quality === undefined || value === undefined || !isOn.value ? [] : [{ assistant, quality, value }];
    });
    if (known.length === 0) return undefined;
    const unmeasured = facts.assistants.filter((one) => one.isOn.value && one.audience.value === 'resident' && !known.some(({ assistant }) => assistant === one));
    const doubts = [
      ...unmeasured.map(({ title }) => `${title.value} is niet gemeten.`),
      ...known.flatMap(({ assistant, quality }) => doubtsOf(assistant, quality, { now, version: facts.desk.version.value, models: modelNames(facts, assistant) })),
    ];
    return {
      verdict: capped(worst(known.map(({ value }) => judge(value))), doubts),
      text: [...known.map(({ assistant, quality, value }) => `${assistant.title.value}: ${label} ${share(value)} (${count(quality.value.cases)} vragen).`), ...doubts].join(' '),
      by: 'de toets van de antwoorden op eigen vragen',
      at: oldest(known.map(({ quality }) => momentOf(quality))),
      evidence: known.map(({ assistant }) => `assistants/${assistant.name}/quality`),
    };
  };
}

function momentOf({ origin }: Fact<unknown>): string {
  return 'at' in origin ? origin.at : '';
}

interface Present {
  readonly now: Date;
  readonly version: string;
  /** What the model of the assistant is called: here, and by its host. */
  readonly models: readonly ModelName[];
}

interface ModelName {
  readonly name: string;
  readonly digest?: string;
}

function doubtsOf({ title, prompts }: AssistantFacts, quality: Fact<QualityFacts>, present: Present): string[] {
  const { version, model } = quality.value;
  const isModelNow = (told: string) => present.models.some((one) => isModel(told, one));
  return [
    ...ageDoubts(title.value, momentOf(quality), present.now),
    ...(version === present.version ? [] : [`De toets van ${title.value} is van versie ${version}; nu draait ${present.version}.`]),
    ...evaluationDoubts(quality.value, { prompts: prompts.value, isModel: isModelNow }).map((doubt) => doubtWords(doubt, title.value, model)),
  ];
}

function doubtWords(doubt: EvaluationDoubt, title: string, model: string): string {
  switch (doubt) {
    case 'no-model': return `Bij de meting van ${title} antwoordde geen model.`;
    case 'other-model': return `De meting van ${title} is van een ander model (${model}).`;
    case 'other-prompts': return `De toets van ${title} is van andere teksten dan nu.`;
    case 'unknown-prompts': return `Van de toets van ${title} is niet bekend van welke teksten zij was.`;
    case 'few-cases': return `Minder dan ${FEWEST_CASES} vragen zeggen weinig.`;
  }
}

function ageDoubts(title: string, at: string, now: Date): string[] {
  return daysSince(at, now) <= STALE_DAYS ? [] : [`De meting van ${title} is ouder dan ${STALE_DAYS} dagen.`];
}

function modelDoubts(title: string, told: string, models: readonly ModelName[]): string[] {
  const doubt = modelDoubt(told, (one) => models.some((model) => isModel(one, model)));
  return doubt === undefined ? [] : [doubtWords(doubt, title, told)];
}

/** @param told a host's name of it, with the beginning of its digest where that was known. */
function isModel(told: string, { name, digest }: ModelName): boolean {
  const { of = told, mark } = /^(?<of>.+) \((?<mark>[0-9a-f]{12})\)$/.exec(told)?.groups ?? {};
  const isSameName = of === name || of === `${name}:latest` || name === `${of}:latest`;
  return isSameName && (mark === undefined || digest === undefined || digest.replace(/^sha256:/, '').startsWith(mark));
}

function modelNames({ models }: Measurements['facts'], { model }: AssistantFacts): ModelName[] {
  const found = models.find(({ name }) => name === model.value);
  const digest = found?.digest && { digest: found.digest.value };
  return [model.value, ...(found === undefined ? [] : [found.model.value])].map((name) => ({ name, ...digest }));
}

/** The last run of a probe on each assistant that is on, or of one kind of its cases: the worst of them. @param kind absent: all. */
export function byProbe(probe: ProbeName, label: string, bounds: Bounds, kind?: string): Measure {
  return ({ facts, probes, now }) => {
    const on = facts.assistants.filter(({ isOn }) => isOn.value);
    const known = on.flatMap((assistant) => {
      const run = probes.find((one) => one.probe === probe && one.assistant === assistant.name);
      const counted = run === undefined || kind === undefined ? run : run.kinds[kind];
      return run === undefined || counted === undefined || counted.cases === 0 ? [] : [{ assistant, run, cases: counted.cases, passed: counted.passed, value: counted.passed / counted.cases }];
    });
    if (known.length === 0) return undefined;
    const version = `${PROBE_VERSIONS[probe]}/${facts.desk.version.value}`;
    const doubts = [
      ...on.filter((one) => !known.some(({ assistant }) => assistant === one)).map(({ title }) => `${title.value} is niet gemeten.`),
      ...known.flatMap(({ assistant, run, cases }) => [
        ...ageDoubts(assistant.title.value, run.at, now),
        ...(run.version === version ? [] : [`De proef met ${assistant.title.value} is van een andere versie (${run.version}; nu ${version}).`]),
        ...modelDoubts(assistant.title.value, run.model, modelNames(facts, assistant)),
        ...(cases < FEWEST_CASES ? [`Minder dan ${FEWEST_CASES} vragen zeggen weinig.`] : []),
      ]),
    ];
    return {
      verdict: capped(worst(known.map(({ value }) => atLeast(value, bounds))), doubts),
      text: [...known.map(({ assistant, passed, cases }) => `${assistant.title.value}: ${label} ${count(passed)} van ${count(cases)} (${share(passed / cases)}).`), ...doubts].join(' '),
      by: 'een proef met de draaiende balie',
      at: oldest(known.map(({ run }) => run.at)),
      evidence: known.map(({ assistant }) => `probe/${probe}/${assistant.name}`),
    };
  };
}
