import { addressKind } from '../../../ingest/web/fetch/addresses.ts';
import type { RecordAct } from '../../audit/management-log.ts';
import type { Signer } from '../../audit/signing.ts';
import type { Config } from '../../config/config.ts';
import { asBalieError, BalieError } from '../../errors.ts';
import { createPlatformDelivery, type PlatformDelivery } from '../../factsheet/platforms/deliver.ts';
import { filePlatform, pullPlatform } from '../../factsheet/platforms/platform.ts';
import { pushPlatform } from '../../factsheet/platforms/push.ts';
import { createPublications } from '../../factsheet/publications.ts';
import { readKeyFile } from '../../models/key-file.ts';
import { postJson } from '../../outbound/post.ts';
import type { Database } from '../../store/database.ts';

/** A receipt is short. */
const MAX_ANSWER_BYTES = 16 * 1024;

interface Parts {
  readonly config: Pick<Config, 'factsheetPlatforms'>;
  readonly db: Database;
  readonly record: RecordAct;
  readonly signer: Signer;
}

/** The platforms of the configuration. @throws BalieError `config-invalid` when a key cannot be read. */
export function openPlatforms({ config, db, record, signer }: Parts): PlatformDelivery {
  const now = () => new Date();
  const platforms = config.factsheetPlatforms.map(({ id, url, keyFile, allowPrivate }) => {
    const token = keyFile === undefined ? undefined : keyIn(id, keyFile);
    return pushPlatform({ id, url, token }, {
      post: ({ url: to, ...request }) => postJson(request, { url: to, allowPrivate, addressKind, unreachable: 'platform-unreachable', maxAnswerBytes: MAX_ANSWER_BYTES }),
      signer, now, explain: (error) => asBalieError(error).detail ?? 'geen verbinding',
    });
  });
  return createPlatformDelivery({ db, publications: createPublications({ db, record, signer, now }), platforms: [filePlatform, pullPlatform, ...platforms], record, now });
}

function keyIn(id: string, path: string): string {
  const { key, fault } = readKeyFile(path);
  if (key === undefined) throw new BalieError('config-invalid', { detail: `factsheetPlatforms: ${id}: ${fault}` });
  return key;
}
