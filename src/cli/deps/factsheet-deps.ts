import { hash } from 'node:crypto';
import type { Config } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import type { DeploymentFacts } from '../../factsheet/facts.ts';
import { withoutClasses } from '../../factsheet/ai-act/facts.ts';
import { publicOf, publicStatements } from '../../factsheet/public/document.ts';
import { factsheetFile, factsheetSchema, readDocument, signedOf } from '../../factsheet/public/schema.ts';
import type { Statement } from '../../factsheet/statements/statements.ts';
import type { FactsheetDeps, ShownFactsheet } from '../../http/factsheet-deps.ts';
import { namesOf } from '../../identity/who.ts';
import { isFirstReading } from '../../jobs/runs.ts';
import type { FactsheetSources } from '../factsheet/sources.ts';
import { remembered } from '../remembered.ts';
import { factsheetPdf, olderFactsheetPdf } from './factsheet-pdf.ts';

type Sources = Pick<FactsheetSources, 'db' | 'facts' | 'statements' | 'configured' | 'publications'>;

/** What people say, what the deployment is, and what was published of both. */
export function factsheetDeps({ publicUrl, municipality }: Pick<Config, 'publicUrl' | 'municipality'>, { db, facts, statements, configured, publications }: Sources, print = factsheetPdf): FactsheetDeps {
  const collected = remembered(facts);
  // Who publishes sees what was said up to now.
  const draft = async () => {
    const [said, of] = await Promise.all([statements.current(), facts()]);
    return { document: publicOf({ facts: of, statements: said }), statedSha256: sha256(said, of) };
  };
  const read = new Map<number, ShownFactsheet>();
  /** The last one that was asked for: nobody makes the desk write it again and again. */
  let printed: { readonly file: string; readonly pdf: Promise<Uint8Array> } | undefined;
  const shown = async (): Promise<ShownFactsheet> => {
    const last = await publications.last();
    if (last === undefined) {
      // What people typed in Beheer is theirs until one of them publishes it.
      const document = publicOf({ facts: withoutClasses(await collected()), statements: configured });
      return { document, file: factsheetFile(JSON.stringify(document), undefined) };
    }
    const known = read.get(last.number);
    if (known !== undefined) return known;
    const { document, ...stored } = last;
    const { sha256: digest, keyId, publicKey, signature } = stored;
    const { number, at } = signedOf(last);
    const file = factsheetFile(document, { number, at, sha256: digest, keyId, publicKey, signature });
    const shown = { document: readDocument(document), file, publication: { ...stored, number, at: new Date(at) } };
    read.clear();
    read.set(last.number, shown);
    return shown;
  };

  return {
    statements,
    draft,
    last: () => publications.last(),
    async pdf() {
      const { file, ...of } = await shown();
      if (printed?.file === file) return printed.pdf;
      const mine = { file, pdf: of.document === undefined ? olderFactsheetPdf(municipality.name, of.publication) : print(of.document, of.publication) };
      printed = mine;
      // What failed is written anew for the next one who asks.
      mine.pdf.catch(() => {
        if (printed === mine) printed = undefined;
      });
      return mine.pdf;
    },
    shown,
    async publish({ statedSha256, ...wish }) {
      // What is signed and what others are told stands there for long: counts of half of the documents would be wrong all that time.
      if (await isFirstReading(db)) throw new BalieError('factsheet-reading');
      // Anew: what is signed is what holds at that moment.
      const made = await draft();
      if (made.statedSha256 !== statedSha256) throw new BalieError('factsheet-moved', { detail: 'statements' });
      return publications.publish({ ...wish, document: JSON.stringify(made.document) });
    },
    schema: () => factsheetSchema(`${publicUrl ?? ''}/factsheet.schema.json`),
    namesOf: (ids) => namesOf(db, ids),
  };
}

/** Of all that people say: answers, and the paths of the AI Act. */
const sha256 = (statements: readonly Statement[], { assistants }: DeploymentFacts) => hash('sha256', JSON.stringify([publicStatements(statements), assistants.map(({ name, aiAct }) => [name, aiAct?.value.number])]), 'hex');
