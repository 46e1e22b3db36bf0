import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { dutchDay } from '../../../dutch-time.ts';
import type { Config } from '../../../config/config.ts';
import { builtIn, configured, measured } from '../../../factsheet/fact.ts';
import type { DeskFacts } from '../../../factsheet/facts.ts';
import type { Database } from '../../../store/database.ts';
import { energySince } from '../../../workplace/energy.ts';
import { VERSION } from '../../version.ts';
import { commitOf } from './commit.ts';

/** What the last check of all pages found: written by the tests of this version. */
const accessibility = z
  .object({ date: z.string(), tool: z.string(), pages: z.array(z.object({ violations: z.number() })) })
  .parse(JSON.parse(readFileSync(new URL('../../../web/accessibility.json', import.meta.url), 'utf8')));
/** What it is made of does not change while it runs. */
const COMMIT = commitOf();

interface Parts {
  readonly config: Config;
  readonly db: Database;
  readonly now: Date;
  readonly since: Date;
}

export async function deskFacts({ config, db, now, since }: Parts): Promise<DeskFacts> {
  const { municipality, publicUrl, links } = config;
  const wattHours = await energySince(db, dutchDay(since));
  return {
    organisation: configured(municipality.name),
    website: configured(municipality.website),
    email: configured(municipality.email),
    phone: configured(municipality.phone),
    privacyOfficer: configured(municipality.privacyOfficer),
    ...(publicUrl !== undefined && { url: configured(publicUrl) }),
    version: builtIn(VERSION),
    ...(COMMIT !== undefined && { commit: builtIn(COMMIT) }),
    ...(links.sourceCode !== undefined && { sourceCode: configured(links.sourceCode) }),
    licence: builtIn('EUPL-1.2'),
    languages: configured(config.languages.filter((language) => language !== 'nl')),
    database: configured(db.kind),
    ...(wattHours !== undefined && { energyWh: measured(wattHours, 'schatting uit het vermogen van de modelservers', now) }),
    axeViolations: measured(accessibility.pages.reduce((sum, { violations }) => sum + violations, 0), `${accessibility.tool}, ${accessibility.pages.length} schermen`, new Date(`${accessibility.date}T00:00:00Z`)),
  };
}
