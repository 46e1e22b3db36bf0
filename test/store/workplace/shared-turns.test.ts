import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KeptTurn } from '../../../src/audit/kept-turn.ts';
import { sharedTurns } from '../../../src/cli/desk/shared-turns.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { documents } from '../../support/documents.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocument } from '../../support/put-document.ts';

let db: Database;
let open: string;
let closed: string;
beforeAll(async () => {
  db = await openTestDatabase();
  await syncCollections(db, [{ id: 'producten', title: 'Producten', owner: 'KCC', readers: ['resident'] }, { id: 'jeugd', title: 'Jeugd', owner: 'Jeugd', readers: ['jeugd'] }]);
  const [like] = documents;
  if (like === undefined) throw new Error('no documents');
  for (const [collectionId, digest] of [['producten', 'a'], ['jeugd', 'b']] as const) await putDocument(db, { ...like, collectionId, sourceId: `${collectionId}.md`, digest: digest.repeat(64) });
  const rows = await db.query<{ id: string; collection: string }>('SELECT id, collection_id AS collection FROM documents');
  const idIn = (wanted: string) => rows.find(({ collection }) => collection === wanted)?.id ?? '';
  [open, closed] = [idIn('producten'), idIn('jeugd')];
});
afterAll(() => db.close());

type Passage = readonly [document: string, how?: 'given' | 'cited'];
interface Made {
  readonly outcome?: string;
  readonly passages?: readonly Passage[];
  readonly earlier?: number;
  readonly urls?: readonly string[];
  readonly made?: unknown;
}
function turn({ outcome = 'answered', passages = [], earlier = 0, urls = [], ...more }: Made): KeptTurn {
  const made = 'made' in more ? more.made : { passages: passages.map(([documentId, how]) => ({ documentId, isGiven: how === 'given', isCited: how === 'cited' })), earlier, settings: { maxPassages: 7 } };
  return { id: 'x', receivedAt: new Date(), outcome, question: 'Vraag?', end: { answer: 'Antwoord', sources: urls.map((url) => ({ number: 1, title: 'T', url, quote: 'Q', headings: [] })), details: { made } }, feedback: { helpful: false, reasons: [], text: 'Van mij' }, judgement: undefined };
}
const reasons = async (turns: readonly KeptTurn[], withFiles = false) => (await sharedTurns(db, turns, { readers: ['resident', 'employee'], withFiles })).map(({ withheld, end }) => withheld?.reason ?? (end === undefined ? 'nothing' : 'shown'));
const FILE = '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05';

test('an answer is withheld when a source was given or cited that is not theirs; one that was only found counts where no model wrote', async () => {
  expect(await reasons([turn({ passages: [[open, 'given'], [closed]] })])).toEqual(['shown']);
  for (const how of ['given', 'cited'] as const) expect(await reasons([turn({ passages: [[open, 'given'], [closed, how]] })])).toEqual(['source']);
  for (const outcome of ['quoted', 'abstained', 'interrupted']) expect(await reasons([turn({ outcome, passages: [[open], [closed]] })])).toEqual(['source']);
  expect(await reasons([turn({ urls: [`/bronnen/${closed}#passage-1`] })])).toEqual(['source']);
  // A document that is gone was perhaps not theirs either.
  expect(await reasons([turn({ passages: [['c'.repeat(20), 'given']] })])).toEqual(['source']);
});

test('one of a file, or of what is no document of ours, is withheld unless files are shared', async () => {
  for (const made of [turn({ passages: [[FILE, 'given']] }), turn({ urls: [`/werk/gesprekken/${FILE}/bestanden/${FILE}#passage-1`] }), turn({ made: { passages: [], earlier: 0, settings: { maxPassages: 0 } } })]) {
    expect(await reasons([made])).toEqual(['files']);
    expect(await reasons([made], true)).toEqual(['shown']);
  }
  expect(await reasons([turn({ passages: [[FILE, 'given'], [closed, 'given']] })], true)).toEqual(['source']);
});

test('one that had a withheld answer at hand is withheld, and so on, until none of those is any more', async () => {
  const [hidden, shown] = [turn({ passages: [[closed, 'given']] }), (earlier: number) => turn({ passages: [[open, 'given']], earlier })];
  expect(await reasons([shown(0), hidden, shown(2), shown(3), shown(0), shown(1)])).toEqual(['shown', 'source', 'earlier', 'earlier', 'shown', 'shown']);
  // What gave no answer was at hand of nobody.
  expect(await reasons([shown(0), turn({ outcome: 'abstained', passages: [[closed]] }), shown(1)])).toEqual(['shown', 'source', 'shown']);
});

test('what is not known is withheld: of what was erased, is not there, or was kept otherwise', async () => {
  const erased: KeptTurn = { ...turn({}), question: undefined, end: undefined, feedback: undefined };
  expect(await reasons([erased, turn({ passages: [[open, 'given']], earlier: 1 })])).toEqual(['nothing', 'earlier']);
  expect(await reasons([turn({ passages: [[open, 'given']], earlier: 1 })])).toEqual(['earlier']);
  for (const made of [undefined, null, {}, { passages: 'x', earlier: 0 }, { passages: [{ documentId: open }], earlier: 0 }, { passages: [], earlier: '0' }]) expect(await reasons([turn({ made })])).toEqual(['unfinished']);
  const [running] = await sharedTurns(db, [{ ...turn({}), outcome: undefined, end: undefined }], { readers: [], withFiles: true });
  expect(running).toMatchObject({ question: '', withheld: { reason: 'unfinished', isQuestionToo: true } });
});

test('what its owner thought of an answer is theirs, and so are the addresses of files', async () => {
  const [one] = await sharedTurns(db, [turn({ urls: [`/werk/gesprekken/${FILE}/bestanden/${FILE}#passage-1`] })], { readers: ['resident'], withFiles: true });
  expect(one).toMatchObject({ feedback: undefined, end: { sources: [{ title: 'T', url: '' }] } });
});
