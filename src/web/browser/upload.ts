/**
 * Makes the upload form send files by itself: several at a time with their progress, dropped files and folders too, until each is
 * in the desk. Without this module the form posts its files and shows what became of them.
 */
import { announcer } from './aids.ts';
import { need } from './dom.ts';
import { asker } from './upload-ask.ts';
import { type ChosenFile, chosenFiles, droppedFiles, maxFiles, type TooMany } from './upload-drop.ts';
import { follower } from './upload-events.ts';
import { UploadFile } from './upload-file.ts';

const maxAtOnce = 3;
/** One line for screen readers now and then, however fast files end. */
const announceMs = 1_500;
/** Of what is refused, so many are named. */
const maxNamed = 5;

const section = need('uploaden', HTMLElement);
const form = need('uploadformulier', HTMLFormElement);
const input = need('bestanden', HTMLInputElement);
const { collection = '' } = section.dataset;
const announce = announcer();
const files: UploadFile[] = [];
let announceTimer = 0;

const list = document.createElement('ul');
list.className = 'balie-rows balie-upload__list';
const sum = document.createElement('p');
sum.className = 'balie-results__sum';
const refresh = document.createElement('button');
const refusal = document.createElement('p');
const ask = asker<UploadFile>(async (file) => file.state !== 'following' || (await file.ask()));
const following = () => files.filter(({ state }) => state === 'following');
const events = follower({
  collection,
  // It may be of an earlier version, which was read while this one came in: how this one stands the desk tells.
  onOutcome: (sourceId) => ask(following().filter(({ name }) => name === sourceId)),
  onGap: () => ask(following()),
});

prepare();

function prepare(): void {
  need('verzenden', HTMLDivElement).hidden = true;
  need('uploaden-totaal', HTMLSpanElement).hidden = true;
  form.classList.add('balie-drop--active');
  const hint = document.createElement('p');
  hint.className = 'balie-drop__hint';
  hint.textContent = 'Of sleep bestanden of hele mappen hierheen.';
  form.append(folderChoice(), hint);
  form.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('change', () => choose(input));
  refresh.type = 'button';
  refresh.hidden = true;
  refresh.className = 'utrecht-button utrecht-button--secondary-action balie-press balie-upload__refresh';
  refresh.textContent = 'Ververs de wachtrij en de documenten hieronder';
  refresh.addEventListener('click', () => location.reload());
  refusal.hidden = true;
  refusal.className = 'balie-fielderror';
  form.after(refusal, sum, list, refresh);
  // Beside the zone too: a browser would otherwise leave the page and open the file.
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => event.preventDefault());
  form.addEventListener('dragenter', () => form.classList.add('balie-drop--over'));
  form.addEventListener('dragleave', (event) => form.contains(event.relatedTarget as Node | null) || form.classList.remove('balie-drop--over'));
  form.addEventListener('drop', ({ dataTransfer }) => {
    form.classList.remove('balie-drop--over');
    if (dataTransfer !== null) void droppedFiles(dataTransfer).then(add);
  });
  // Who leaves now would lose what has not been sent.
  addEventListener('beforeunload', (event) => {
    if (files.some(({ state }) => state === 'queued' || state === 'sending')) event.preventDefault();
  });
}

/** A second input: one can choose files or a folder, not both. */
function folderChoice(): HTMLElement {
  const folder = document.createElement('input');
  folder.type = 'file';
  folder.id = 'map';
  folder.className = 'balie-file';
  folder.webkitdirectory = true;
  folder.addEventListener('change', () => choose(folder));
  const label = document.createElement('label');
  label.className = 'utrecht-form-label';
  label.htmlFor = folder.id;
  label.textContent = 'Of kies een hele map';
  const choice = document.createElement('div');
  choice.className = 'balie-drop__choose';
  choice.append(label, folder);
  return choice;
}

function choose(from: HTMLInputElement): void {
  if (from.files !== null) add(chosenFiles(from.files));
  // So that the same file can be chosen again after it was mended.
  from.value = '';
}

function add(chosen: readonly ChosenFile[] | TooMany): void {
  document.getElementById('uitkomst')?.remove();
  refusal.hidden = !('tooMany' in chosen);
  if ('tooMany' in chosen) return refuse(chosen.tooMany);
  if (chosen.length === 0) announce('Er zat geen bestand bij om te uploaden.');
  for (const choice of chosen) {
    const earlier = files.find(({ name, state }) => name === choice.name && state !== 'cancelled');
    earlier?.overtaken();
    const file = new UploadFile(choice, collection, update);
    if (earlier !== undefined) file.row.remark('U koos twee keer een bestand met deze naam. Dit is het laatste, en dat geldt.');
    files.push(file);
    list.append(file.row.element);
  }
  update();
}

/** By name: so that a person knows what to take apart. */
function refuse(names: readonly string[]): void {
  const some = names.slice(0, maxNamed).join(', ');
  const what = names.length > maxNamed ? `${some} en nog ${(names.length - maxNamed).toLocaleString('nl-NL')}` : some;
  refusal.textContent = `Er is niets verstuurd. Dit zijn meer dan ${maxFiles.toLocaleString('nl-NL')} bestanden: ${what}. Kies minder bestanden, of één map daarin.`;
  announce(refusal.textContent);
}

/** Sends the next ones, follows what was sent, and says how far it is. */
function update(): void {
  const sending = () => files.filter(({ state }) => state === 'sending').length;
  let busy = sending();
  for (const file of files) {
    if (busy >= maxAtOnce) break;
    if (file.state !== 'queued') continue;
    // Beginning calls this function itself, which may begin others.
    void file.send();
    busy = sending();
  }
  if (following().length > 0) events.follow();
  else if (!files.some(({ state }) => state === 'queued' || state === 'sending')) events.leave();
  tell();
}

function tell(): void {
  if (files.length === 0) return;
  const wanted = files.filter(({ state }) => state !== 'cancelled');
  const done = wanted.filter(({ state }) => state === 'done').length;
  const failed = wanted.filter(({ state }) => state === 'failed').length;
  sum.textContent = `${done} van ${wanted.length} klaar${failed === 0 ? '' : `, ${failed} niet gelukt`}`;
  const isOver = done + failed === wanted.length;
  refresh.hidden = !isOver || done === 0;
  clearTimeout(announceTimer);
  announceTimer = setTimeout(() => announce(`${sum.textContent}${isOver ? '. Alles is afgehandeld.' : ''}`), announceMs);
}
