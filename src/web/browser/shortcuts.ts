/** Shortcuts of the workplace. Those of one character can be turned off, for who speaks to the computer or presses keys by accident. */
import { need } from './dom.ts';

const KEPT = 'balie-sneltoetsen';
const OFF = 'uit';

interface Does {
  readonly form: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  stop(): void;
}

export function listenToKeys({ form, field, stop }: Does): void {
  const list = need('toetsen', HTMLDetailsElement);
  const choice = need('toetsen-aan', HTMLInputElement);
  list.hidden = false;
  choice.checked = kept() !== OFF;
  choice.addEventListener('change', () => keep(choice.checked));
  document.addEventListener('keydown', (event) => {
    // A keyboard that composes characters (IME) uses keys for its own ends.
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target === field) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'Escape') stop();
    else if (choice.checked && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) oneCharacter(event);
  });

  function oneCharacter(event: KeyboardEvent): void {
    if (event.key === '/') {
      event.preventDefault();
      field.focus();
    } else if (event.key === '?') {
      event.preventDefault();
      list.open = !list.open;
      if (list.open) list.querySelector('summary')?.focus();
    }
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox])'));
}

/** A browser may forbid it: then the choice lasts as long as the page. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, OFF);
  } catch {
    // As above.
  }
}
