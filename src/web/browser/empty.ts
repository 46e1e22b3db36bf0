/** A question that is not there yet: said above the form, and by the field itself. */
import { faultTree } from '../markup/fault.ts';
import { saidFault, type SpokenPage } from '../markup/page/spoken.ts';
import { browserFaults } from '../markup/words.ts';
import { nodeOf } from './dom.ts';

interface Question {
  readonly form: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  readonly announce: (text: string) => void;
  readonly page: SpokenPage;
}

export function showEmpty({ form, field, announce, page }: Question, isEmpty: boolean): void {
  document.querySelector('.balie-fault')?.remove();
  field.setAttribute('aria-invalid', String(isEmpty));
  field.classList.toggle('utrecht-textarea--invalid', isEmpty);
  if (!isEmpty) return;
  const box = document.createElement('div');
  box.className = 'balie-fault';
  const fault = saidFault(browserFaults.empty, page);
  box.append(nodeOf(faultTree(fault)));
  form.before(box);
  announce(`${fault.message}\n${fault.action}`);
  field.focus();
}
