import { BalieError } from '../../../../src/errors.ts';
import { macroWarnings, openPackage } from '../package.ts';
import { rootOf } from '../relations.ts';
import { child, type XmlElement } from '../xml.ts';
import { OdfStyles } from './styles.ts';

/** An OpenDocument file as far as it is read. */
export interface OdfFile {
  /** `office:text`, `office:spreadsheet` or `office:presentation`. */
  readonly body: XmlElement;
  readonly styles: OdfStyles;
  readonly warnings: readonly string[];
}

/**
 * Opens an OpenDocument file of the given kinds.
 * @throws BalieError `document-encrypted`, or as `openPackage` and `parseXml` do.
 */
export async function openOdf(bytes: Uint8Array, ...kinds: string[]): Promise<OdfFile> {
  const source = await openPackage(bytes);
  const manifest = await rootOf(source, 'META-INF/manifest.xml');
  if (manifest?.getElementsByTagNameNS('*', 'encryption-data')[0] !== undefined)
    throw new BalieError('document-encrypted');
  const content = await rootOf(source, 'content.xml');
  const styles = await rootOf(source, 'styles.xml');
  const bodies = kinds.map((kind) => child(child(content, 'body'), kind));
  const body = bodies.find((found) => found !== undefined);
  if (content === undefined || body === undefined) throw new BalieError('document-corrupt', { detail: 'content.xml' });
  return { body, styles: new OdfStyles(styles, content), warnings: macroWarnings(source.names) };
}
