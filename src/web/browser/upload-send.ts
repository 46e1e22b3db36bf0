/** Sends one file over the API, with its progress, and asks how it stands. */

/** What can go wrong before a document is in; the text is for the person. */
export interface SendFault {
  readonly kind: 'login' | 'connection' | 'refused' | 'busy';
  readonly text: string;
}

export type Sent = { readonly state: 'waiting' | 'unchanged' } | { readonly fault: SendFault };

/** The answer of the desk to a file that it took. */
interface Taken {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** How a document stands at the desk. */
export type Standing =
  | { readonly state: 'in-use'; readonly passages: number; readonly warnings: number }
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly text: string }
  | { readonly state: 'gone' };

/** Which version of it that is: another one when a file has come in since. */
export type Stand = Standing & { readonly version: string };

const offline: SendFault = { kind: 'connection', text: 'De verbinding is weggevallen. Dit bestand is nog niet binnen. Controleer uw internet en probeer het opnieuw.' };
const loggedOut: SendFault = { kind: 'login', text: 'U bent niet meer ingelogd. Dit bestand is nog niet binnen. Log in een nieuw tabblad in en probeer het hier opnieuw.' };

export function documentAddress(collection: string, sourceId: string): string {
  return `/api/v1/collections/${encodeURIComponent(collection)}/documents/${encodeURIComponent(sourceId)}`;
}

/** A document of a collection. @param signal stops it; the promise rejects then. */
export async function sendFile(address: string, file: File, signal: AbortSignal, onProgress: (share: number) => void): Promise<Sent> {
  const sent = await transfer({ method: 'PUT', address }, file, signal, onProgress);
  return 'fault' in sent ? sent : { state: sent.status === 200 ? 'unchanged' : 'waiting' };
}

/**
 * @param signal stops it; the promise rejects then.
 * @param onProgress told the share of the bytes that has gone, 0 to 1.
 * @returns what the desk says of the file that it took.
 */
export function transfer({ method, address }: { readonly method: 'PUT' | 'POST'; readonly address: string }, file: File, signal: AbortSignal, onProgress: (share: number) => void): Promise<Taken | { readonly fault: SendFault }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const end = (sent: Taken | { readonly fault: SendFault }) => {
      signal.removeEventListener('abort', stop);
      resolve(sent);
    };
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
    request.addEventListener('load', () => end(outcomeOf(request.status, request.responseText)));
    request.addEventListener('error', () => end({ fault: offline }));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    signal.addEventListener('abort', stop);
    request.open(method, address);
    request.setRequestHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name.normalize('NFC'))}`);
    // A folder that was dropped, or a file that has changed since, cannot be read: that shows as a lost connection.
    request.send(file);
  });
}

/** @returns undefined when it cannot be asked now. */
export async function standingOf(address: string): Promise<Stand | undefined> {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' } });
    if (response.status === 404) return { state: 'gone', version: '' };
    if (!response.ok) return undefined;
    const { state, inUse, job } = recordOf(await response.json());
    const { passages, quality, updatedAt } = recordOf(inUse);
    const { id, fault } = recordOf(job);
    const version = JSON.stringify([updatedAt, id]);
    if (state === 'in-use') {
      const { warnings } = recordOf(quality);
      return { state, passages: Number(passages), warnings: Array.isArray(warnings) ? warnings.length : 0, version };
    }
    return state === 'failed' ? { state, text: faultText(fault), version } : { state: 'waiting', version };
  } catch {
    return undefined;
  }
}

/** What happened and what to do, from the desk's own list of faults. */
export function faultText(value: unknown): string {
  const { message, action } = recordOf(value);
  const text = [message, action].filter((part) => typeof part === 'string').join(' ');
  return text === '' ? 'Dit bestand is niet verwerkt. Probeer het opnieuw.' : text;
}

export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function outcomeOf(status: number, body: string): Taken | { readonly fault: SendFault } {
  if (status >= 200 && status < 300) return { status, body: recordOf(parsed(body)) };
  if (status === 401) return { fault: loggedOut };
  if (status === 503) return { fault: { kind: 'busy', text: 'Het is nu te druk bij de balie. Dit bestand is nog niet binnen. Probeer het over een minuut opnieuw.' } };
  return { fault: { kind: 'refused', text: faultText(parsed(body)) } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
