import { writeFile } from 'node:fs/promises';
import { foreignCode } from '../../errors.ts';
import { createDriftWatch } from '../../factsheet/drift/drift-watch.ts';
import { kaderCsv } from '../../factsheet/diligence/kader-csv.ts';
import { kaderEvidence } from '../../factsheet/diligence/kader-evidence.ts';
import type { DiligenceReport } from '../../factsheet/diligence/report.ts';
import { reportText } from '../../factsheet/diligence/schema.ts';
import { type CommandInput, tell, WrongUse } from '../command.ts';
import { openDesk } from '../desk/desk.ts';
import { notReranked } from '../desk/reranking.ts';
import { loadOwnSynonyms } from '../desk/synonyms.ts';
import { withSources } from '../factsheet/open-sources.ts';
import { probeLines, reportLines } from './lines.ts';
import { measure } from './measure.ts';
import { outsideOf } from './outside.ts';
import { diligenceReport } from './report.ts';
import { saidParts } from './said.ts';

const PROGRESS = 10;

/** The report as it is now. */
export async function showReport(input: CommandInput): Promise<0> {
  const report = await made(input);
  tell(input, JSON.parse(reportText(outsideOf(input.config)(report, true))) as object, reportLines(report));
  return 0;
}

/** By the ending of its name: the report, or what it shows of the Algoritmekader. */
export async function exportReport(input: CommandInput, path: string): Promise<0> {
  const ending = /\.(?<ending>json|csv)$/i.exec(path)?.groups?.['ending']?.toLowerCase();
  if (ending === undefined) throw new WrongUse('BESTAND eindigt op .json (het rapport) of .csv (het Algoritmekader).', { showsUsage: false });
  const report = outsideOf(input.config)(await made(input), true);
  try {
    await writeFile(path, ending === 'json' ? `${reportText(report, kaderEvidence(report))}\n` : kaderCsv(kaderEvidence(report)));
  } catch (cause) {
    throw new WrongUse(`${path} is niet te schrijven (${foreignCode(cause) || 'fout'}).`, { showsUsage: false });
  }
  tell(input, { file: path }, [`Geschreven: ${path}`]);
  return 0;
}

/** Runs the probes with the models and documents of the desk. @throws BalieError as `measure`. */
export async function measureNow(input: CommandInput, assistant: string | undefined): Promise<0> {
  const { config, database, note, signal } = input;
  const db = await database();
  const desk = await openDesk(config, db, { onFault: notReranked(note), load: loadOwnSynonyms(note) });
  try {
    const runs = await measure({ desk, db, now: () => new Date() }, { assistant, signal, onProgress: (done, of) => void ((done % PROGRESS === 0 || done === of) && note(`${done} van ${of}`)) });
    tell(input, { runs }, probeLines(runs));
    return 0;
  } finally {
    await desk.close();
  }
}

/** The same as Beheer shows. */
function made(input: CommandInput): Promise<DiligenceReport> {
  return withSources(input, ({ sources, config, masterKey }) => diligenceReport({ config, sources, drift: createDriftWatch({ ...sources, onChange: () => undefined }), said: saidParts(sources, masterKey) }));
}
