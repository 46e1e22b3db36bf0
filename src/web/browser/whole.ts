/** Follows work on a whole file on its page, and stops it there. Without this module the page is refreshed by hand. */
import { announcer } from './aids.ts';
import { need } from './dom.ts';
import { recordOf } from './upload-send.ts';

const POLL_MS = 1_000;
/** Away for a while: the desk is not asked every second for nothing. */
const AGAIN_MS = 4_000;
/** One line for screen readers now and then, however fast steps are done. */
const SAID_MS = 10_000;

const section = need('werk', HTMLElement);
const { conversation = '', work = '' } = section.dataset;
const address = `/api/v1/work/conversations/${encodeURIComponent(conversation)}/documents-work`;
const label = need('stand-tekst', HTMLLabelElement);
const note = need('stand-uitleg', HTMLParagraphElement);
const stop = need('stoppen', HTMLFormElement);
const announce = announcer();
let isStopping = false;
let saidAt = Date.now();

note.textContent = 'U kunt deze pagina ook sluiten: het gaat door, en staat daarna bij de documenten van dit gesprek.';
stop.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!isStopping) void ask();
});
setTimeout(() => void follow(), POLL_MS);

async function follow(): Promise<void> {
  const found = await standing();
  if (found === 'over') return show();
  if (found === 'away') {
    tell('De verbinding is weg, of u bent niet meer ingelogd. Het werk gaat door. Wij kijken zo weer.');
  } else {
    need('stand', HTMLProgressElement).value = found.done;
    tell(isStopping ? 'Wordt gestopt.' : `Stap ${found.done} van ${found.total} is klaar.`, SAID_MS);
  }
  setTimeout(() => void follow(), found === 'away' ? AGAIN_MS : POLL_MS);
}

async function standing(): Promise<{ readonly done: number; readonly total: number } | 'over' | 'away'> {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' } });
    // Erased meanwhile: the page says so.
    if (response.status === 404) return 'over';
    if (!response.ok) return 'away';
    const { works } = recordOf(await response.json());
    const mine = Array.isArray(works) ? works.map(recordOf).find(({ id }) => id === work) : undefined;
    return mine?.['isRunning'] === true ? { done: Number(mine['done']), total: Number(mine['total']) } : 'over';
  } catch {
    return 'away';
  }
}

async function ask(): Promise<void> {
  isStopping = true;
  stop.querySelector('button')?.setAttribute('aria-disabled', 'true');
  tell('Wordt gestopt.');
  const isHeard = await fetch(`${address}/${encodeURIComponent(work)}`, { method: 'DELETE' }).then(({ ok }) => ok, () => false);
  if (isHeard) return;
  isStopping = false;
  stop.querySelector('button')?.removeAttribute('aria-disabled');
  tell('Stoppen lukte nu niet. Probeer het opnieuw.');
}

/**
 * What came of it, with its sources, is on the same page; there it begins. An address of its own, since a reload puts the page back where it
 * was scrolled to, and then the browser may leave the heading without focus.
 */
function show(): void {
  location.replace(`${location.pathname}?klaar#uitkomst`);
}

/** @param everyMs at most so often aloud. */
function tell(text: string, everyMs = 0): void {
  if (label.textContent === text) return;
  label.textContent = text;
  if (Date.now() - saidAt < everyMs) return;
  saidAt = Date.now();
  announce(text);
}
