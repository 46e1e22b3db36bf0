/** One thing that the desk has of somebody, in words that they read. */
export interface DataItem {
  readonly title: string;
  readonly facts: Readonly<Record<string, string>>;
  /** What was said or written, by what it is. */
  readonly texts: readonly { readonly what: string; readonly text: string }[];
}

/** Things of one kind. A kind may come in more than one piece, as they are read. */
export interface DataSection {
  /** For programs. */
  readonly kind: 'account' | 'conversation' | 'handover' | 'file' | 'prompt' | 'report' | 'share' | 'use' | 'acts';
  readonly title: string;
  readonly items: readonly DataItem[];
}

/** A file with what the desk has of somebody. */
export interface DataFile {
  /** For whom and what it is, on each page of it. */
  readonly purpose: string;
  readonly madeAt: Date;
  readonly sections: AsyncIterable<DataSection>;
}

/** As JSON, piece by piece: a history of years fits. */
export async function* asJson({ purpose, madeAt, sections }: DataFile): AsyncIterable<string> {
  yield `{"purpose":${JSON.stringify(purpose)},"madeAt":${JSON.stringify(madeAt.toISOString())},"sections":[`;
  let isFirst = true;
  for await (const section of sections) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(section)}`;
    isFirst = false;
  }
  // Who has no last line has not got all of it.
  yield '\n],"complete":true}\n';
}
