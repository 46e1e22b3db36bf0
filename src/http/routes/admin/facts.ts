import { METADATA_FIELDS, type MetadataField } from '../../../knowledge/metadata-rules.ts';
import { InvalidInput } from '../../faults.ts';

type Facts = Partial<Record<MetadataField, string>>;

/** What an editor filled in about a document, beside what its page showed: only what differs from that was meant. */
export interface FilledIn {
  readonly values: Readonly<Facts>;
  readonly shown: Readonly<Facts>;
  readonly changed: Readonly<Facts>;
}

/**
 * Reads the form about a document. A field that is not in it stays as it is.
 * @throws InvalidInput when it does not say what a field showed: then nobody knows what was meant.
 */
export function readFacts(form: URLSearchParams): FilledIn {
  const [values, shown, changed]: [Facts, Facts, Facts] = [{}, {}, {}];
  for (const name of METADATA_FIELDS) {
    const value = form.get(name);
    const before = form.get(`${name}-getoond`);
    if (value === null) continue;
    if (before === null) throw new InvalidInput([{ name: `${name}-getoond`, reason: 'ontbreekt' }]);
    values[name] = inField(name, value);
    shown[name] = inField(name, before);
    if (values[name] !== shown[name]) changed[name] = values[name];
  }
  return { values, shown, changed };
}

/** As a field of one line holds it: browsers leave line ends out of those, but not out of what is hidden. Actions have a line each. */
function inField(name: MetadataField, text: string): string {
  return text.replaceAll(name === 'actions' ? /[\0\r]/g : /[\0\r\n]/g, '').toWellFormed().trim();
}
