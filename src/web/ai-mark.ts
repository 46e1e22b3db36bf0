/**
 * The machine-readable mark on what AI wrote (AI Act, article 50): one vocabulary in the page, the API and files. Run by the server and
 * by the browser.
 */

/** IPTC's code for what a trained model made; schema.org's `digitalSourceType` takes it. */
export const DIGITAL_SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** What wrote an answer, where that is known. */
export interface WriterView {
  readonly model?: string;
}
