/** Adding, changing and removing a place where models run, or a model. */
import { html } from 'hono/html';
import type { Capability } from '../../../../models/call.ts';
import { back, button } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { buttons, check, checksField, choiceField, faultSum, foldedForm, reasonField, textField } from '../fields.ts';
import { HOST_PATH, MODEL_PATH, MODELS_PATH } from '../paths.ts';
import type { HostFormView, ModelFormView } from '../views.ts';

const HOST_LABELS = { id: 'Naam', kind: 'Soort', url: 'Adres', pool: 'Pool', slots: 'Plekken', watts: 'Vermogen', draining: 'Laten leeglopen', reden: 'Reden' } as const;
const MODEL_LABELS = {
  name: 'Naam', model: 'Naam op de modelserver', pool: 'Pool', capabilities: 'Wat het kan', contextTokens: 'Context in tokens', licence: 'Licentie', origin: 'Herkomst',
  queryPrefix: 'Voor een vraag', passagePrefix: 'Voor een passage', reden: 'Reden',
} as const;
/** One that has no box here would be lost with each change. */
const CAN: Readonly<Record<Capability, string>> = {
  chat: 'Antwoorden schrijven (chat)', embeddings: 'Zoeken op betekenis (embeddings)', tools: 'Hulpmiddelen gebruiken (tools)', vision: 'Plaatjes lezen (vision)', thinking: 'Eerst nadenken (thinking)',
};

export function hostFormPage({ municipality, editor, host, draft }: HostFormView): Html {
  const isRemoving = draft?.values.get('doe') === 'weghalen';
  const saving = isRemoving ? undefined : draft;
  const title = host === undefined ? 'Modelserver toevoegen' : host.id;
  const main = html`<div class="balie-manage">
      ${back(MODELS_PATH, 'Modellen')}
      <h1 class="utrecht-heading-1">${title}</h1>
      ${faultSum(draft, HOST_LABELS, isRemoving ? 'weg-' : '')}
      <form class="balie-panel balie-fields" method="post" action="${HOST_PATH}" novalidate>
        <input type="hidden" name="doe" value="${host === undefined ? 'toevoegen' : 'opslaan'}">
        ${host === undefined
          ? textField({ name: 'id', label: HOST_LABELS.id, hint: 'Kleine letters, cijfers en koppeltekens. De naam verandert daarna niet meer.', max: 64, isRequired: true, draft: saving })
          : html`<input type="hidden" name="id" value="${host.id}">`}
        ${choiceField({ name: 'kind', label: HOST_LABELS.kind, value: host?.kind ?? 'ollama', options: [['ollama', 'Ollama'], ['openai', 'vLLM, llama.cpp of een andere met de API van OpenAI']], draft: saving })}
        ${textField({ name: 'url', label: HOST_LABELS.url, hint: 'Zoals http://10.0.0.5:11434. Een sleutel staat in het configuratiebestand, en gaat alleen naar het adres dat daar staat.', value: host?.url ?? '', type: 'url', max: 2_000, isRequired: true, draft: saving })}
        ${textField({ name: 'pool', label: HOST_LABELS.pool, hint: 'Servers in één pool hebben dezelfde modellen en delen het werk.', value: host?.pool ?? 'standaard', max: 64, draft: saving })}
        ${textField({ name: 'slots', label: HOST_LABELS.slots, hint: 'Zoveel antwoorden tegelijk. Leeg: wat bij de soort hoort.', value: host === undefined ? '' : String(host.slots), type: 'number', max: 5, draft: saving })}
        ${textField({ name: 'watts', label: HOST_LABELS.watts, hint: 'Watt, als de server antwoordt. Voor de schatting van het verbruik; leeg: niet bekend.', value: host?.watts === undefined ? '' : String(host.watts), type: 'number', max: 9, draft: saving })}
        ${check({ id: 'veld-draining', name: 'draining', value: 'ja', text: 'Laten leeglopen: wat er loopt, loopt af, en er komt niets nieuws bij. Voor onderhoud.', isChecked: saving === undefined ? host?.draining === true : saving.values.has('draining') })}
        ${reasonField(saving)}
        ${buttons(button(host === undefined ? 'Toevoegen' : 'Opslaan', 'primary-action'))}
      </form>
      ${host === undefined ? '' : html`<section class="balie-section" aria-labelledby="weg"><h2 class="utrecht-heading-3" id="weg">Uit gebruik nemen</h2>
        <p class="utrecht-paragraph">Wat er loopt, loopt af. Het kan niet als er modellen zijn die alleen hier kunnen draaien. U kunt het bij Modellen weer terugzetten.</p>
        ${foldedForm({ title: `${host.id} weghalen …`, path: HOST_PATH, isOpen: isRemoving, fields: reasonField(isRemoving ? draft : undefined, 'weg-'), text: 'Weghalen', kind: 'danger', hidden: [['id', host.id], ['doe', 'weghalen']] })}</section>`}
    </div>`;
  return layout({ municipality, title: `${title} - Modellen - Beheer`, main, editor });
}

export function modelFormPage({ municipality, editor, model, pools, draft }: ModelFormView): Html {
  const isRemoving = draft?.values.get('doe') === 'weghalen';
  const saving = isRemoving ? undefined : draft;
  const title = model === undefined ? 'Model toelaten' : model.name;
  const chosen = saving?.values.get('pool') ?? model?.pool ?? pools[0] ?? '';
  const main = html`<div class="balie-manage">
      ${back(MODELS_PATH, 'Modellen')}
      <h1 class="utrecht-heading-1">${title}</h1>
      ${faultSum(draft, MODEL_LABELS, isRemoving ? 'weg-' : '')}
      <form class="balie-panel balie-fields" method="post" action="${MODEL_PATH}" novalidate>
        <input type="hidden" name="doe" value="${model === undefined ? 'toevoegen' : 'opslaan'}">
        ${model === undefined
          ? textField({ name: 'name', label: MODEL_LABELS.name, hint: 'Zo noemen assistenten en programma’s het model. De naam verandert daarna niet meer.', isRequired: true, draft: saving })
          : html`<input type="hidden" name="name" value="${model.name}">`}
        ${textField({ name: 'model', label: MODEL_LABELS.model, hint: 'Zoals ministral-3:3b.', value: model?.model ?? '', max: 300, isRequired: true, draft: saving })}
        ${choiceField({ name: 'pool', label: MODEL_LABELS.pool, hint: 'Op de servers van deze pool kan het draaien.', value: model?.pool ?? chosen, options: [...new Set([...pools, chosen])].map((pool) => [pool, pool] as const), draft: saving })}
        ${checksField({ name: 'capabilities', label: MODEL_LABELS.capabilities, checked: model?.capabilities ?? ['chat'], options: Object.entries(CAN), draft: saving })}
        ${textField({ name: 'contextTokens', label: MODEL_LABELS.contextTokens, hint: 'Hoeveel tokens vraag en antwoord samen mogen hebben.', value: String(model?.contextTokens ?? 8_192), type: 'number', max: 8, draft: saving })}
        ${textField({ name: 'licence', label: MODEL_LABELS.licence, hint: 'Zoals Apache-2.0.', value: model?.licence ?? '', draft: saving })}
        ${textField({ name: 'origin', label: MODEL_LABELS.origin, hint: 'Wie het model gemaakt heeft, en waar.', value: model?.origin ?? '', draft: saving })}
        ${textField({ name: 'queryPrefix', label: MODEL_LABELS.queryPrefix, hint: 'Alleen voor embeddings: wat het model voor een vraag wil zien staan. Spaties tellen.', value: model?.queryPrefix ?? '', draft: saving })}
        ${textField({ name: 'passagePrefix', label: MODEL_LABELS.passagePrefix, hint: 'Alleen voor embeddings: hetzelfde voor een passage.', value: model?.passagePrefix ?? '', draft: saving })}
        ${reasonField(saving)}
        ${buttons(button(model === undefined ? 'Toelaten' : 'Opslaan', 'primary-action'))}
      </form>
      ${model === undefined ? '' : html`<section class="balie-section" aria-labelledby="weg"><h2 class="utrecht-heading-3" id="weg">Niet meer toelaten</h2>
        <p class="utrecht-paragraph">Het kan niet als een assistent of een instelling het model noemt. Het model blijft op de server staan. U kunt het bij Modellen weer terugzetten.</p>
        ${foldedForm({ title: `${model.name} niet meer toelaten …`, path: MODEL_PATH, isOpen: isRemoving, fields: reasonField(isRemoving ? draft : undefined, 'weg-'), text: 'Niet meer toelaten', kind: 'danger', hidden: [['name', model.name], ['doe', 'weghalen']] })}</section>`}
    </div>`;
  return layout({ municipality, title: `${title} - Modellen - Beheer`, main, editor });
}
