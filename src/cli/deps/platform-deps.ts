import { stringify } from 'yaml';
import { sbom } from '../../factsheet/cards/sbom.ts';
import { withoutClasses } from '../../factsheet/ai-act/facts.ts';
import { systemCard } from '../../factsheet/cards/system-card.ts';
import type { Factsheet } from '../../factsheet/factsheet.ts';
import type { PlatformDelivery } from '../../factsheet/platforms/deliver.ts';
import { envelopeOf } from '../../factsheet/platforms/envelope.ts';
import { registeredAssistants } from '../../factsheet/register/kept.ts';
import { factsheetIn } from '../../factsheet/public/schema.ts';
import type { PlatformDeps } from '../../http/platform-deps.ts';
import type { FactsheetSources } from '../factsheet/sources.ts';
import { readLockFile } from '../factsheet/lock-file.ts';
import { remembered } from '../remembered.ts';

interface Current {
  readonly factsheet: Factsheet;
  /** Its number; undefined: it was not published. */
  readonly publication: number | undefined;
}

/** No publication has such a number. */
const AFTER_ALL = 2_147_483_647;

/** @param delivery how platforms stand, to which what was published is brought. */
export function platformDeps({ db, facts, configured, publications }: Pick<FactsheetSources, 'db' | 'facts' | 'configured' | 'publications'>, { states, retry }: Pick<PlatformDelivery, 'states' | 'retry'>): PlatformDeps {
  const live = remembered(async () => ({ factsheet: { facts: withoutClasses(await facts()), statements: configured }, publication: undefined }));
  /** The last publication that was read: who asks again does not have it read again. */
  let read: { readonly sha256: string; readonly current: Current | undefined } | undefined;
  // As it was published; before that, as it is now by itself and by its configuration.
  const current = async (): Promise<Current> => {
    const [last] = await publications.list(AFTER_ALL, 1);
    if (last === undefined) return live();
    if (read?.sha256 !== last.sha256) {
      const factsheet = factsheetIn((await publications.find(last.number))?.document ?? '');
      read = { sha256: last.sha256, current: factsheet && { factsheet, publication: last.number } };
    }
    return read.current ?? live();
  };
  const parts = remembered(async () => JSON.stringify(sbom({ lock: await readLockFile(), facts: (await current()).factsheet.facts })));
  return {
    async published() {
      const last = await publications.last();
      return last && envelopeOf(last);
    },
    async systemCard(assistant, format) {
      const { factsheet, publication } = await current();
      const registered = await registeredAssistants(db);
      const card = systemCard(factsheet, { assistant, publication, isRegistered: registered?.includes(assistant) === true });
      if (card === undefined) return undefined;
      return format === 'json' ? JSON.stringify(card) : stringify(card, { lineWidth: 0 });
    },
    sbom: parts,
    states,
    retry,
  };
}
