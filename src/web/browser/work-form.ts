import type { PhoneView } from '../markup/turn.ts';

/** What was chosen in the form of the workplace. */
export interface WorkForm {
  readonly valueOf: (name: string) => string | undefined;
  /** The model that one of the options of a choice stands for. */
  readonly modelIn: (choice: string, value: string) => string | undefined;
  readonly wantsConfidential: () => boolean;
  /** Makes a choice that was made a part of the form. */
  readonly choose: (name: string, value: string) => void;
  /** Sends this along, without a field to see. */
  readonly hide: (name: string, value: string) => void;
}

export function openForm(element: HTMLFormElement): WorkForm {
  const form: WorkForm = {
    valueOf(name) {
      const field = element.elements.namedItem(name);
      return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : undefined;
    },
    modelIn: (choice, value) => [...element.querySelectorAll<HTMLOptionElement>(`select[name=${choice}] option`)].find((option) => option.value === value)?.dataset['model'],
    wantsConfidential() {
      const box = element.querySelector<HTMLInputElement>('[name=vertrouwelijk]');
      return box !== null && (box.type === 'hidden' || box.checked);
    },
    choose(name, value) {
      document.getElementById(`keuze-${name}`)?.remove();
      form.hide(name, value);
    },
    hide(name, value) {
      const there = element.querySelector<HTMLInputElement>(`input[type=hidden][name=${name}]`);
      const input = there ?? document.createElement('input');
      Object.assign(input, { type: 'hidden', name, value });
      if (there === null) element.prepend(input);
    },
  };
  return form;
}

/** What an answer is shown with. Who is at work does not ring the number for residents. @param speaker who answers, where nobody can be chosen. */
export function shownWith(form: HTMLFormElement, { website, speaker }: { readonly website: string; readonly speaker: string | undefined }): PhoneView {
  return {
    phone: '',
    phoneHours: '',
    website,
    get speaker() {
      return form.querySelector<HTMLSelectElement>('select[name=assistent]')?.selectedOptions[0]?.text ?? speaker;
    },
  };
}
