/**
 * Makes the form for files of a conversation send them by itself: dropped anywhere on the page, pasted or chosen, several at a time,
 * each with its progress until it has been read. Without this module the form posts and loads a page, and everything works.
 */
import { need } from '../dom.ts';
import { chosenFiles, droppedFiles, type ChosenFile, type TooMany } from '../upload-drop.ts';
import { ChatFile, isPending, listedFiles } from './chat-file.ts';

const MAX_AT_ONCE = 3;
const POLL_MS = 1_000;
/** One line for screen readers now and then, however fast files end. */
const ANNOUNCE_MS = 1_000;

interface Options {
  readonly announce: (text: string) => void;
  /** The conversation that they are for: the form's own, where none has begun yet. */
  readonly conversation?: () => string | undefined;
  /** Why none can be added now. */
  readonly refusal?: () => string | undefined;
  /** The first file is about to be sent: the form is to be seen. */
  readonly opened?: () => void;
  /** At least one is about to be sent. */
  readonly begun?: () => void;
  /** The desk took one: the conversation is there. */
  readonly taken?: (conversationId: string) => void;
  /** None is on its way any more, and at least one can be used. */
  readonly settled?: () => void;
}

/** @returns what resolves once those that are on their way now have been read: true; or one of them was not, or was taken back: false. Undefined: none is. */
export function openFiles({ announce, conversation, refusal, opened, begun, taken, settled }: Options): () => Promise<boolean> | undefined {
  const form = need('bestandenformulier', HTMLFormElement);
  const input = need('bestanden', HTMLInputElement);
  const { conversation: given = '', most = '0', bytes = '0' } = form.dataset;
  const id = () => conversation?.() ?? given;
  const address = () => `/api/v1/work/conversations/${encodeURIComponent(id())}/files`;
  const page = (file: string) => `/werk/gesprekken/${encodeURIComponent(id())}/bestanden/${encodeURIComponent(file)}`;
  const files: ChatFile[] = [];
  const list = document.createElement('ul');
  list.className = 'balie-rows balie-upload__list';
  const said = document.createElement('p');
  said.className = 'balie-fielderror';
  said.hidden = true;
  /** Those that a question waits for. */
  let awaited: { readonly files: Set<ChatFile>; readonly end: PromiseWithResolvers<boolean> } | undefined;
  /** Chosen, and not yet known to fit. */
  const arriving = new Set<ChatFile>();
  let poll = 0;
  let saying = 0;

  need('bestanden-versturen', HTMLDivElement).hidden = true;
  input.required = false;
  form.after(said, list);
  form.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('change', () => {
    if (input.files !== null) void add(chosenFiles(input.files));
    // So that the same file can be chosen again after it was mended.
    input.value = '';
  });
  addEventListener('dragover', (event) => {
    if (!bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    form.classList.add('balie-drop--over');
    opened?.();
  });
  addEventListener('dragleave', (event) => event.relatedTarget === null && form.classList.remove('balie-drop--over'));
  addEventListener('drop', (event) => {
    if (event.dataTransfer === null || !bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    form.classList.remove('balie-drop--over');
    void droppedFiles(event.dataTransfer).then(add);
  });
  addEventListener('paste', ({ clipboardData }) => {
    // What is copied out of Word brings a picture of itself along: there the text is meant.
    if (clipboardData === null || clipboardData.files.length === 0 || clipboardData.types.includes('text/plain')) return;
    void add(chosenFiles(clipboardData.files));
  });
  // Who leaves now would lose what has not been sent.
  addEventListener('beforeunload', (event) => {
    if (isOnTheWay()) event.preventDefault();
  });

  return () => {
    const pending = [...files, ...arriving].filter(isPending);
    if (pending.length === 0) return undefined;
    awaited ??= { files: new Set(pending), end: Promise.withResolvers() };
    return awaited.end.promise;
  };

  function isOnTheWay(): boolean {
    return files.some(({ state }) => state === 'queued' || state === 'sending');
  }

  async function add(chosen: readonly ChosenFile[] | TooMany): Promise<void> {
    opened?.();
    const why = refusal?.() ?? ('tooMany' in chosen ? `Er is niets verstuurd. Kies hoogstens ${most} bestanden.` : chosen.length === 0 ? 'Er zat geen bestand bij.' : '');
    said.textContent = why;
    said.hidden = why === '';
    if (why !== '' || 'tooMany' in chosen) return announce(why);
    const added = chosen.map(({ file }) => new ChatFile(file, { address, page, maxBytes: Number(bytes), changed: update, taken: () => taken?.(id()) }));
    const queued = added.filter(({ state }) => state === 'queued');
    for (const file of queued) {
      arriving.add(file);
      awaited?.files.add(file);
    }
    if (queued.length > 0) begun?.();
    list.append(...added.map(({ row }) => row.element));
    // Those that are there already count; where they cannot be asked for, the desk itself says it.
    const listed = await listedFiles(address());
    const there = Array.isArray(listed) ? listed : [];
    let room = Number(most) - there.length - files.filter(({ state }) => state === 'queued' || state === 'sending').length;
    for (const file of added) {
      if (file.state === 'queued' && (room -= 1) < 0) file.refuse(`In één gesprek kunnen ${most} bestanden. Verwijder er eerst een, of begin een nieuw gesprek.`);
      files.push(file);
      arriving.delete(file);
    }
    update();
  }

  /** Sends the next ones, follows what was sent, and says how far it is. */
  function update(): void {
    const sending = () => files.filter(({ state }) => state === 'sending').length;
    for (const file of files) if (file.state === 'queued' && sending() < MAX_AT_ONCE) void file.send();
    tellAwaited();
    if (poll === 0 && files.some(({ state }) => state === 'reading')) poll = setTimeout(() => void follow(), POLL_MS);
    clearTimeout(saying);
    saying = setTimeout(tell, ANNOUNCE_MS);
  }

  /** One that will not be read is enough: what was asked may be about that. */
  function tellAwaited(): void {
    if (awaited === undefined) return;
    const states = [...awaited.files].map(({ state }) => state);
    const isMissed = states.some((state) => state === 'failed' || state === 'cancelled');
    if (!isMissed && states.some((state) => state !== 'ready')) return;
    awaited.end.resolve(!isMissed);
    awaited = undefined;
  }

  async function follow(): Promise<void> {
    // What begins to be read from here on may have come too late for this list.
    const reading = files.filter(({ state }) => state === 'reading');
    const listed = await listedFiles(address());
    if (typeof listed === 'string') for (const file of reading) file.lose(listed);
    else if (listed !== undefined) for (const file of reading) file.become(listed.find((one) => one.id === file.id));
    poll = 0;
    if (files.some(({ state }) => state === 'reading')) poll = setTimeout(() => void follow(), POLL_MS);
  }

  function tell(): void {
    const wanted = files.filter(({ state }) => state !== 'cancelled');
    const ready = wanted.filter(({ state }) => state === 'ready').length;
    const failed = wanted.filter(({ state }) => state === 'failed');
    const isOver = ready + failed.length === wanted.length;
    announce(`${ready} van ${wanted.length} ${wanted.length === 1 ? 'bestand' : 'bestanden'} gelezen.${failed.length === 0 ? '' : ` Niet gelukt: ${failed.map(({ name, row }) => `${name}, ${row.said()}`).join(' ')}`}`);
    if (isOver && ready > 0) settled?.();
  }
}

/** Text that is dragged into the field is none. */
function bringsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') === true;
}
