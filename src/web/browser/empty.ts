/** A question that is not there yet: said above the form, and by the field itself. */
import { faultTree } from '../markup/fault.ts';
import { browserFaults } from '../markup/words.ts';
import { nodeOf } from './dom.ts';

interface Question {
  readonly form: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  readonly announce: (text: string) => void;
}

export function showEmpty({ form, field, announce }: Question, isEmpty: boolean): void {
  document.querySelector('.balie-fault')?.remove();
  field.setAttribute('aria-invalid', String(isEmpty));
  field.classList.toggle('utrecht-textarea--invalid', isEmpty);
  if (!isEmpty) return;
  const box = document.createElement('div');
  box.className = 'balie-fault';
  box.append(nodeOf(faultTree(browserFaults.empty)));
  form.before(box);
  announce(`${browserFaults.empty.message}\n${browserFaults.empty.action}`);
  field.focus();
}
