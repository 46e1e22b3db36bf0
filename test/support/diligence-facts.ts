import { licencesOf } from '../../src/factsheet/cards/open-licences.ts';
import { readLockFile } from '../../src/cli/factsheet/lock-file.ts';
import { configured, measured } from '../../src/factsheet/fact.ts';
import type { AssistantFacts, DeploymentFacts, DeskFacts } from '../../src/factsheet/facts.ts';
import { promptsDigest } from '../../src/factsheet/evaluation-doubts.ts';
import type { ProbeName, ProbeRun } from '../../src/factsheet/diligence/probe.ts';
import { PROBE_VERSIONS } from '../../src/factsheet/diligence/probes/plan.ts';
import type { Measurements } from '../../src/factsheet/diligence/question.ts';
import type { RunningFacts, RunningSettings } from '../../src/factsheet/diligence/running.ts';
import { sampleFactsheet } from './sample-facts.ts';

export const NOW = new Date('2026-11-27T09:00:00Z');
export const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60_000);

const running: RunningFacts = {
  at: NOW.toISOString(),
  log: { anchors: 0, anchorsBehind: 0 },
  registered: [],
  feedback: { given: 0, helpful: 0 },
  judged: { all: 0, good: 0 },
  lateReports: 0,
  requests: { decided: 0, inTime: 0, late: 0 },
  components: licencesOf(await readLockFile()),
  settings: { hasLoginProvider: false, hasSecurityContact: false, hasSecurityPolicy: false, hasAccessibilityStatement: false, passesOn: false, hasOpeningHours: false, hasLogbook: false, hasSiem: false, freeQuestions: 40, freeInTotal: 2_000, judgesOneIn: 50, collections: 2, readCollections: 2 },
};

/** What a measure looks at: the sample's facts with one assistant, changed as a test says. */
export function measurements(edit: Partial<Measurements> = {}): Measurements {
  const { facts, statements } = sampleFactsheet();
  return { facts: { ...facts, assistants: facts.assistants.slice(0, 1) }, statements, probes: [], running, now: NOW, ...edit };
}

export const withFacts = (edit: Partial<DeploymentFacts>) => measurements({ facts: { ...measurements().facts, ...edit } });
export const withDesk = (edit: Partial<DeskFacts>) => withFacts({ desk: { ...measurements().facts.desk, ...edit } });
export const withLoket = (edit: Partial<AssistantFacts>) => withFacts({ assistants: measurements().facts.assistants.map((one) => ({ ...one, ...edit })) });
export const withRunning = (edit: Partial<RunningFacts>) => measurements({ running: { ...running, ...edit } });
export const withSettings = (edit: Partial<RunningSettings>) => withRunning({ settings: { ...running.settings, ...edit } });

interface Rated {
  readonly days?: number;
  readonly version?: string;
  readonly model?: string;
  readonly cases?: number;
  /** Null: not known. */
  readonly promptsSha256?: string | null;
}

/** An evaluation of the sample's assistant with one rate. */
export function withRate(rate: string, value: number, { days = 1, version = '0.1.0', model = 'ministral-3:3b', cases = 40, promptsSha256 = promptsDigest(sampleFactsheet().facts.assistants[0]?.prompts.value ?? []) }: Rated = {}): Measurements {
  return withLoket({ quality: measured({ cases, rates: { [rate]: value }, version, model, ...(promptsSha256 !== null && { promptsSha256 }) }, 'balie evaluate answers', daysAgo(days)) });
}

/** A probe of the sample's assistant of which all cases are of one kind. */
export function withProbe(probe: ProbeName, passed: number, { kind = 'soort', cases = 20, days = 1, version = `${PROBE_VERSIONS[probe]}/0.1.0`, model = `ministral-3:3b (${'ab'.repeat(6)})` } = {}): Measurements {
  const run: ProbeRun = { probe, assistant: 'loket', at: daysAgo(days).toISOString(), version, model, cases, passed, kinds: { [kind]: { cases, passed } } };
  return measurements({ probes: [run] });
}

export { configured, measured };
