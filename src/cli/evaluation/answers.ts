import { assertComparable, baselineOf, baselineSchema, compareBaselines } from '../../evaluation/baseline.ts';
import { type AnswerCase, caseReader } from '../../evaluation/case.ts';
import { ratesOf } from '../../evaluation/rates.ts';
import { answersReport } from '../../evaluation/report/report.ts';
import type { JudgedCase } from '../../evaluation/run-cases.ts';
import { BalieError } from '../../errors.ts';
import { dutchDay } from '../../dutch-time.ts';
import { type Fall, readBaselineFile, writeBaseline, writeWhole } from '../../knowledge/evaluation/baseline-file.ts';
import { readLines } from '../../knowledge/evaluation/lines.ts';
import type { openScratchDatabase } from '../../store/open.ts';
import { type CommandInput, WrongUse } from '../command.ts';
import { keepRates } from './keep-rates.ts';
import { describeAnswers, describeFall } from './answers-lines.ts';
import { answerCases, isPlain, modelsOf } from './answer-cases.ts';

/** For `--help`. */
export const answersUsage = `answers BESTAND.jsonl [--report BESTAND.html] [--kind SOORT,…] [--limit AANTAL] [--documents MAP] [--published] [--keep] [--baseline BESTAND | --write-baseline BESTAND]

  BESTAND  heeft per regel {"id": …, "question": …, "expect": {"outcome": …, "cite": […], "say": […], "notSay": […]}}, en misschien
           "history": [eerdere vragen], "assistant", "kind" en "language"; de vragen gaan door de assistenten zelf, over de
           documenten in de mappen van de configuratie, in een tijdelijke database
  --keep   bewaart het cijfer van elke assistent in de database van de balie, voor het gegevensblad; alleen met alle vragen
  MAP      wordt ook gelezen, zoals een map met een document dat iets kwaads wil`;

/**
 * `evaluate answers`: what comes of questions at the desk.
 * @param path a file with cases, a line each.
 * @param openScratch an empty, migrated database, gone after `close`: never the municipality's own.
 * @returns 1 when a rate got worse than in the baseline, 2 for wrong use.
 * @throws BalieError `path-unreadable`; `input-invalid` naming the line, before anything is asked; `assistant-unknown`.
 */
export async function evaluateAnswers(input: CommandInput, path: string, openScratch: typeof openScratchDatabase): Promise<0 | 1> {
  const { values, note } = input;
  const files = { before: text(values['baseline']), write: text(values['write-baseline']), report: text(values['report']), documents: text(values['documents']) };
  const limit = text(values['limit']);
  if (limit !== undefined && !/^[1-9]\d{0,5}$/.test(limit)) throw new WrongUse('--limit moet een getal van 1 of meer zijn.', { showsUsage: false });
  if (values['keep'] === true && (limit !== undefined || values['kind'] !== undefined || files.documents !== undefined)) throw new WrongUse('--keep kan niet met --limit, --kind of --documents: een deel van de vragen zegt niets over de assistent.', { showsUsage: false });
  const cases = chosen(await readLines(path, caseReader()), { kinds: namesIn(values['kind']), limit: limit === undefined ? undefined : Number(limit) });
  const before = files.before === undefined ? undefined : await readBaselineFile(files.before, baselineSchema);
  if (before !== undefined) assertComparable(before, cases);
  // A baseline holds for its own day: documents become valid and outdated meanwhile.
  const on = before?.on ?? dutchDay(new Date());
  note(`${cases.length} vragen`);
  const judged = await answerCases(input, { cases, on, documents: files.documents, openScratch, published: values['published'] === true ? await input.database() : undefined });
  const rates = ratesOf(judged, isPlain);
  const now = baselineOf(rates, cases, on);
  const falls = before === undefined ? undefined : compareBaselines(before, now);
  const measured = { ...rates, on, models: modelsOf(judged) };
  tell(input, { judged, measured, falls });
  if (values['keep'] === true) await keepRates(await input.database(), judged);
  if (files.report !== undefined) await writeWhole(files.report, await answersReport({ judged, ...measured, falls: falls ?? [], municipality: input.config.municipality.name }));
  if (files.write !== undefined) await writeBaseline(files.write, now);
  return falls === undefined || falls.length === 0 ? 0 : 1;
}

interface Told {
  readonly judged: readonly JudgedCase[];
  readonly measured: ReturnType<typeof ratesOf> & { readonly models: readonly string[] };
  readonly falls: readonly Fall[] | undefined;
}

function tell({ json, out, note }: CommandInput, { judged, measured, falls }: Told): void {
  if (!json) for (const line of describeAnswers(judged, measured)) out(line);
  const { models, ...rates } = measured;
  const failing = judged.filter(({ misses }) => misses.length > 0).map(({ asked, taken, misses }) => ({ id: asked.id, outcome: taken.outcome, misses }));
  out(JSON.stringify({ ...rates, model: models.join(', ') || null, failing, ...(falls && { falls }) }));
  for (const fall of falls ?? []) note(describeFall(fall));
  if (falls?.length === 0) note('Geen cijfer is slechter dan in de nulmeting.');
}

/** @throws BalieError `input-invalid` when none is left. */
function chosen(cases: readonly AnswerCase[], { kinds, limit }: { readonly kinds: readonly string[]; readonly limit: number | undefined }): AnswerCase[] {
  const ofKind = kinds.length === 0 ? cases : cases.filter(({ kind }) => kinds.includes(kind));
  const known = [...new Set(cases.map(({ kind }) => kind))].toSorted();
  if (ofKind.length === 0) throw new BalieError('input-invalid', { detail: cases.length === 0 ? 'geen enkele vraag' : `geen vraag van deze soort; wel: ${known.join(', ')}` });
  return ofKind.slice(0, limit);
}

function namesIn(value: CommandInput['values'][string]): string[] {
  const given = Array.isArray(value) ? value.map(String) : [];
  return given.flatMap((names) => names.split(',')).map((name) => name.trim());
}

function text(value: CommandInput['values'][string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
