import type { Config } from '../../config/config.ts';
import { builtIn, configured } from '../../factsheet/fact.ts';
import type { DeploymentFacts } from '../../factsheet/facts.ts';
import type { Database } from '../../store/database.ts';
import type { Switches } from '../../switches/switches.ts';
import type { Desk } from '../desk/desk.ts';
import { VERSION } from '../version.ts';

interface Parts {
  readonly config: Config;
  readonly desk: Desk;
  readonly db: Database;
  readonly switches: Switches;
  readonly now: () => Date;
}

/** What this deployment is now, each fact with where it comes from. */
export interface FactSource {
  /** @throws BalieError `database-unavailable`. */
  facts(): Promise<DeploymentFacts>;
}

export function factSource({ config, desk, db, now }: Parts): FactSource {
  const { municipality } = config;
  return {
    facts: async () => ({
      madeAt: now().toISOString(),
      desk: {
        organisation: configured(municipality.name),
        website: configured(municipality.website),
        email: configured(municipality.email),
        phone: configured(municipality.phone),
        privacyOfficer: configured(municipality.privacyOfficer),
        version: builtIn(VERSION),
        licence: builtIn('EUPL-1.2'),
        languages: configured(config.languages),
        database: configured(db.kind),
        axeViolations: builtIn(0),
      },
      assistants: [...desk.assistants.values()].map((assistant) => ({
        name: assistant.name,
        title: configured(assistant.title),
        audience: configured(assistant.audience),
        isOn: configured(true),
        model: configured(assistant.model),
        collections: configured([]),
        prompts: configured([]),
      })),
      models: [],
      collections: [],
      guards: [],
      retention: [],
      connections: [],
    }),
  };
}
