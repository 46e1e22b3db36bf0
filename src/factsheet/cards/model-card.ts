import type { AssistantFacts, DeploymentFacts, ModelFacts, QualityFacts } from '../facts.ts';

/** What a model is called where a URI is wanted. */
export function modelUri({ model }: ModelFacts): string {
  return `urn:balie:model:${encodeURIComponent(model.value)}`;
}

/** The figures of an evaluation, one by one. */
export function metricsOf({ rates }: QualityFacts): { readonly type: string; readonly name: string; readonly dtype: 'float'; readonly value: number }[] {
  return Object.entries(rates).map(([name, value]) => ({ type: name, name, dtype: 'float', value }));
}

/** A model card of the Algorithm Reporting Standard, of one model as this assistant uses it. */
export function modelCard(model: ModelFacts, assistant: AssistantFacts, { madeAt, desk }: DeploymentFacts): object {
  const quality = assistant.quality?.value;
  const isAnswering = assistant.model.value === model.name;
  const parameters = [
    ...(model.contextTokens === undefined ? [] : [{ name: 'contextTokens', dtype: 'int', value: model.contextTokens.value }]),
    ...(model.quantisation === undefined ? [] : [{ name: 'quantisation', dtype: 'string', value: model.quantisation.value }]),
    ...(model.parameters === undefined ? [] : [{ name: 'parameters', dtype: 'string', value: model.parameters.value }]),
    ...(model.digest === undefined ? [] : [{ name: 'digest', dtype: 'string', value: model.digest.value }]),
  ];
  const results = quality !== undefined && isAnswering ? [result(quality, assistant)] : [];
  return {
    provenance: { timestamp: madeAt, author: desk.organisation.value },
    name: model.model.value,
    language: [...new Set(['nl', ...desk.languages.value])],
    ...(model.licence !== undefined && { license: { license_name: model.licence.value } }),
    tags: [...model.tasks.value.map((value) => ({ name: 'taak', value })), ...(model.origin === undefined ? [] : [{ name: 'herkomst', value: model.origin.value }])],
    model_index: [{ name: model.model.value, model: modelUri(model), artifacts: [], parameters, results }],
  };
}

function result(quality: QualityFacts, { title }: AssistantFacts) {
  return {
    task: [{ type: 'question-answering', name: 'Vragen beantwoorden met bronnen' }],
    datasets: [{ type: 'questions', name: `Toetsvragen van ${title.value} (${quality.cases})`, revision: quality.version }],
    metrics: metricsOf(quality),
    measurements: { bar_plots: [], graph_plots: [] },
  };
}
