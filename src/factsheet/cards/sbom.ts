import { hash } from 'node:crypto';
import type { DeploymentFacts, ModelFacts } from '../facts.ts';
import { licensesOf, type LockFile, npmComponents, purl } from './npm-components.ts';
import { modelUri } from './model-card.ts';

interface Sources {
  readonly lock: LockFile;
  /** Undefined: nothing is known of models and documents. */
  readonly facts: DeploymentFacts | undefined;
}

/** All that this deployment is made of, as CycloneDX 1.7: packages as they are locked, models with a model card, and the documents that residents may read. */
export function sbom({ lock, facts }: Sources): object {
  const root = purl(lock.name, lock.version);
  const { components, dependencies } = npmComponents(lock, root);
  const models = facts?.models.map((model) => modelComponent(model, facts)) ?? [];
  const data = facts === undefined ? [] : dataComponents(facts);
  const known = facts?.models.map(modelUri) ?? [];
  const body = {
    metadata: {
      lifecycles: [{ phase: 'operations' }],
      component: {
        type: 'application', 'bom-ref': root, name: lock.name, version: lock.version, purl: root, licenses: licensesOf('EUPL-1.2'),
        ...(facts?.desk.commit !== undefined && { properties: [{ name: 'balie:commit', value: facts.desk.commit.value }] }),
      },
      ...(facts !== undefined && { manufacturer: { name: facts.desk.organisation.value } }),
    },
    components: [...components, ...models, ...data.map(({ component }) => component)],
    dependencies: [...dependencies].map(([ref, dependsOn]) => ({ ref, dependsOn: ref === root ? [...dependsOn, ...known, ...data.map((one) => one.ref)] : dependsOn })),
  };
  return { bomFormat: 'CycloneDX', specVersion: '1.7', serialNumber: serialOf(body), version: 1, ...body, metadata: { ...(facts !== undefined && { timestamp: facts.madeAt }), ...body.metadata } };
}

/** The same for the same content, whenever it is made. */
function serialOf(body: object): string {
  const hex = hash('sha256', JSON.stringify(body), 'hex');
  // A UUID of version 8: made in one's own way (RFC 9562).
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const TASKS = { answers: 'text-generation', rewrites: 'text-generation', works: 'text-generation', searches: 'feature-extraction', orders: 'text-ranking' } as const;

function modelComponent(model: ModelFacts, facts: DeploymentFacts): object {
  const [, digest] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(model.digest?.value ?? '') ?? [];
  const [task] = model.tasks.value;
  const measured = facts.assistants.flatMap(({ title, model: own, quality }) =>
    quality === undefined || own.value !== model.name ? [] : Object.entries(quality.value.rates).map(([type, value]) => ({ type, value: String(value), slice: title.value })),
  );
  const properties = [
    ['quantisation', model.quantisation?.value], ['parameters', model.parameters?.value], ['contextTokens', model.contextTokens?.value.toString()], ['origin', model.origin?.value], ['tasks', model.tasks.value.join(',')],
  ] as const;
  return {
    type: 'machine-learning-model',
    'bom-ref': modelUri(model),
    name: model.model.value,
    ...(model.digest !== undefined && { version: model.digest.value }),
    ...(digest !== undefined && { hashes: [{ alg: 'SHA-256', content: digest }] }),
    ...(model.licence !== undefined && { licenses: licensesOf(model.licence.value) }),
    modelCard: {
      modelParameters: { ...(task !== undefined && { task: TASKS[task] }), inputs: [{ format: 'text' }], outputs: [{ format: task === 'searches' ? 'vector' : 'text' }] },
      ...(measured.length > 0 && { quantitativeAnalysis: { performanceMetrics: measured } }),
      considerations: {
        useCases: ['Vragen beantwoorden uit documenten van de gemeente'],
        technicalLimitations: ['Antwoorden kunnen onjuist of onvolledig zijn: zij hebben bronnen, en worden daarmee vergeleken'],
      },
    },
    properties: properties.flatMap(([name, value]) => (value === undefined ? [] : [{ name: `balie:${name}`, value }])),
  };
}

/** What residents may read: of what only employees may, not even the name is for everybody. */
function dataComponents({ collections }: DeploymentFacts): { readonly ref: string; readonly component: object }[] {
  return collections
    .filter(({ readers }) => readers.value.includes('resident'))
    .map(({ id, title, owner, documents }) => {
      const ref = `urn:balie:collection:${encodeURIComponent(id)}`;
      const contents = { properties: [{ name: 'balie:documents', value: String(documents.value) }] };
      return { ref, component: { type: 'data', 'bom-ref': ref, name: title.value, data: [{ type: 'dataset', name: title.value, contents, governance: { owners: [{ organization: { name: owner.value } }] } }] } };
    });
}
