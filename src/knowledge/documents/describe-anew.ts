import { isOrdered, METADATA_FIELDS } from '../metadata-rules.ts';
import type { Queryable } from '../../store/database.ts';
import { correctedColumns } from './corrections.ts';
import { documentId } from '../text.ts';

type Facts = Readonly<Record<string, unknown>>;

interface Anew {
  readonly collectionId: string;
  readonly sourceId: string;
  readonly source: string;
  readonly metadata: Facts;
  /** The digest that the delivered content has with such metadata. */
  readonly digestOf: (metadata: Facts) => string;
}

/**
 * Changes only what is said about a document, when the content that is delivered is that of the version in use: it need not be read
 * again. In a transaction of the caller's that holds the writers' lock.
 * @returns what the document is now; undefined, and nothing is changed, when it has to be read.
 */
export async function describeAnew(tx: Queryable, { collectionId, sourceId, source, metadata, digestOf }: Anew): Promise<{ title: string; passages: number } | undefined> {
  const id = documentId(collectionId, sourceId);
  const [stored] = await tx.query<{ digest: string; metadata: Facts; corrections: Facts }>(STORED, [id, source]);
  if (stored === undefined) return undefined;
  const before = givenBefore(stored.metadata, (given) => digestOf(given) === stored.digest);
  // What was given hides what the document itself says: that is not known when it is no longer given.
  if (before === undefined || before.some((name) => metadata[name] === undefined)) return undefined;
  const facts = { ...stored.metadata, ...metadata };
  // The title also decides what of the text is a heading.
  if (facts['title'] !== stored.metadata['title'] || !isOrdered({ ...facts, ...stored.corrections })) return undefined;
  const [after] = await tx.query<{ title: string; passages: number }>(DESCRIBE, [id, digestOf(metadata), JSON.stringify(facts)]);
  return after;
}

/** Which of the known facts were given with the version in use: those with which its digest comes out. */
function givenBefore(known: Facts, isRight: (given: Facts) => boolean): readonly string[] | undefined {
  const names = METADATA_FIELDS.filter((name) => typeof known[name] === 'string');
  for (let choice = 0; choice < 2 ** names.length; choice += 1) {
    const chosen = names.filter((_, place) => (choice >> place) % 2 === 1);
    if (isRight(Object.fromEntries(chosen.map((name) => [name, known[name]])))) return chosen;
  }
  return undefined;
}

/** A container hands down what is said about it: then its parts change too. */
const STORED = `
  SELECT digest, metadata, corrections FROM documents d WHERE id = $1 AND source = $2 AND container IS NULL
    AND NOT EXISTS (SELECT FROM documents p WHERE p.collection_id = d.collection_id AND p.container = d.source_id)
    AND NOT EXISTS (SELECT FROM deliveries p WHERE p.collection_id = d.collection_id AND p.container = d.source_id)`;
const DESCRIBE = `
  UPDATE documents SET digest = $2, metadata = $3::text::jsonb, updated_at = now(), ${correctedColumns('corrections', '$3::text::jsonb')}
  WHERE id = $1 RETURNING title, (SELECT count(*) FROM passages WHERE document_id = $1) AS passages`;
