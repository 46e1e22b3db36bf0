import type { Package } from './package.ts';
import { attr, childElements, parseXml, type XmlElement } from './xml.ts';

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
  for (const relation of childElements(await rootOf(source, name), 'Relationship')) {
    const target = attr(relation, 'Target');
    if (target === undefined || attr(relation, 'TargetMode') === 'External') continue;
    const type = (attr(relation, 'Type') ?? '').split('/').at(-1) ?? '';
    relations.set(attr(relation, 'Id') ?? '', { type, target: resolve(folder, target) });
  }
  return relations;
}

/** The name of the part that a part points to in a relation of this type. */
export async function relatedTo(source: Package, part: string | undefined, type: string): Promise<string | undefined> {
  return part === undefined ? undefined : (await relationsOf(source, part)).values().find((relation) => relation.type === type)?.target;
}

/** The root of a part that is XML; undefined when there is no such part. */
export async function rootOf(source: Package, part: string | undefined): Promise<XmlElement | undefined> {
  if (part === undefined || !source.has(part) || part.endsWith('.bin')) return undefined;
  return (await parseXml(await source.read(part))).documentElement ?? undefined;
}

function resolve(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
