import type { DeploymentFacts } from '../facts.ts';
import type { Factsheet } from '../factsheet.ts';
import type { ProbeRun } from './probe.ts';
import type { RunningFacts } from './running.ts';

/** What somebody wants to know before taking over another's deployment: in the same words for each deployment, so that two can be compared. */

export const THEMES = ['ethics', 'data', 'security', 'usability', 'sovereignty', 'costs'] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_TITLES: Readonly<Record<Theme, string>> = {
  ethics: 'Ethiek',
  data: 'Gegevens',
  security: 'Beveiliging',
  usability: 'Bruikbaarheid',
  sovereignty: 'Soevereiniteit',
  costs: 'Kosten',
};

export type Verdict = 'yes' | 'partly' | 'no';

/** What this deployment shows by itself. */
export interface MeasuredAnswer {
  readonly verdict: Verdict;
  /** In Dutch, with the figures. */
  readonly text: string;
  /** What measured it, in Dutch. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** Where it can be looked up: ids of lines of the factsheet (`assistants/loket/model`), or `probe/bias/loket`. */
  readonly evidence: readonly string[];
}

/** All that measures look at. */
export interface Measurements {
  readonly facts: DeploymentFacts;
  readonly statements: Factsheet['statements'];
  /** The last of each probe and assistant. */
  readonly probes: readonly ProbeRun[];
  /** Absent: not looked at. */
  readonly running?: RunningFacts;
  readonly now: Date;
}

export interface DiligenceQuestion {
  /** `data-03`; it never gets another meaning. */
  readonly id: string;
  readonly theme: Theme;
  /** In Dutch; can be answered with yes, partly or no, and yes is good. */
  readonly text: string;
  /** What yes asks for, so that two who answer mean the same. */
  readonly yesWhen: string;
  /** Office that mostly answers it, where nothing measures it. */
  readonly answeredBy: string;
  /** What proves it. */
  readonly evidence: string;
  /** URNs of measures and requirements of the Algoritmekader (KADER_VERSION) for which it is evidence. */
  readonly kader: readonly string[];
  /** Undefined where it is not known here (yet): then a person answers. Absent: nothing can measure it. */
  readonly measure?: (measurements: Measurements) => MeasuredAnswer | undefined;
}
