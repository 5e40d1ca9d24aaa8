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

const typeText = (value) => {
  if (value?.$ref) return value.$ref.split('/').pop();
  const schema = resolve(value);
  if ('const' in schema) return JSON.stringify(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeText).join(' | ');
  if (schema.allOf) return schema.allOf.map(typeText).join(' & ');
  const types = typesOf(schema);
  if (types.includes('array')) return `array of ${schema.items ? typeText(schema.items) : 'any'}`;
  if (isFile(schema)) return 'file';
  const format = schema.format ? ` (${schema.format})` : '';
  return (types.join(' | ') || (schema.properties ? 'object' : 'any')) + format;
};

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
const allConstraints = (value) => {
  const schema = present(value);
  const own = constraints(schema);
  const items = schema.items ? constraints(present(schema.items)).map((text) => `each ${text}`) : [];
  return [...own, ...items];
};

// The members of a schema, as rows.
const members = (value) => {
  const schema = present(value);
  const rows = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    rows.push({ name, schema: property, isRequired: schema.required?.includes(name) });
  }
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object') {
    rows.push({ name: 'any key', schema: schema.additionalProperties });
  }
  for (const choice of schema.anyOf ?? schema.oneOf ?? []) {
    if (members(choice).length) rows.push({ name: `${schema.anyOf ? 'any' : 'one'} of`, schema: choice });
  }
  for (const part of schema.allOf ?? []) rows.push(...members(part));
  if (!rows.length && schema.items) rows.push(...members(schema.items));
  return rows;
};

// A schema as an expandable list; nested schemas are created lazily, because a schema may be recursive.
const schemaView = (value, depth = 0) => {
  const rows = members(value);
  const list = rows.map(({ name, schema, isRequired }) => {
    const notes = allConstraints(schema);
    const text = present(schema).description;
    const item = el('li', {},
      el('code', { class: 'name' }, name), ' ',
      el('span', { class: 'type' }, typeText(schema)),
      isRequired && el('span', { class: 'required' }, ' required'),
      notes.length > 0 && el('span', { class: 'notes' }, ' ' + notes.join(' · ')),
      text && markdown(text));
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
  const head = depth === 0 && el('p', {},
    el('span', { class: 'type' }, typeText(value)),
    el('span', { class: 'notes' }, ' ' + allConstraints(value).join(' · ')));
  return el('div', { class: 'schema' }, head, list.length > 0 && el('ul', {}, list));
};

const formats = {
  'email': 'user@example.com', 'uuid': '3fa85f64-5717-4562-b3fc-2c963f66afa6', 'uri': 'https://example.com/',
  'date-time': '2030-01-31T12:00:00Z', 'date': '2030-01-31', 'time': '12:00:00Z', 'duration': 'PT1H',
  'ipv4': '192.0.2.1', 'ipv6': '2001:db8::1', 'hostname': 'example.com',
};

const exampleNumber = (schema) => {
  const step = schema.multipleOf ?? 1;
  const low = schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : schema.exclusiveMinimum + step);
  const high = schema.maximum ?? (schema.exclusiveMaximum === undefined ? undefined : schema.exclusiveMaximum - step);
  const start = low ?? (high === undefined ? 1 : Math.min(1, high));
  return schema.multipleOf ? Math.ceil(start / step) * step : start;
};

// Generates an example value; `above` are the references that lead to the schema, to detect recursion.
const example = (value, above = []) => {
  if (value?.$ref && above.includes(value.$ref)) return null;
  const trail = value?.$ref ? [...above, value.$ref] : above;
  const schema = resolve(value);
  if (schema.examples?.length) return schema.examples[0];
  for (const key of ['example', 'const', 'default']) {
    if (schema[key] !== undefined && schema[key] !== null) return schema[key];
  }
  if (schema.enum) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf)?.find((choice) => !isNull(choice));
  if (choice) return example(choice, trail);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => example(part, trail)));
  const types = typesOf(schema);
  if (types.includes('object') || schema.properties) {
    const object = {};
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (!resolve(property).readOnly) object[name] = example(property, trail);
    }
    const other = schema.additionalProperties;
    if (other && typeof other === 'object') object.key = example(other, trail);
    return object;
  }
  if (types.includes('array')) {
    const item = schema.items ? example(schema.items, trail) : 'string';
    return item === null ? [] : Array(schema.uniqueItems ? 1 : Math.max(1, schema.minItems ?? 1)).fill(item);
  }
  if (types.includes('integer') || types.includes('number')) return exampleNumber(schema);
  if (types.includes('boolean')) return true;
  if (types.includes('string')) {
    const text = formats[schema.format] ?? 'string'.padEnd(schema.minLength ?? 0, '-');
    return schema.maxLength < text.length && !formats[schema.format] ? text.slice(0, schema.maxLength) : text;
  }
  return types.includes('null') ? null : {};
};

// The examples of a parameter or of a body, with their names; one is generated if the document has none.
const namedExamples = (media, schema) => {
  const named = Object.entries(media.examples ?? {}).map(([name, value]) => [name, resolve(value)])
    .filter(([, { value }]) => value !== undefined).map(([name, { summary, value }]) => [summary ?? name, value]);
  if (named.length) return named;
  if (media.example !== undefined) return [['Example', media.example]];
  const examples = resolve(schema).examples ?? [];
  if (examples.length) return examples.map((value, index) => [`Example ${index + 1}`, value]);
  return [['Example', example(schema)]];
};
