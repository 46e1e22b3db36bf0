import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { Search } from './search.ts';
import type { FoundPassage, Reader } from '../types.ts';

interface RetrieverFields extends BaseRetrieverInput {
  readonly search: Search;
  /** Fixed at construction: a chain that holds the retriever cannot read more than its asker. */
  readonly readers: readonly Reader[];
  readonly collections?: readonly string[];
  readonly limit?: number;
  /** The day (YYYY-MM-DD) on which documents must be valid, asked anew for each question. */
  readonly today: () => string;
}

type PassageMetadata = Omit<FoundPassage, 'text'>;

/** Balie's search for LangChain: each passage becomes a Document, its source and score in the metadata. */
export class PassageRetriever extends BaseRetriever<PassageMetadata> {
  static override lc_name(): string {
    return 'PassageRetriever';
  }

  override lc_namespace = ['balie', 'retrievers'];
  readonly #fields: RetrieverFields;

  constructor(fields: RetrieverFields) {
    super(fields);
    this.#fields = fields;
  }

  override async _getRelevantDocuments(question: string): Promise<Document<PassageMetadata>[]> {
    const { search, readers, collections, limit = 8, today } = this.#fields;
    const { passages } = await search.search({
      question,
      readers,
      ...(collections && { collections }),
      on: today(),
      limit,
    });
    return passages.map(
      ({ text, ...metadata }) =>
        new Document({ id: `${metadata.documentId}:${metadata.ordinal}`, pageContent: text, metadata }),
    );
  }
}
