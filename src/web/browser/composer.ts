/** The form in which a question is typed. */
import { faultTree } from '../markup/fault.ts';
import { saidFault, type SpokenPage } from '../markup/page/spoken.ts';
import { el } from '../markup/tree.ts';
import { browserFaults } from '../markup/words.ts';
import { watchLength } from './aids.ts';
import { nodeOf } from './dom.ts';

interface Parts {
  readonly form: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  readonly announce: (text: string) => void;
  readonly page: SpokenPage;
}

export interface Composer {
  /** Where it is typed. */
  readonly field: HTMLTextAreaElement;
  setDraft(text: string): void;
  /** Nothing a person typed is lost; a next question that is being typed already is not overwritten. */
  giveBack(question: string): void;
  setLabel(text: string): void;
  /** Whether a question is on its way. */
  readonly isBusy: boolean;
  setBusy(value: boolean): void;
  /** One that is not there yet is said above the form, and by the field itself. @returns whether it is there. */
  accepts(question: string): boolean;
}

export function openComposer({ form, field, announce, page }: Parts): Composer {
  const showLength = watchLength(field, announce, page.words);
  const button = form.querySelector('button[type=submit]');
  const composer = {
    field,
    setDraft(text: string) {
      field.value = text;
      showLength();
    },
    giveBack(question: string) {
      if (field.value.trim() === '') composer.setDraft(question);
    },
    setLabel(text: string) {
      form.querySelector('.balie-composer__label')?.replaceChildren(text);
    },
    isBusy: false,
    setBusy(value: boolean) {
      composer.isBusy = value;
      button?.setAttribute('aria-disabled', String(value));
    },
    accepts(question: string) {
      const isEmpty = question === '';
      document.querySelector('.balie-fault')?.remove();
      field.setAttribute('aria-invalid', String(isEmpty));
      field.classList.toggle('utrecht-textarea--invalid', isEmpty);
      if (!isEmpty) return true;
      const fault = saidFault(browserFaults.empty, page);
      form.before(nodeOf(el('div', 'balie-fault', faultTree(fault))));
      announce(`${fault.message}\n${fault.action}`);
      field.focus();
      return false;
    },
  };
  return composer;
}
