import type { Passage, Source } from './ports.ts';

/** A passage as numbered source, with the path on this desk that opens it in its document. */
export function toSource(passage: Passage, number: number, quote: string = passage.text): Source {
  return {
    number,
    title: passage.title,
    url: `/bronnen/${passage.documentId}#passage-${passage.ordinal}`,
    quote,
    headings: passage.headings,
    ...(passage.validFrom !== undefined && { validFrom: passage.validFrom }),
    ...(passage.validUntil !== undefined && { validUntil: passage.validUntil }),
    ...(passage.page === null ? {} : { page: passage.page }),
  };
}
