import { chainKey } from '../../audit/chain.ts';
import type { Config } from '../../config/config.ts';
import type { App } from '../../http/app.ts';
import type { AppDeps } from '../../http/deps.ts';
import type { Database } from '../../store/database.ts';
import type { Switches } from '../../switches/switches.ts';
import { privacyMail } from '../deps/oversight-mail.ts';
import type { Desk } from '../desk/desk.ts';
import { openPlatforms } from '../factsheet/open-platforms.ts';
import type { Ending } from './ending.ts';
import { withArticle50 } from './keep-article50.ts';
import { watchCatalogue } from './keep-catalogue.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';
import { watchDigest } from './keep-digest.ts';
import { keepDrift } from './keep-drift.ts';
import { watchLive } from './keep-live.ts';
import { keepTelling } from './keep-overseen.ts';
import { keepPlatforms } from './keep-platforms.ts';
import { watchSettings } from './keep-settings.ts';
import { watchSwitches } from './keep-switches.ts';

interface Parts {
  readonly config: Config;
  readonly db: Database;
  readonly desk: Desk;
  readonly switches: Switches;
  readonly deps: Pick<AppDeps, 'live' | 'drift' | 'aiAct'>;
  readonly inside: App['inside'];
  readonly note: (line: string) => void;
  /** Logs what failed, under words for it. */
  readonly failed: (what: string) => (error: unknown) => void;
}

/** Keeps what a desk looks at and brings away for as long as it is open: what others changed, the signed log, the factsheet. @throws BalieError `config-invalid`. */
export async function keepAll({ config, db, desk, switches, deps, inside, note, failed }: Parts, { onStop }: Pick<Ending, 'onStop'>): Promise<void> {
  onStop(watchLive(deps.live, failed('not looked at which assistants are complete')));
  onStop(watchSwitches(switches, failed('switches not looked at')));
  onStop(await keepCheckpoints({ config, db, auditKey: desk.auditKey, onError: failed('log not signed or not anchored') }));
  onStop(keepDrift(withArticle50(deps.drift, deps.aiAct.article50, inside), { onError: failed('not compared with the factsheet') }));
  onStop(keepPlatforms(openPlatforms({ config, db, record: desk.recordAct, signer: chainKey(desk.auditKey).signer }), failed('factsheet not brought to a platform')));
  onStop(watchSettings(desk.changing.settings, { note, onError: failed('settings not looked at') }));
  onStop(keepTelling({ db, mail: privacyMail(config), every: config.oversight.summary }, failed('privacy officer not told')));
  onStop(watchCatalogue(desk.catalogue, { note, onError: failed('models not looked at') }));
  const { embedModel: name } = config;
  if (name !== undefined) onStop(watchDigest({ data: () => desk.catalogue.catalogue.data, hostOf: desk.hostOf, name, note }, failed('embedding model not looked at')));
}
