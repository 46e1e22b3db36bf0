/**
 * A host's stream is not what it should be, or says itself that it failed. The message is for logs only; it holds the host's words
 * where the host wrote an error, and never a piece of an answer.
 */
export class BrokenStream extends Error {
  override readonly name = 'BrokenStream';
}
