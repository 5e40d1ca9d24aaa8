// Schemas and example values, for the documentation page and the console. `api` is the document that references point to.
'use strict';

// Resolves references, keeping sibling members as OpenAPI 3.1 allows.
const resolve = (value) => {
  const seen = new Set();
  let schema = value;
  while (schema && typeof schema.$ref === 'string' && schema.$ref.startsWith('#/') && !seen.has(schema.$ref)) {
    seen.add(schema.$ref);
    const { $ref, ...beside } = schema;
    const names = $ref.slice(2).split('/');
    const name = (part) => decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~');
    schema = { ...names.reduce((object, part) => object?.[name(part)], api), ...beside };
  }
  return schema && typeof schema === 'object' ? schema : {};
};

const isNull = (schema) => resolve(schema).type === 'null';

// The non-null alternative of a nullable schema, or the schema itself.
const present = (value) => {
  const schema = resolve(value);
  const choices = schema.anyOf ?? schema.oneOf;
  const others = choices?.filter((choice) => !isNull(choice));
  if (others?.length === 1) return present({ ...schema, anyOf: undefined, oneOf: undefined, ...resolve(others[0]) });
  if (schema.allOf?.length === 1) return present({ ...schema, allOf: undefined, ...resolve(schema.allOf[0]) });
  return schema;
};

const typesOf = (schema) => [schema.type ?? []].flat();
const isFile = (schema) => schema.format === 'binary' || (schema.contentMediaType && !schema.contentEncoding);

// The parts of a type: text, and the names of the schemas that it refers to.
const typeParts = (value) => {
  if (value?.$ref) return [{ name: value.$ref.split('/').pop() }];
  const schema = resolve(value);
  const joined = (parts, separator) => parts.flatMap((part, index) => [...(index ? [separator] : []), ...typeParts(part)]);
  if ('const' in schema) return [JSON.stringify(schema.const)];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return joined(choices, ' | ');
  if (schema.allOf) return joined(schema.allOf, ' & ');
  if (schema.prefixItems) return ['[', ...joined(schema.prefixItems, ', '), ']'];
  const types = typesOf(schema);
  if (types.includes('array')) return ['array of ', ...(schema.items ? typeParts(schema.items) : ['any'])];
  if (isFile(schema)) return ['file'];
  const format = schema.format ? ` (${schema.format})` : '';
  return [(types.join(' | ') || (schema.properties ? 'object' : 'any')) + format];
};

const typeText = (value) => typeParts(value).map((part) => part.name ?? part).join('');

const range = (low, high, unit) => {
  if (low === undefined && high === undefined) return [];
  if (low === high) return [`${low} ${unit}`];
  if (low === undefined) return [`at most ${high} ${unit}`];
  return [high === undefined ? `at least ${low} ${unit}` : `${low} to ${high} ${unit}`];
};

// Describes a schema's constraints.
const constraints = (schema) => {
  const list = [];
  const add = (key, text) => { if (schema[key] !== undefined) list.push(`${text} ${schema[key]}`); };
  add('minimum', '≥');
  add('exclusiveMinimum', '>');
  add('maximum', '≤');
  add('exclusiveMaximum', '<');
  add('multipleOf', 'multiple of');
  list.push(...range(schema.minLength, schema.maxLength, 'characters'));
  list.push(...range(schema.minItems, schema.maxItems, 'items'));
  list.push(...range(schema.minProperties, schema.maxProperties, 'properties'));
  add('pattern', 'matches');
  if (schema.uniqueItems) list.push('unique items');
  if (schema.additionalProperties === false) list.push('no additional properties');
  if (schema.enum) list.push('one of ' + schema.enum.map((value) => JSON.stringify(value)).join(', '));
  if (schema.default !== undefined) list.push(`default ${JSON.stringify(schema.default)}`);
  const examples = schema.examples ?? (schema.example === undefined ? [] : [schema.example]);
  if (examples.length) {
    list.push(`${examples.length > 1 ? 'examples' : 'example'} ${examples.map((value) => JSON.stringify(value)).join(', ')}`);
  }
  if (schema.readOnly) list.push('read only');
  if (schema.writeOnly) list.push('write only');
  if (schema.deprecated) list.push('deprecated');
  return list;
};

// The constraints of a schema, or of its non-null alternative, and of its items.
const allConstraints = (value, above = []) => {
  if (above.length > 4) return [];
  const schema = present(value);
  const items = schema.items ? allConstraints(schema.items, [...above, schema]) : [];
  return [...constraints(schema), ...items.map((text) => `each ${text}`)];
};

const choicesOf = (schema) => (schema.anyOf ?? schema.oneOf ?? []).filter((choice) => !isNull(choice));

// The value of the discriminator's property that selects a choice.
const tagOf = ({ discriminator }, choice) => {
  if (!discriminator || !choice.$ref) return undefined;
  const name = choice.$ref.split('/').pop();
  const mapping = Object.entries(discriminator.mapping ?? {});
  return mapping.find(([, target]) => target === choice.$ref || target === name)?.[0] ?? name;
};

// The members of a schema, as rows; `above` are the references that lead to the schema, to detect recursion.
const members = (value, above = []) => {
  if (value?.$ref && above.includes(value.$ref)) return [];
  const trail = value?.$ref ? [...above, value.$ref] : above;
  const schema = present(value);
  const rows = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    rows.push({ name, schema: property, isRequired: schema.required?.includes(name) });
  }
  for (const [pattern, property] of Object.entries(schema.patternProperties ?? {})) {
    rows.push({ name: `keys that match ${pattern}`, schema: property });
  }
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object') {
    rows.push({ name: 'any key', schema: schema.additionalProperties });
  }
  (schema.prefixItems ?? []).forEach((item, index) => rows.push({ name: `[${index}]`, schema: item, isRequired: true }));
  const choices = choicesOf(schema);
  if (choices.some((choice) => members(choice, trail).length || allConstraints(choice).length)) {
    for (const choice of choices) {
      const tag = tagOf(schema, choice);
      rows.push({
        name: `${schema.anyOf ? 'any' : 'one'} of`, schema: choice, isChoice: true,
        condition: tag && `if ${schema.discriminator.propertyName} is ${JSON.stringify(tag)}`,
      });
    }
  }
  for (const part of schema.allOf ?? []) rows.push(...members(part, trail));
  if (!rows.length && schema.items) rows.push(...members(schema.items, trail));
  return rows;
};

// A type with links to the named schemas of the page.
const typeView = (value) => el('span', { class: 'type' }, typeParts(value).map((part) => (part.name === undefined ? part
  : el('a', { href: `#schemas/${encodeURIComponent(part.name)}` }, part.name))));

const notesView = (notes) => notes.length > 0 && el('span', { class: 'notes' }, ' ' + notes.join(' · '));

// A schema as an expandable list; nested schemas are created lazily, because a schema may be recursive.
const schemaView = (value, depth = 0) => {
  const list = members(value).map(({ name, schema, isRequired, isChoice, condition }) => {
    const { description, deprecated } = present(schema);
    const item = el('li', {},
      isChoice ? el('span', { class: 'notes' }, name) : el('code', { class: deprecated ? 'name deprecated' : 'name' }, name),
      ' ', typeView(schema),
      isRequired && el('span', { class: 'required' }, ' required'),
      notesView([condition, ...allConstraints(schema)].filter(Boolean)),
      description && markdown(description));
    if (members(schema).length) {
      const inner = el('details', {}, el('summary', {}, `Members of ${typeText(schema)}`));
      inner.addEventListener('toggle', () => {
        if (inner.open && inner.childElementCount === 1) inner.append(schemaView(schema, depth + 1));
      });
      if (depth < 1) inner.open = true;
      item.append(inner);
    }
    return item;
  });
  const { description } = resolve(value);
  const head = depth === 0 && [el('p', {}, typeView(value), notesView(allConstraints(value))),
    description && markdown(description)];
  return el('div', { class: 'schema' }, head, list.length > 0 && el('ul', {}, list));
};
