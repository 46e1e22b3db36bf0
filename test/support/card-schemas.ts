import { z } from 'zod';

/** Cards of the Algorithm Reporting Standard 0.1a14 by its list of fields: one that is not in it is refused here, though the standard allows it. */
const provenance = z.strictObject({ git_commit_hash: z.string(), timestamp: z.iso.datetime(), uri: z.url(), author: z.string() }).partial();
const day = z.iso.date();
const person = z.strictObject({ name: z.string(), uuid: z.string() });
const owner = z.strictObject({ oin: z.string().exactOptional(), organization: z.string().exactOptional(), name: z.string().exactOptional(), email: z.email().exactOptional(), role: z.string().exactOptional() }).refine(({ oin, organization }) => (oin ?? organization) !== undefined);
const label = z.strictObject({ name: z.string(), value: z.string() });
const link = z.strictObject({ name: z.string(), link: z.url().exactOptional() });

const modelCard = z.strictObject({
  provenance,
  name: z.string(),
  language: z.array(z.string().regex(/^[a-z]{2}$/)),
  license: z.strictObject({ license_name: z.string(), license_link: z.url().exactOptional() }).exactOptional(),
  tags: z.array(label),
  model_index: z.array(z.strictObject({
    name: z.string(),
    model: z.string().regex(/^[a-z]+:\S+$/),
    artifacts: z.array(z.never()),
    parameters: z.array(z.strictObject({ name: z.string(), dtype: z.string(), value: z.union([z.string(), z.number()]) })),
    results: z.array(z.strictObject({
      task: z.array(z.strictObject({ type: z.string(), name: z.string() })).min(1),
      datasets: z.array(z.strictObject({ type: z.string(), name: z.string(), revision: z.string() })).min(1),
      metrics: z.array(z.strictObject({ type: z.string(), name: z.string(), dtype: z.string(), value: z.number() })).min(1),
      measurements: z.strictObject({ bar_plots: z.array(z.never()), graph_plots: z.array(z.never()) }),
    })),
  })).min(1),
});

const assessmentCard = z.strictObject({
  provenance,
  name: z.string(),
  urn: z.string().exactOptional(),
  date: day,
  contents: z.array(z.strictObject({ question: z.string(), urn: z.string().exactOptional(), answer: z.string(), remarks: z.string().exactOptional(), authors: z.array(z.strictObject({ name: z.string() })).exactOptional(), timestamp: z.iso.datetime() })).min(1),
});

const text = z.string().min(1).exactOptional();

export const systemCardSchema = z.strictObject({
  schema_version: z.literal('0.1a14'),
  provenance,
  name: z.string(),
  instruments: z.array(z.strictObject({ urn: z.string().regex(/^urn:nl:aivt:tr:[a-z]+:[\d.]+$/), version: z.string(), required: z.boolean() })),
  owners: z.array(owner).min(1),
  description: text,
  ai_act_profile: z.strictObject({
    type: z.enum(['AI-systeem', 'AI-systeem voor algemene doeleinden', 'AI-model voor algemene doeleinden', 'geen algoritme', 'impactvol algoritme', 'niet-impactvol algoritme']),
    open_source: z.enum(['open-source', 'geen open-source']).exactOptional(),
    risk_group: z.enum(['hoog-risico AI', 'geen hoog-risico AI', 'verboden AI', 'uitzondering van toepassing']).exactOptional(),
    transparency_obligations: z.enum(['transparantieverplichting', 'geen transparantieverplichting']),
    role: z.enum(['aanbieder', 'gebruiksverantwoordelijke', 'distributeur', 'importeur']).exactOptional(),
    systemic_risk: z.enum(['systeemrisico', 'geen systeemrisico']).exactOptional(),
    conformity_assessment_body: z.literal('beoordeling door derde partij').exactOptional(),
    decision_tree: z.strictObject({ version: z.string().min(1), path: z.array(z.strictObject({ question: z.string().min(1), answer: z.string().min(1) })).min(1) }).exactOptional(),
  }),
  requirements: z.array(z.strictObject({ urn: z.string().regex(/^urn:nl:ak:ver:[a-z]{3}-\d\d$/), state: z.string().min(1), version: z.string().min(1) })),
  measures: z.array(z.strictObject({ urn: z.string().regex(/^urn:nl:ak:mtr:[a-z]{3}-\d\d$/), state: z.string().min(1), value: z.string().min(1), version: z.string().min(1), accountable_persons: z.array(person).exactOptional() })),
  labels: z.array(label),
  status: text,
  begin_date: day.exactOptional(),
  end_date: day.exactOptional(),
  goal_and_impact: text,
  considerations: text,
  risk_management: text,
  human_intervention: text,
  legal_base: z.array(link),
  used_data: text,
  technical_design: text,
  external_providers: z.array(z.strictObject({ name: z.string(), version: z.string().exactOptional() })),
  references: z.array(link),
  interaction_details: z.array(z.string()),
  version_requirements: z.array(z.string()),
  deployment_variants: z.array(z.string()),
  user_interface: z.array(z.strictObject({ description: z.string(), link: z.url() })),
  models: z.array(modelCard).min(1),
  assessments: z.array(assessmentCard),
});

const property = z.strictObject({ name: z.string(), value: z.string() });
const hashes = z.array(z.strictObject({ alg: z.enum(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']), content: z.string().regex(/^(?:[a-f\d]{40}|[a-f\d]{64}|[a-f\d]{96}|[a-f\d]{128})$/) })).min(1);
const licenses = z.array(z.union([z.strictObject({ license: z.union([z.strictObject({ id: z.string() }), z.strictObject({ name: z.string() })]) }), z.strictObject({ expression: z.string() })])).min(1);
const component = {
  'bom-ref': z.string().min(1), name: z.string().min(1), group: z.string().exactOptional(), version: z.string().exactOptional(), hashes: hashes.exactOptional(), licenses: licenses.exactOptional(),
  purl: z.string().regex(/^pkg:npm\/(?:%40[^/]+\/)?[^/@]+@\S+$/).exactOptional(), properties: z.array(property).exactOptional(),
};

/** CycloneDX 1.7, as far as a desk uses it. */
export const cyclonedxSchema = z.strictObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.7'),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  version: z.literal(1),
  metadata: z.strictObject({ timestamp: z.iso.datetime().exactOptional(), lifecycles: z.array(z.strictObject({ phase: z.enum(['design', 'pre-build', 'build', 'post-build', 'operations', 'discovery', 'decommission']) })), component: z.strictObject({ type: z.literal('application'), ...component }), manufacturer: z.strictObject({ name: z.string() }).exactOptional() }),
  components: z.array(z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('library'), ...component, version: z.string(), scope: z.enum(['required', 'optional', 'excluded']), externalReferences: z.array(z.strictObject({ type: z.literal('distribution'), url: z.url() })).exactOptional() }),
    z.strictObject({ type: z.literal('machine-learning-model'), ...component, modelCard: z.strictObject({
      modelParameters: z.strictObject({ task: z.string(), inputs: z.array(z.strictObject({ format: z.string() })), outputs: z.array(z.strictObject({ format: z.string() })) }),
      quantitativeAnalysis: z.strictObject({ performanceMetrics: z.array(z.strictObject({ type: z.string(), value: z.string(), slice: z.string() })) }).exactOptional(),
      considerations: z.strictObject({ useCases: z.array(z.string()), technicalLimitations: z.array(z.string()) }),
    }) }),
    z.strictObject({ type: z.literal('data'), ...component, data: z.array(z.strictObject({ type: z.enum(['source-code', 'configuration', 'dataset', 'definition', 'other']), name: z.string(), contents: z.strictObject({ properties: z.array(property) }), governance: z.strictObject({ owners: z.array(z.strictObject({ organization: z.strictObject({ name: z.string() }) })) }) })).min(1) }),
  ])),
  dependencies: z.array(z.strictObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
