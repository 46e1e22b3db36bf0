const PARSE = 'P'.charCodeAt(0);
const PARSED = '1'.charCodeAt(0);
const NOTICE = 'N'.charCodeAt(0);
const PARSE_COMPLETE = Uint8Array.of(PARSED, 0, 0, 0, 4);
/** A message's kind and length. */
const HEAD = 5;

interface Asked {
  /** What the database still has to be told. */
  readonly bytes: Uint8Array;
  /** What the client is told at once; nothing when the database will do so. */
  readonly answer?: Uint8Array;
  /** To be called with the database's answer. */
  readonly heard: (bytes: Uint8Array) => void;
}

/**
 * Statements with a name, which a connection keeps. Every client of PGlite shares one session, where a name can be given only once:
 * the first client's statement serves the others too, if it is the same one.
 */
export class KeptStatements {
  private readonly known = new Set<string>();

  /** @param unit all messages up to a Sync; a statement is named at its beginning. */
  ask(unit: Uint8Array): Asked {
    const statement = namedStatement(unit);
    if (statement === undefined) return { bytes: unit, heard: () => undefined };
    if (this.known.has(statement.text)) return { bytes: unit.subarray(statement.end), answer: PARSE_COMPLETE, heard: () => undefined };
    return {
      bytes: unit,
      heard: (bytes) => {
        if (isParsed(bytes)) this.known.add(statement.text);
      },
    };
  }
}

/** The whole message, name, SQL and types of parameters: what differs in any of these is another statement. */
function namedStatement(unit: Uint8Array): { text: string; end: number } | undefined {
  if (unit[0] !== PARSE || unit.length < HEAD || unit[HEAD] === 0) return undefined;
  const end = 1 + new DataView(unit.buffer, unit.byteOffset, unit.byteLength).getInt32(1);
  return { text: Buffer.from(unit.subarray(HEAD, end)).toString('latin1'), end };
}

/** Whether an answer says that the statement is kept; what the database notices about it comes first. */
function isParsed(answer: Uint8Array): boolean {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  let at = 0;
  while (answer[at] === NOTICE && at + HEAD <= answer.length) at += 1 + view.getInt32(at + 1);
  return answer[at] === PARSED;
}
