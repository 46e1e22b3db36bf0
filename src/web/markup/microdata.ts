/** The machine-readable mark on an answer that AI wrote, as microdata of schema.org: nothing of it shows. */
import { DIGITAL_SOURCE_TYPE, type WriterView } from '../ai-mark.ts';
import { el, type Tree } from './tree.ts';

/** Of the element that holds the answer. */
export const CREATIVE_WORK: Tree['attributes'] = { itemscope: '', itemtype: 'https://schema.org/CreativeWork' };

export function aiMarkTrees({ model }: WriterView = {}): Tree[] {
  const name = el('meta', { itemprop: 'name', content: model ?? 'AI-model' });
  return [
    el('link', { itemprop: 'digitalSourceType', href: DIGITAL_SOURCE_TYPE }),
    el('span', { itemprop: 'creator', itemscope: '', itemtype: 'https://schema.org/SoftwareApplication' }, name),
  ];
}
