/** The desk in a frame of another site's page: besides what the desk does, it speaks with the button there and keeps its token fresh. */
import './desk.ts';
import { need } from './dom.ts';
import { tell } from './frame.ts';
import { choosesLanguage } from './page-language.ts';

/** A token lasts fifteen minutes. */
const renewMs = 10 * 60_000;
/** Who has not asked for so long starts anew. */
const keepMs = 2 * 60 * 60_000;

const desk = need('balie', HTMLDivElement);
let askedAt = Date.now();

// Behind the desk's own: a form that it does not send itself opens beside the page, which may hold no other page of ours.
addEventListener('submit', (event) => {
  const { target, defaultPrevented } = event;
  askedAt = Date.now();
  if (!defaultPrevented && target instanceof HTMLFormElement && !choosesLanguage(event)) target.target = '_blank';
});
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('.balie-new a')) return;
  event.preventDefault();
  // Only the page around it can load it anew: the desk is given to who says which site asks for it.
  tell('balie-new');
});
setInterval(() => void renew(), renewMs);

async function renew(): Promise<void> {
  if (Date.now() - askedAt > keepMs) return;
  const { assistant = '', token = '' } = desk.dataset;
  try {
    const response = await fetch('/api/v1/widget/tokens', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Balie-Token': token },
      body: JSON.stringify({ assistant }),
    });
    const answer = (await response.json()) as { readonly token?: unknown };
    if (response.ok && typeof answer.token === 'string') desk.dataset['token'] = answer.token;
  } catch {
    // The next question says what is wrong.
  }
}
