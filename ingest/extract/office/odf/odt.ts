import { Outline } from '../../structure/outline.ts';
import type { Extractor } from '../../types.ts';
import { OdfFlow } from './flow.ts';
import { openOdf } from './package.ts';

/** OpenDocument text (.odt): headings, lists, tables, text boxes and notes; hidden text goes to `hidden`. */
export const extractOdt: Extractor = async (bytes) => {
  const { body, styles, warnings } = await openOdf(bytes, 'text');
  const outline = new Outline();
  const flow = new OdfFlow(outline, styles);
  flow.write(body, ['FFFFFF']);
  const sections = outline.finish();
  const title = flow.title;
  return {
    ...(title !== undefined && { title }),
    mediaType: 'application/vnd.oasis.opendocument.text',
    metadata: {},
    sections,
    warnings,
    hidden: flow.words.hidden.all(),
  };
};
