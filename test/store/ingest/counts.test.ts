import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { previewPath } from '../../../ingest/preview.ts';
import { ingestPath } from '../../../ingest/sync.ts';
import { lastRuns } from '../../../src/jobs/runs.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import { makeZip } from '../../support/office.ts';
import { isWhole } from '../../support/whole.ts';
import { at, setUpFolder } from './set-up.ts';

setUpFolder(['open'], 2);

/** A folder: text by file name, or by file name what is in a zip; a text of `kapot` is a file that cannot be read. */
type Tree = Map<string, string | Map<string, string>>;

/** mulberry32: the same changes in each run of the test. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const bytesOf = (text: string): string => (text === 'kapot' ? '%PDF-1.7 afgebroken' : text);

async function write(tree: Tree): Promise<void> {
  await rm(at.folder, { recursive: true });
  await mkdir(at.folder);
  for (const [name, content] of tree) {
    const bytes = typeof content === 'string' ? bytesOf(content) : makeZip(Object.fromEntries([...content].map(([inner, text]) => [inner, bytesOf(text)])));
    await writeFile(join(at.folder, name), bytes);
  }
}

/** Adds, changes, breaks, mends, and takes away, at both levels. */
function change(tree: Tree, roll: (below: number) => number): void {
  const text = (): string => (roll(5) === 0 ? 'kapot' : roll(7) === 0 ? '' : `Tekst ${roll(1_000)}.`);
  for (let n = 0; n < 3; n += 1) {
    const name = `bestand-${roll(6)}.txt`;
    if (roll(3) === 0) tree.delete(name);
    else tree.set(name, text());
  }
  for (let n = 0; n < 2; n += 1) {
    const name = `map-${roll(3)}.zip`;
    const inside = tree.get(name);
    if (roll(5) === 0) tree.delete(name);
    else if (!(inside instanceof Map)) tree.set(name, new Map([['a.txt', 'Een.'], ['b.txt', 'Twee.']]));
    else {
      inside.set(`deel-${roll(4)}.txt`, roll(4) === 0 ? 'kapot' : `Deel ${roll(1_000)}.`);
      if (inside.size > 1 && roll(2) === 0) inside.delete([...inside.keys()][roll(inside.size)] ?? '');
    }
  }
}

const documentsIn = (tree: Tree): number => [...tree.values()].reduce((sum, content) => sum + 1 + (typeof content === 'string' ? 0 : content.size), 0);

describe('the counts of a run', () => {
  it.each(isWhole ? [1, 2, 3] : [1])('add up, whatever changes in a folder and in its zips (%i)', async (seed) => {
    const roll = dice(seed);
    const tree: Tree = new Map();
    for (let round = 0; round < 4; round += 1) {
      change(tree, roll);
      await write(tree);
      const before = (await listDocuments(at.db, 'open')).length;
      const trial = { new: 0, changed: 0, unchanged: 0, failed: 0, removed: 0, kept: 0 };
      for await (const { outcome } of previewPath(at.db, { path: at.folder, collection: 'open', removeMissing: true })) trial[outcome] += 1;
      const result = await ingestPath(at.db, { path: at.folder, collection: 'open', workers: at.workers, removeMissing: true });
      const after = (await listDocuments(at.db, 'open')).length;
      expect(result.looked).toBe(tree.size);
      expect(result.new + result.changed + result.unchanged + result.failed.length).toBe(documentsIn(tree));
      expect(before + result.new - result.removed).toBe(after);
      // The trial and what is kept of the run say the same.
      expect(trial).toEqual({ new: result.new, changed: result.changed, unchanged: result.unchanged, failed: result.failed.length, removed: result.removed, kept: 0 });
      const [run] = await lastRuns(at.db);
      expect({ found: run?.found, unchanged: run?.unchanged, ...run?.counts }).toMatchObject({
        found: result.looked,
        unchanged: result.unchanged,
        ...(result.failed.length > 0 && { failed: result.failed.length }),
        ...(result.new > 0 && { new: result.new }),
        ...(result.removed > 0 && { removed: result.removed }),
      });
    }
  });

  it('hold for zips in zips: unchanged, changed at the bottom, and gone', async () => {
    const deep = (text: string) => makeZip({ 'los.txt': 'Los.', 'binnen.zip': makeZip({ 'x.txt': text, 'y.txt': 'Vast.' }) });
    await writeFile(join(at.folder, 'map.zip'), deep('Een.'));
    await writeFile(join(at.folder, 'blijft.txt'), 'Blijft.');
    await writeFile(join(at.folder, 'ook.txt'), 'Ook.');
    const read = () => ingestPath(at.db, { path: at.folder, collection: 'open', workers: at.workers, removeMissing: true });
    expect(await read()).toMatchObject({ looked: 3, new: 7, changed: 0, unchanged: 0, removed: 0 });
    expect(await read()).toMatchObject({ looked: 3, new: 0, changed: 0, unchanged: 7, removed: 0 });
    await writeFile(join(at.folder, 'map.zip'), deep('Anders.'));
    expect(await read()).toMatchObject({ looked: 3, new: 0, changed: 3, unchanged: 4, removed: 0 });
    await writeFile(join(at.folder, 'map.zip'), makeZip({ 'nieuw.txt': 'Nieuw.', 'binnen.zip': makeZip({ 'x.txt': 'Anders.', 'y.txt': 'Vast.' }) }));
    expect(await read()).toMatchObject({ looked: 3, new: 1, changed: 1, unchanged: 5, removed: 1 });
    await rm(join(at.folder, 'map.zip'));
    expect(await read()).toMatchObject({ looked: 2, unchanged: 2, removed: 5 });
  });
});
