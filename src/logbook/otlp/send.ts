import { Agent, type Dispatcher, request } from 'undici';
import { foreignCode } from '../../errors.ts';
import { allowOutbound } from '../../outbound/allow.ts';
import { boundedText } from '../../outbound/bounded-text.ts';
import { waitIn } from '../../outbound/retry-after.ts';
import type { Receiver } from '../rules.ts';

/** What a receiver said of what it was sent. */
export type Said =
  | { readonly what: 'acknowledged'; readonly warning?: string }
  /** Something of it will not do, the same another time: of more than one it does not say which. */
  | { readonly what: 'refused'; readonly detail: string }
  /** It is not there, or takes nothing now. */
  | { readonly what: 'away'; readonly detail: string; readonly waitMs?: number };

export type Send = (body: string) => Promise<Said>;

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;
/** Of what was sent, rather than of who sent it or how. */
const OF_THE_CONTENT = new Set([400, 413, 422]);

/** Sends by OTLP/HTTP, to the very address that is configured: redirects are not followed, and nothing of an answer but its numbers is told on. */
export function createSender({ url, tls, headers }: Receiver, limitMs = TIMEOUT_MS): { readonly send: Send; close(): Promise<void> } {
  const forbid = allowOutbound(new URL(url));
  const agent = new Agent({ connections: 2, connect: { ...tls, minVersion: 'TLSv1.2', timeout: limitMs }, headersTimeout: limitMs, bodyTimeout: limitMs });
  return {
    async send(body) {
      try {
        const answer = await request(url, {
          method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body, dispatcher: agent, signal: AbortSignal.timeout(limitMs),
        });
        return await saidBy(answer);
      } catch (error) {
        return { what: 'away', detail: foreignCode(error) || (error instanceof Error && error.name === 'TimeoutError' ? 'geen antwoord' : 'geen verbinding') };
      }
    },
    close() {
      forbid();
      return agent.destroy();
    },
  };
}

async function saidBy({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Said> {
  // A partial success is short.
  const text = (await boundedText(body as AsyncIterable<Buffer>, MAX_ANSWER_BYTES)) ?? '';
  const detail = `HTTP ${statusCode}`;
  if (OF_THE_CONTENT.has(statusCode)) return { what: 'refused', detail };
  if (statusCode < 200 || statusCode > 299) return { what: 'away', detail, ...waitIn(headers['retry-after']) };
  const { rejected, hasMessage } = partialIn(text);
  if (rejected > 0) return { what: 'refused', detail: `${rejected} geweigerd` };
  return { what: 'acknowledged', ...(hasMessage && { warning: 'waarschuwing van de ontvanger' }) };
}

/** `ExportTraceServiceResponse`; an empty one is a success, as is one that is not JSON: the status says so. */
function partialIn(text: string): { readonly rejected: number; readonly hasMessage: boolean } {
  try {
    const said = JSON.parse(text) as { readonly partialSuccess?: { readonly rejectedSpans?: string | number; readonly errorMessage?: string } } | null;
    const { rejectedSpans = 0, errorMessage = '' } = said?.partialSuccess ?? {};
    const rejected = Number(rejectedSpans);
    return { rejected: Number.isFinite(rejected) ? rejected : 0, hasMessage: errorMessage !== '' };
  } catch {
    return { rejected: 0, hasMessage: false };
  }
}
