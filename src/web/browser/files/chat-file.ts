/** One file on its way into a conversation: told what stops it before it is sent, sent, followed until it has been read. */
import { FileRow } from '../upload-row.ts';
import { faultText, recordOf, transfer } from '../upload-send.ts';
import { sizeOf } from './file-size.ts';

/** From `reading` on it is safe at the desk. `failed` may be tried again, unless it was refused here. */
type State = 'queued' | 'sending' | 'reading' | 'ready' | 'failed' | 'cancelled';

/** A file as the desk lists it. */
export interface Listed {
  readonly id: string;
  readonly state: string;
  readonly fault: unknown;
}

interface Around {
  /** Of the files of this conversation in the API. */
  readonly address: () => string;
  /** Page of a file that was read. */
  readonly page: (id: string) => string;
  readonly maxBytes: number;
  /** Called after each change of `state`. */
  readonly changed: () => void;
  /** The desk took it. */
  readonly taken: () => void;
}

export class ChatFile {
  readonly name: string;
  readonly row: FileRow;
  state: State = 'queued';
  id = '';
  private readonly file: File;
  private readonly around: Around;
  private stop = new AbortController();

  constructor(file: File, around: Around) {
    this.file = file;
    this.name = file.name.normalize('NFC');
    this.around = around;
    this.row = new FileRow(this.name, sizeOf(file.size), { cancel: () => void this.cancel(), retry: () => this.again() });
    if (file.size > around.maxBytes) this.refuse(`Dit bestand is groter dan ${Math.floor(around.maxBytes / 1_048_576)} MB. Splits het en voeg de delen toe.`);
    else if (file.size === 0) this.refuse('Dit bestand is leeg. Kies een ander bestand.');
  }

  /** Not sent at all. */
  refuse(text: string): void {
    this.state = 'failed';
    this.row.show('niet verstuurd', 'bad', text);
    this.row.offer({});
  }

  async send(): Promise<void> {
    const { signal } = (this.stop = new AbortController());
    this.row.show('wordt verstuurd', 'calm', '');
    this.row.progress(0);
    this.row.offer({ cancel: true });
    this.set('sending');
    try {
      const sent = await transfer({ method: 'POST', address: this.around.address() }, this.file, signal, (share) => {
        this.row.progress(share);
        // All of it has gone: the desk may have it already.
        if (share === 1) this.row.offer({});
      });
      if ('fault' in sent) return this.fail(sent.fault.text);
      this.id = String(sent.body['id']);
      this.around.taken();
      this.row.show('wordt gelezen', 'calm', 'Binnen. Wacht met uw vraag over dit bestand tot het is gelezen.');
      this.row.offer({ cancel: true });
      this.set('reading');
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** What has become of it at the desk; undefined: it is not there any more. */
  become(listed: Listed | undefined): void {
    if (this.state !== 'reading') return;
    if (listed === undefined) this.end('cancelled', 'verwijderd', 'Dit bestand is verwijderd.');
    else if (listed.state === 'failed') this.fail(faultText(listed.fault), false);
    else if (listed.state === 'ready') {
      this.row.link(this.around.page(this.id));
      this.end('ready', 'klaar', 'Gelezen. U kunt er nu vragen over stellen.');
    }
  }

  /** Nobody can be asked any more how it stands. */
  lose(why: string): void {
    if (this.state === 'reading') this.fail(why, false);
  }

  private async cancel(): Promise<void> {
    if (this.state !== 'reading') {
      this.stop.abort();
      this.end('cancelled', 'geannuleerd', 'Dit bestand is niet verstuurd.', true);
      return;
    }
    const isGone = await fetch(`${this.around.address()}/${encodeURIComponent(this.id)}`, { method: 'DELETE' }).then(({ ok, status }) => ok || status === 404, () => false);
    if (isGone) this.become(undefined);
    else this.row.remark('Verwijderen lukte nu niet. Probeer het opnieuw.');
  }

  private again(): void {
    this.row.show('wacht', 'calm', 'Wacht tot het aan de beurt is.');
    this.row.offer({ cancel: true });
    this.set('queued');
  }

  /** @param mayRetry what could not be read is not read better a second time. */
  private fail(text: string, mayRetry = true): void {
    this.row.show('niet gelukt', 'bad', text);
    this.row.offer({ retry: mayRetry });
    this.set('failed');
  }

  private end(state: State, tag: string, text: string, mayRetry = false): void {
    this.row.remark('');
    this.row.show(tag, state === 'ready' ? 'good' : 'calm', text);
    this.row.offer({ retry: mayRetry });
    this.set(state);
  }

  private set(state: State): void {
    this.state = state;
    this.around.changed();
  }
}

/** Whether it is not known yet what becomes of it. */
export function isPending({ state }: Pick<ChatFile, 'state'>): boolean {
  return state === 'queued' || state === 'sending' || state === 'reading';
}

/** Asking again helps nobody. */
const OVER: Readonly<Record<number, string>> = {
  401: 'U bent niet meer ingelogd, dus wij zien niet of dit bestand is gelezen. Log opnieuw in en open dit gesprek.',
  403: 'U mag dit gesprek niet meer zien, dus wij zien niet of dit bestand is gelezen.',
  404: 'Dit gesprek is er niet meer. Dit bestand ook niet. Begin een nieuw gesprek.',
};

/** The files of a conversation; why they cannot be asked for any more; undefined when that is not now. */
export async function listedFiles(address: string): Promise<readonly Listed[] | string | undefined> {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' } });
    if (!response.ok) return OVER[response.status];
    const { files } = recordOf(await response.json());
    return Array.isArray(files) ? files.map(recordOf).map(({ id, state, fault }) => ({ id: String(id), state: String(state), fault })) : undefined;
  } catch {
    return undefined;
  }
}
