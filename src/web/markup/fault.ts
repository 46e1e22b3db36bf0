/** A fault as people see it: what happened, what to do, and the number to name. */
import type { FaultView } from '../turn-views.ts';
import { phoneHref } from '../links.ts';
import { el } from './tree.ts';
import type { Tree } from './tree.ts';
import { type dutchIn, inLanguage } from './words-in.ts';
import { DUTCH_PAGE } from './page/spoken.ts';

/** @param dutch attributes of Dutch, where what is around it is not. */
export function faultTree(fault: FaultView, dutch: ReturnType<typeof dutchIn> = {}): Tree {
  // That the desk was turned off is no error, and nobody has to name its number.
  const isClosed = fault.code === 'desk-closed';
  return el(
    'div',
    { class: `utrecht-alert utrecht-alert--${isClosed ? 'info' : 'error'}`, ...(fault.spoken === undefined ? dutch : inLanguage(fault.spoken.language)) },
    el(
      'div',
      `utrecht-alert__message balie-alert${isClosed ? ' balie-alert--calm balie-lines' : ''}`,
      el('p', 'utrecht-paragraph', el('strong', {}, fault.message)),
      el('p', 'utrecht-paragraph', fault.action),
      fault.code === 'login-required' && el('p', 'utrecht-paragraph', el('a', { class: 'utrecht-link utrecht-link--html-a', href: '/inloggen', target: '_blank' }, 'Log in (nieuw tabblad)')),
      fault.phone && phoneTree(fault.phone),
      fault.requestId !== '' && !isClosed &&
        el('p', 'utrecht-paragraph utrecht-paragraph--small', `${fault.spoken?.number ?? DUTCH_PAGE.faultNumber} `, el('code', 'balie-code', fault.requestId)),
    ),
  );
}

/** Where a question could not be taken: it is not lost, and a person can be asked. */
function phoneTree({ phone, phoneHours }: NonNullable<FaultView['phone']>): Tree {
  const href = phoneHref(phone);
  const number = href === undefined ? phone : el('a', { class: 'utrecht-link utrecht-link--html-a', href }, phone);
  return el('p', 'utrecht-paragraph', 'Uw vraag staat nog in het vak. Bellen kan op ', number, ` (${phoneHours}).`);
}
