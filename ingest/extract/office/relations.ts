import type { Package } from './package.ts';
import { attr, childElements, parseXml } from './xml.ts';

export interface Relation {
  /** Last part of the relation's type: `slide`, `notesSlide`, `theme`. */
  readonly type: string;
  /** Full name of the part in the package. */
  readonly target: string;
}

/** What a part of an OOXML package points to within that package, by id. Addresses outside it are left out. */
export async function relationsOf(source: Package, part: string): Promise<Map<string, Relation>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations = new Map<string, Relation>();
  const root = source.has(name) ? (await parseXml(await source.read(name))).documentElement : null;
  for (const relation of root === null ? [] : childElements(root, 'Relationship')) {
    const target = attr(relation, 'Target');
    if (target === undefined || attr(relation, 'TargetMode') === 'External') continue;
    const type = (attr(relation, 'Type') ?? '').split('/').at(-1) ?? '';
    relations.set(attr(relation, 'Id') ?? '', { type, target: resolve(folder, target) });
  }
  return relations;
}

function resolve(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
