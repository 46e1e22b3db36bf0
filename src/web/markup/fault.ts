/** A fault as people see it: what happened, what to do, and the number to name. */
import type { FaultView } from '../views.ts';
import { el } from './tree.ts';
import type { Tree } from './tree.ts';
import { type dutchIn, inLanguage } from './words-in.ts';
import { DUTCH_PAGE } from './page/spoken.ts';

/** @param dutch attributes of Dutch, where what is around it is not. */
export function faultTree(fault: FaultView, dutch: ReturnType<typeof dutchIn> = {}): Tree {
  return el(
    'div',
    { class: 'utrecht-alert utrecht-alert--error', ...(fault.spoken === undefined ? dutch : inLanguage(fault.spoken.language)) },
    el(
      'div',
      'utrecht-alert__message balie-alert',
      el('p', 'utrecht-paragraph', el('strong', {}, fault.message)),
      el('p', 'utrecht-paragraph', fault.action),
      fault.requestId !== '' &&
        el('p', 'utrecht-paragraph utrecht-paragraph--small', `${fault.spoken?.number ?? DUTCH_PAGE.faultNumber} `, el('code', 'balie-code', fault.requestId)),
    ),
  );
}
