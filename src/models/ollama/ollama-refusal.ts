import { BalieError } from '../../errors.ts';

/** Enough for any error the host writes; the rest of a stray web page is not worth reading. */
const maxRefusalBytes = 16 * 1024;

/**
 * Turns a response with a status other than 200 into a fault. What the host wrote goes into the fault's cause: it is
 * for logs, never for a person.
 *
 * A 404 only means that the model is missing when it comes from Ollama, as `{"error": "…"}`. Any other 404 is a wrong
 * address, and `ollama pull` would not help there.
 *
 * @param detail names the model and the host.
 */
export async function refusal(status: number, body: AsyncIterable<Uint8Array>, detail: string): Promise<BalieError> {
  const text = await readSome(body);
  const cause = new Error(`host answered ${status}: ${text}`);
  if (status === 404 && isOllamaError(text)) return new BalieError('model-missing', { detail, cause });
  if (status === 503 || status === 429) return new BalieError('model-busy', { detail, cause });
  return new BalieError('model-unavailable', { detail: `${detail} (HTTP ${status})`, cause });
}

async function readSome(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      size += piece.length;
      if (size > maxRefusalBytes) break;
    }
  } catch {
    // The status says enough when the connection fails before the text is complete.
  }
  return Buffer.concat(pieces).toString('utf8', 0, maxRefusalBytes);
}

function isOllamaError(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'error' in value && typeof value.error === 'string';
  } catch {
    return false;
  }
}
