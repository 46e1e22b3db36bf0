import { readFile } from 'node:fs/promises';
import { chainKey } from '../../audit/chain.ts';
import { cameFrom } from '../../audit/origin.ts';
import { allActs, findActs, type LoggedAct } from '../../audit/proof/acts.ts';
import { anchorStates } from '../../audit/proof/anchors.ts';
import { checkpointLine, lastCheckpoint } from '../../audit/proof/checkpoints.ts';
import { exportLines } from '../../audit/proof/export.ts';
import { keepCheckpoints, keptFor, keptOf } from '../../audit/proof/kept.ts';
import { lastVerification } from '../../audit/proof/verifications.ts';
import type { Config } from '../../config/config.ts';
import type { AuditDeps } from '../../http/audit-deps.ts';
import { nameIn, namesOf } from '../../identity/who.ts';
import type { Database } from '../../store/database.ts';
import type { LogState } from '../../web/pages/oversight/log-views.ts';
import { FAULTS } from '../audit/check.ts';
import { allKinds, csvHead, csvLine, shownAct } from '../audit/shown-act.ts';
import type { Desk } from '../desk/desk.ts';

const VERIFIER = new URL('../../../deploy/audit/verify-audit.mjs', import.meta.url);

interface Parts {
  readonly config: Pick<Config, 'audit' | 'municipality'>;
  readonly db: Database;
  readonly desk: Pick<Desk, 'auditKey' | 'recordAct'>;
}

/** The audit log for who watches over it, with the names of who did what. */
export function auditDeps({ config, db, desk }: Parts): AuditDeps {
  const key = chainKey(desk.auditKey);
  const exported = (what: string, by: string) => db.transaction((tx) => desk.recordAct(tx, { kind: 'audit.exported', facts: { what, byPerson: by } }));
  const shown = async (acts: readonly LoggedAct[]) => {
    const names = await namesOf(db, [...new Set(acts.flatMap(({ actor }) => (actor.type === 'user' ? [] : (actor.id ?? []))))]);
    return acts.map((act) => shownAct(act, (id) => nameIn(names, id)));
  };
  return {
    kinds: allKinds,
    find: async (filter, page) => shown(await findActs(db, filter, page)),
    async csv(filter, by) {
      await exported('csv', by);
      return csvOf(allActs(db, filter), shown);
    },
    async export(by) {
      await exported('export', by);
      return exportLines({ db, key, name: config.municipality.name, at: new Date() });
    },
    state: () => stateOf(db, config, key.signer.keyId),
    verifier: () => readFile(VERIFIER, 'utf8'),
    keep: (holder, given) => keepCheckpoints(db, holder, given, new Date()),
    async kept(holder) {
      const kept = await keptOf(db, holder);
      return kept.length === 0 ? undefined : kept.map((one) => `${checkpointLine(one)}\n`).join('');
    },
    cameFrom,
  };
}

async function* csvOf(pages: AsyncIterable<readonly LoggedAct[]>, shown: (acts: readonly LoggedAct[]) => Promise<Parameters<typeof csvLine>[0][]>): AsyncGenerator<string> {
  yield csvHead;
  for await (const page of pages) yield (await shown(page)).map(csvLine).join('');
}

async function stateOf(db: Database, { audit }: Parts['config'], keyId: string): Promise<LogState> {
  const [[head], verified, checkpoint, states, kept] = await Promise.all([
    db.query<{ number: number }>('SELECT number FROM audit_head'),
    lastVerification(db),
    lastCheckpoint(db),
    anchorStates(db, audit.anchors.map(({ name }) => name)),
    keptFor(db),
  ]);
  const names = await namesOf(db, kept.map(({ holder }) => holder));
  const kinds = new Map(audit.anchors.map(({ name, kind }) => [name, kind]));
  return {
    entries: head?.number ?? 0,
    keyId,
    ...(verified && { verified: { at: verified.at, entries: verified.entries, ...(verified.fault && { fault: `Regel ${verified.fault.number}: ${FAULTS[verified.fault.fault]}.` }) } }),
    ...(checkpoint && { checkpoint: { at: new Date(checkpoint.at), number: checkpoint.number } }),
    anchors: states.map((state) => ({ ...state, kind: kinds.get(state.name) ?? '' })),
    kept: kept.map((one) => ({ ...one, name: nameIn(names, one.holder) })),
  };
}
