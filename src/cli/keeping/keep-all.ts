import { chainKey } from '../../audit/chain.ts';
import type { Ask } from '../../factsheet/ai-act/check/finding.ts';
import type { AppDeps } from '../../http/deps.ts';
import type { Switches } from '../../switches/switches.ts';
import type { Database } from '../../store/database.ts';
import type { VisitorLimits } from '../../visitors/limits.ts';
import { privacyMail } from '../deps/oversight-mail.ts';
import type { Desk } from '../desk/desk.ts';
import { openPlatforms } from '../factsheet/open-platforms.ts';
import { withArticle50 } from './keep-article50.ts';
import { watchCatalogue } from './keep-catalogue.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';
import { keepDrift } from './keep-drift.ts';
import { watchLive } from './keep-live.ts';
import { keepTelling } from './keep-overseen.ts';
import { keepPlatforms } from './keep-platforms.ts';
import { watchSettings } from './keep-settings.ts';
import { keepSweeping } from './keep-sweeping.ts';
import { watchSwitches } from './keep-switches.ts';

interface Parts {
  readonly db: Database;
  readonly desk: Pick<Desk, 'auditKey' | 'catalogue' | 'changing' | 'config' | 'recordAct'>;
  readonly deps: Pick<AppDeps, 'aiAct' | 'drift' | 'live'>;
  readonly switches: Switches;
  readonly visitors: VisitorLimits;
  /** Asks a page of the desk itself. */
  readonly inside: Ask;
  readonly note: (line: string) => void;
  /** What hears of a fault, by what it kept from being done. */
  readonly failed: (what: string) => (error: unknown) => void;
}

/**
 * All that looks every so often while the desk runs, on what others change and on what it is time for.
 * @returns what stops all of it. @throws BalieError `config-invalid`; what was begun by then is stopped.
 */
export async function keepAll({ db, desk, deps, switches, visitors, inside, note, failed }: Parts): Promise<DisposableStack> {
  const { auditKey, config } = desk;
  using kept = new DisposableStack();
  kept.adopt(await keepSweeping(visitors.sweep, failed('counts of visitors not swept')), clearInterval);
  kept.defer(watchLive(deps.live, failed('not looked at which assistants are complete')));
  kept.defer(watchSwitches(switches, failed('switches not looked at')));
  kept.defer(await keepCheckpoints({ config, db, auditKey, onError: failed('log not signed or not anchored') }));
  kept.defer(keepDrift(withArticle50(deps.drift, deps.aiAct.article50, inside), { onError: failed('not compared with the factsheet') }));
  kept.defer(keepPlatforms(openPlatforms({ config, db, record: desk.recordAct, signer: chainKey(auditKey).signer }), failed('factsheet not brought to a platform')));
  kept.defer(watchSettings(desk.changing.settings, { note, onError: failed('settings not looked at') }));
  kept.defer(keepTelling({ db, mail: privacyMail(config), every: config.oversight.summary }, failed('privacy officer not told')));
  kept.defer(watchCatalogue(desk.catalogue, { note, onError: failed('models not looked at') }));
  return kept.move();
}
