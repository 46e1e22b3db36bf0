/** How an answer ends after which the database takes the next question: ReadyForQuery, with one letter behind it. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5]);
const PANIC = 'VPANIC\0';

/**
 * What PostgreSQL says when it can write neither its log nor its state, as on a disk that is full: it does not go on from there, and answers
 * nothing any more. PGlite has no one who would start it anew, and says nothing of it.
 * @param answer the last bytes of an answer. @returns its message; undefined for all other answers.
 */
export function panicIn(answer: Buffer): string | undefined {
  const isReady = answer.subarray(-READY.length - 1, -1).equals(READY);
  if (isReady || !answer.includes(PANIC)) return undefined;
  const fields = answer.subarray(answer.indexOf(PANIC)).toString('utf8').split('\0');
  return `PANIC ${fields.find((field) => field.startsWith('M'))?.slice(1) ?? ''}`;
}
