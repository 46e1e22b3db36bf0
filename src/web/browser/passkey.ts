/** Passkeys: logs in with one, or makes one with an invitation or for who is logged in. A form could not: the browser itself asks for it. */
import { nodeOf } from './dom.ts';
import { faultTree } from '../markup/fault.ts';
import type { FaultView } from '../turn-views.ts';
import { createPasskey, usePasskey } from './passkey-credential.ts';

const API = '/api/v1/passkeys';

/** What the desk answered, or the browser said, in words. */
class Refused extends Error {
  readonly fault: FaultView;

  constructor(fault: FaultView) {
    super(fault.code);
    this.fault = fault;
  }
}

login();
invitation();
addition();

function login(): void {
  const place = document.getElementById('passkey-inloggen');
  const button = place?.querySelector('button');
  if (!place || !button || !ready(place)) return;
  button.hidden = false;
  const { wished } = place.dataset;
  button.addEventListener('click', () =>
    void attempt(place, button, async () => {
      const credential = await usePasskey(await send('options'));
      await go('login', { credential, ...(wished !== undefined && { wished }) });
    }));
}

function invitation(): void {
  const form = document.getElementById('uitnodiging');
  if (!(form instanceof HTMLFormElement)) return;
  const token = location.hash.slice(1);
  // Whoever looks over a shoulder, or into the history later, finds nothing.
  history.replaceState(null, '', location.pathname);
  const [field, box, intro] = [document.getElementById('naam'), document.getElementById('naam-vak'), document.getElementById('uitnodiging-voor')];
  if (!ready(form) || !(field instanceof HTMLInputElement) || !box || !intro) return;
  const begin = form.querySelector('button');
  if (begin === null) return;
  void attempt(form, begin, async () => {
    if (token === '') throw new Refused(fault('Deze link is niet compleet.', 'Open hem opnieuw, zoals u hem kreeg, tot en met het laatste teken.'));
    const { isFirst, isNew, name } = await send<{ isFirst: boolean; isNew: boolean; name: string | null }>('invitation', { invitation: token });
    intro.textContent = isFirst ? 'U wordt de eerste beheerder van deze balie.' : isNew ? `U maakt een account voor ${name}.` : `U maakt een nieuwe passkey voor ${name}.`;
    box.hidden = !isFirst;
    field.required = isFirst;
    reveal(form);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const by = { invitation: token, ...(box.hidden ? {} : { name: field.value }) };
    void attempt(form, begin, async () => go('register', { ...by, credential: await createPasskey(await send('register/options', by)) }));
  });
}

function addition(): void {
  const form = document.getElementById('passkey-toevoegen');
  const field = document.getElementById('benaming');
  const button = form?.querySelector('button');
  if (!(form instanceof HTMLFormElement) || !(field instanceof HTMLInputElement) || !button || !ready(form)) return;
  reveal(form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const label = field.value.trim();
    void attempt(form, button, async () => go('register', { ...(label !== '' && { label }), credential: await createPasskey(await send('register/options', {})) }));
  });
}

/** Whether this browser can. */
function ready(place: HTMLElement): boolean {
  place.querySelector('[data-no-script]')?.remove();
  if ('PublicKeyCredential' in globalThis) return true;
  show(place, fault('Deze browser kan hier geen passkeys gebruiken.', 'Gebruik een recente browser, en het adres van de balie dat met https begint.'));
  return false;
}

function reveal(form: HTMLElement): void {
  const part = form.querySelector<HTMLElement>('[data-ready]');
  if (part) part.hidden = false;
}

/** One at a time; says what is wrong where it went wrong. */
async function attempt(place: HTMLElement, button: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  if (button.getAttribute('aria-disabled') === 'true') return;
  // Not `disabled`: that would take the focus away.
  button.setAttribute('aria-disabled', 'true');
  show(place, undefined);
  try {
    await work();
  } catch (error) {
    show(place, error instanceof Refused ? error.fault : spoken(error));
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

function show(place: HTMLElement, said: FaultView | undefined): void {
  place.querySelector('[data-fault]')?.replaceChildren(...(said === undefined ? [] : [nodeOf(faultTree(said))]));
}

/** What a browser throws is told in names that nobody knows. */
function spoken(error: unknown): FaultView {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return fault('U hebt het gestopt, of het duurde te lang.', 'Probeer het opnieuw.');
  if (name === 'InvalidStateError') return fault('Dit apparaat heeft al een passkey voor uw account.', 'Log daarmee in, of kies een ander apparaat.');
  if (name === 'NotSupportedError' || name === 'ConstraintError') return fault('Dit apparaat kan geen passkey maken die u zelf controleert.', 'Zet een pincode, vingerafdruk of gezichtsherkenning aan, of kies een ander apparaat.');
  if (name === 'SecurityError') return fault('Op dit adres mag uw browser geen passkey gebruiken.', 'Open de balie op haar eigen adres.');
  return fault('Het is niet gelukt.', 'Controleer uw internetverbinding en probeer het opnieuw.');
}

function fault(message: string, action: string): FaultView {
  return { code: 'passkey-refused', message, action, requestId: '' };
}

/** @throws Refused with what the desk said. */
async function send<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${API}/${path}`, { method: 'POST', ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }) });
  const said: unknown = await response.json();
  if (!response.ok) throw new Refused(said as FaultView);
  return said as T;
}

async function go(path: string, body: unknown): Promise<void> {
  const { location: to } = await send<{ location: string }>(path, body);
  location.assign(to);
}
