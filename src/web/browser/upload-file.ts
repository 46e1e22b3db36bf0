/** One file on its way: sent, followed until it is in the desk, stopped, sent anew. */
import { sizeOf } from './files/file-size.ts';
import type { ChosenFile } from './upload-drop.ts';
import { FileRow } from './upload-row.ts';
import { documentAddress, sendFile, standingOf, type Standing } from './upload-send.ts';

/** `queued` and `sending` are ours; from `following` on it is safe at the desk. `failed` may be tried again. */
export type FileState = 'queued' | 'sending' | 'following' | 'done' | 'failed' | 'cancelled';

const maxBytes = 50 * 1024 * 1024;
/** After a file was stopped, the desk may still be writing down what had just arrived. */
const settleMs = 1_000;
const tooLate = 'Ongedaan maken kan niet meer: de balie had dit bestand al.';
const tooLarge = 'Dit bestand is groter dan 50 MB. Splits het en upload de delen.';

export class UploadFile {
  readonly name: string;
  readonly row: FileRow;
  state: FileState = 'queued';
  private readonly file: File;
  private readonly collection: string;
  private readonly changed: () => void;
  private stop = new AbortController();
  private isTwice = false;
  /** What the desk had before this was sent; undefined when that is not known. */
  private before: string | undefined;
  /** Whether any of it may have left. */
  private isUnderway = false;
  /** Said beside how it ends. */
  private note = '';

  /** @param changed called after each change of `state`. */
  constructor({ file, name }: ChosenFile, collection: string, changed: () => void) {
    this.file = file;
    this.name = name;
    this.collection = collection;
    this.changed = changed;
    this.row = new FileRow(name, sizeOf(file.size), { cancel: () => this.cancel(), retry: () => this.again() });
    if (file.size > maxBytes) this.refuse(tooLarge);
    else if (file.size === 0) this.refuse('Dit bestand is leeg.');
  }

  /** A later file has the same name, and takes this one's place. */
  overtaken(): void {
    this.isTwice = true;
    if (this.state === 'queued' || this.state === 'sending') this.cancel();
    this.end('cancelled', 'dubbel', 'U koos later een ander bestand met deze naam. Dat geldt.');
  }

  async send(): Promise<void> {
    const { signal } = (this.stop = new AbortController());
    const address = documentAddress(this.collection, this.name);
    this.isUnderway = false;
    this.set('sending');
    this.row.show('wordt verstuurd', 'calm', '');
    this.row.progress(0);
    this.row.offer({ cancel: true });
    try {
      const before = await standingOf(address);
      this.before = before?.version;
      const isThere = before !== undefined && before.state !== 'gone';
      this.row.remark(isThere ? 'Er is al een document met deze naam. Dit bestand vervangt het.' : '');
      signal.throwIfAborted();
      this.isUnderway = true;
      const sent = await sendFile(address, this.file, signal, (share) => {
        this.row.progress(share);
        // All of it has gone: the desk may have it already.
        if (share === 1) this.row.offer({});
      });
      if ('fault' in sent) return this.fail(sent.fault.text, true);
      if (sent.state === 'unchanged') {
        this.row.remark('');
        this.row.link(this.page());
        return this.end('done', 'al bekend', 'Precies dit bestand is al in gebruik. Er verandert niets.');
      }
      this.row.show('wordt verwerkt', 'calm', 'Binnen. De balie leest het document.');
      this.row.offer({});
      this.set('following');
      // It may have been read before the answer to its upload came.
      await this.ask();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** What has become of it at the desk. */
  private become(standing: Standing): void {
    if (this.state !== 'following') return;
    if (standing.state === 'in-use') {
      const { passages, warnings } = standing;
      this.row.remark(warnings > 0 ? 'Er is iets om naar te kijken: open het document.' : this.note);
      this.row.link(this.page());
      this.end('done', warnings > 0 ? 'aandachtspunt' : 'klaar', `Staat in de balie: ${passages} ${passages === 1 ? 'passage' : 'passages'}.`, warnings > 0 ? 'warning' : 'good');
    } else if (standing.state === 'failed') this.fail(standing.text, true);
    else if (standing.state === 'gone') this.end('cancelled', 'losgelaten', 'Dit document is intussen losgelaten of verwijderd.');
  }

  /** Asks the desk how it stands. @returns whether it could tell. */
  async ask(): Promise<boolean> {
    const standing = await standingOf(documentAddress(this.collection, this.name));
    if (standing !== undefined) this.become(standing);
    return standing !== undefined;
  }

  private cancel(): void {
    const wasSending = this.state === 'sending' && this.isUnderway;
    this.stop.abort();
    if (!this.isTwice) this.end('cancelled', 'geannuleerd', wasSending ? 'Gestopt. Even kijken of de balie het al had.' : 'Dit bestand is niet verstuurd.');
    this.row.offer({ retry: !this.isTwice });
    if (wasSending && !this.isTwice) setTimeout(() => void this.checkStopped(), settleMs);
  }

  /** The last bytes may have arrived just before it was stopped. */
  private async checkStopped(): Promise<void> {
    const now = await standingOf(documentAddress(this.collection, this.name));
    if (this.state !== 'cancelled' || this.isTwice) return;
    if (now === undefined || this.before === undefined) return this.row.show('geannuleerd', 'calm', 'Gestopt. Kijk hieronder of het bestand er al staat.');
    if (now.version === this.before) return this.row.show('geannuleerd', 'calm', 'Dit bestand is niet verstuurd.');
    this.row.offer({});
    this.row.show('wordt verwerkt', 'calm', 'Binnen. De balie leest het document.');
    this.note = tooLate;
    this.row.remark(tooLate);
    this.set('following');
    this.become(now);
  }

  private again(): void {
    this.note = '';
    this.row.show('wacht', 'calm', 'Wacht tot het aan de beurt is.');
    this.row.offer({ cancel: true });
    this.set('queued');
  }

  private refuse(text: string): void {
    this.state = 'failed';
    this.row.show('niet gelukt', 'bad', text);
    this.row.offer({});
  }

  private fail(text: string, mayRetry: boolean): void {
    this.row.show('niet gelukt', 'bad', text);
    this.row.offer({ retry: mayRetry });
    this.set('failed');
  }

  private end(state: FileState, tag: string, text: string, tone: 'calm' | 'good' | 'warning' = 'calm'): void {
    this.row.show(tag, tone, text);
    this.row.offer({});
    this.set(state);
  }

  private set(state: FileState): void {
    this.state = state;
    this.changed();
  }

  private page(): string {
    return `/beheer/collecties/${encodeURIComponent(this.collection)}/documenten/${encodeURIComponent(this.name)}`;
  }
}
