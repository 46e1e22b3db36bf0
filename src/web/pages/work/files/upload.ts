/** The form that puts files into a conversation; the browser module finds its parts by their ids. */
import { html } from 'hono/html';
import { button } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { CHAT_FILE_LIMITS } from './limits.ts';
import { filesPath } from './paths.ts';

export function uploadForm(conversationId: string): Html {
  const { files, bytes } = CHAT_FILE_LIMITS;
  return html`<form class="balie-drop" id="bestandenformulier" method="post" enctype="multipart/form-data" action="${filesPath(conversationId)}" data-conversation="${conversationId}" data-most="${files}" data-bytes="${bytes}">
      <div class="balie-drop__choose">
        <label class="utrecht-form-label" for="bestanden">Kies een of meer bestanden, of sleep ze hierheen</label>
        <input class="balie-file" type="file" id="bestanden" name="bestanden" multiple required aria-describedby="bestanden-uitleg">
      </div>
      <div id="bestanden-versturen">${button('Toevoegen', 'primary-action')}</div>
    </form>`;
}

export function uploadHint(): Html {
  const { files, bytes } = CHAT_FILE_LIMITS;
  return html`<p class="balie-hint" id="bestanden-uitleg">PDF, scan of foto, Word, PowerPoint, Excel, OpenDocument, webpagina, tekst, CSV, e-mail of zip. Een bestand mag ${Math.floor(bytes / 1_048_576)} MB zijn; in één gesprek kunnen ${files} bestanden.</p>`;
}
