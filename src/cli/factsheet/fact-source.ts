import { dutchDay } from '../../dutch-time.ts';
import type { Config } from '../../config/config.ts';
import { lastArticle50 } from '../../factsheet/ai-act/check/kept.ts';
import { article50Fact } from '../../factsheet/ai-act/facts.ts';
import { currentAiActPaths } from '../../factsheet/ai-act/paths.ts';
import { lastEvaluations } from '../../factsheet/evaluations.ts';
import type { DeploymentFacts } from '../../factsheet/facts.ts';
import type { Database } from '../../store/database.ts';
import type { Switches } from '../../switches/switches.ts';
import type { Desk } from '../desk/desk.ts';
import { assistantFacts } from './facts/assistant-facts.ts';
import { collectionFacts } from './facts/collection-facts.ts';
import { connectionFacts } from './facts/connection-facts.ts';
import type { Mark } from './facts/discreet.ts';
import { deskFacts } from './facts/desk-facts.ts';
import { guardFacts } from './facts/guard-facts.ts';
import { modelFacts } from './facts/model-facts.ts';
import { retentionFacts } from './facts/retention-facts.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Figures are of so many days. */
const DAYS = 30;
/** A page waits no longer for hosts that do not answer. */
const HOSTS_MS = 2_000;

/** What of a desk is told; a command has it without a desk. */
export interface ToldDesk extends Pick<Desk, 'assistants' | 'hostOf'> {
  readonly catalogue: Pick<Desk['catalogue'], 'catalogue'>;
}

interface Parts {
  /** With what is published in it: what holds at each look. */
  readonly config: Config;
  readonly desk: ToldDesk;
  readonly db: Database;
  readonly switches: Pick<Switches, 'offFor'>;
  readonly mark: Mark;
  readonly now: () => Date;
}

/** What this deployment is now, each fact with where it comes from: no more than everybody may know, whatever is made of it. */
export interface FactSource {
  /** @throws BalieError `database-unavailable`. */
  facts(): Promise<DeploymentFacts>;
}

export function factSource({ config, desk, db, switches, mark, now: clock }: Parts): FactSource {
  return {
    async facts() {
      const now = clock();
      const at = { now, since: new Date(now.getTime() - DAYS * DAY_MS), day: dutchDay(now) };
      const { data } = desk.catalogue.catalogue;
      const { assistants, hostOf } = desk;
      const [ofDesk, ofAssistants, models, collections, article50] = await Promise.all([
        deskFacts({ config, db, ...at }),
        assistantFacts({ config, assistants, switches, evaluations: await lastEvaluations(db), paths: await currentAiActPaths(db), db, mark, ...at }),
        modelFacts({ config, data, assistants, hostOf, mark, now, limitMs: HOSTS_MS }),
        collectionFacts(config, db, { mark, ...at }),
        lastArticle50(db),
      ]);
      return {
        madeAt: now.toISOString(),
        desk: { ...ofDesk, ...(article50 && { article50: article50Fact(article50) }) },
        assistants: ofAssistants,
        models,
        collections,
        guards: guardFacts(config),
        retention: retentionFacts(config, mark),
        connections: connectionFacts(config, data, mark),
      };
    },
  };
}
