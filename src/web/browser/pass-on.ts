/** Shows the way to pass the conversation on, after an element: the same form as the server's pages have. */
export function showPassOn(before: HTMLElement, id: string): void {
  const known = document.querySelector<HTMLInputElement>('.balie-passon input');
  if (known !== null) {
    known.value = id;
    return;
  }
  const passOn = document.createElement('form');
  passOn.className = 'balie-passon';
  passOn.method = 'post';
  passOn.action = '/doorgeven';
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'conversationId';
  field.value = id;
  const button = document.createElement('button');
  button.className = 'utrecht-button utrecht-button--secondary-action';
  button.textContent = 'Doorgeven aan een medewerker';
  passOn.append(field, button);
  before.after(passOn);
}
