import { chainKey } from '../../src/audit/chain.ts';
import type { Signer } from '../../src/audit/signing.ts';
import type { PlatformState, PushState } from '../../src/factsheet/platforms/platform.ts';
import { createPublications, type Publications } from '../../src/factsheet/publications.ts';
import { startTestDesk, type TestDesk } from './desk.ts';
import { GROUPS } from './employee.ts';
import { sampleFactsheet } from './sample-facts.ts';
import { type ScriptedPlatform, startPlatform } from './scripted-platform.ts';

/** Who publishes. */
export const PUBLISHER = '00000000-0000-4000-8000-000000000001';

export interface PublishingDesk {
  readonly desk: TestDesk;
  /** Which knows the desk, and its token `geheim-van-het-platform`. */
  readonly platform: ScriptedPlatform;
  readonly publications: Publications;
  readonly signer: Signer;
  /** @returns the number of the publication. */
  publish(reason: string): Promise<number>;
  close(): Promise<void>;
}

/** A desk that publishes its factsheet, and a platform that takes it. @param platforms of the configuration. */
export async function startPublishingDesk(platforms: readonly { readonly id: string; readonly url: string; readonly allowPrivate: boolean }[] = []): Promise<PublishingDesk> {
  const desk = await startTestDesk({ groups: GROUPS, siteConfig: { factsheetPlatforms: platforms } });
  const { signer } = chainKey(desk.auditKey);
  const publications = createPublications({ db: desk.db, record: desk.desk.recordAct, signer, desk: 'https://balie.example', now: () => new Date() });
  const platform = await startPlatform(signer.publicKey, 'geheim-van-het-platform');
  return {
    desk,
    platform,
    publications,
    signer,
    async publish(reason) {
      const expected = (await publications.last())?.number ?? 0;
      return publications.publish({ document: JSON.stringify({ schema: 'balie-factsheet/1', ...sampleFactsheet() }), reason, expected, byPerson: PUBLISHER });
    },
    async close() {
      await platform.close();
      await desk.close();
    },
  };
}

/** How a platform stands that the desk brings its factsheet to. */
export function asPushed(state: PlatformState | undefined): PushState | undefined {
  return state?.kind === 'push' ? state : undefined;
}
