/** How a record stands in the register. */
import { hash } from 'node:crypto';
import type { Summary } from './api/answers.ts';
import type { RegisterClient, RemoteRecord } from './api/client.ts';
import { differencesOf, digestOf, type RegisterDifference } from './compare.ts';
import type { RegisterRecord } from './fields.ts';
import type { Kept, RegisterAct } from './kept.ts';

export interface There {
  readonly id: string;
  readonly state: 'draft' | 'released' | 'published' | 'withdrawn';
  /** Whether everybody can read a version of it, this one or an earlier one. */
  readonly isPublic: boolean;
  readonly differences: readonly RegisterDifference[];
  /** Whether somebody changed it there since the desk sent it. */
  readonly isChanged: boolean;
  /** Of all that is seen of it: who presses a button says of what. */
  readonly seen: string;
  readonly sha256: string;
}

/** Who publishes where the organisation does so itself; elsewhere the register does. */
const PUBLISHES_ITSELF = 'SELF_PUBLISH_TWO';

/** Looks for the record by what the register calls it, and else by what we do: one whose making was never confirmed is found, and not made twice. */
export async function lookThere(client: RegisterClient, { record, kept }: { readonly record: RegisterRecord; readonly kept: Kept }, signal: AbortSignal): Promise<There | undefined> {
  const all = await client.list(signal);
  const summary = all.find(({ lars }) => lars === kept.remoteId) ?? all.find(({ source_id: id }) => id === record.source_id);
  if (summary === undefined) return undefined;
  const remote = await client.read(summary.lars, signal);
  return remote && thereOf(summary, remote, { record, kept });
}

function thereOf(summary: Summary, remote: RemoteRecord, { record, kept }: { readonly record: RegisterRecord; readonly kept: Kept }): There {
  const state = stateOf(summary, kept);
  const sha256 = digestOf(remote);
  return {
    id: summary.lars,
    state,
    isPublic: summary.published,
    differences: differencesOf(record, remote),
    isChanged: kept.sentSha256 !== undefined && kept.sentSha256 !== sha256,
    seen: hash('sha256', [summary.lars, state, summary.published, sha256].join(' '), 'hex'),
    sha256,
  };
}

function stateOf({ published, current_version_published: isPublished, current_version_released: isReleased }: Summary, kept: Kept): There['state'] {
  if (isPublished) return 'published';
  if (isReleased) return 'released';
  // The register tells of one that was taken back no more than that it is not public. What was public, and is not, was taken back: of that press the answer may have been lost.
  return !published && (kept.state === 'withdrawn' || kept.state === 'published') ? 'withdrawn' : 'draft';
}

/** What may be done now. */
export function actsFor(there: There | undefined, flow: string | null | undefined): readonly RegisterAct[] {
  if (there === undefined) return ['send'];
  const doesItself = flow === PUBLISHES_ITSELF;
  const { state, isPublic, differences } = there;
  return [
    // What waits for approval is left as it is: who approves must know what they saw.
    ...(differences.length > 0 && state !== 'released' ? ['update' as const] : []),
    ...(state === 'draft' || state === 'withdrawn' ? ['release' as const] : []),
    ...(state === 'released' && doesItself ? ['publish' as const] : []),
    ...(isPublic && doesItself ? ['retract' as const] : []),
  ];
}
