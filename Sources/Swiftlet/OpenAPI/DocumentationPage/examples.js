// Example values of schemas, for the documentation page.
'use strict';

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

// Generates an example value without the properties of one direction, `readOnly` in requests and `writeOnly` in responses.
// `above` are the references that lead to the schema: a value that is recursive or deeply nested is null.
const example = (value, omitted = 'readOnly', above = []) => {
  if (value?.$ref && above.includes(value.$ref)) return null;
  const trail = value?.$ref ? [...above, value.$ref] : above;
  const schema = resolve(value);
  if (trail.length > 6) return null;
  const part = (one) => example(one, omitted, trail);
  if (schema.examples?.length) return schema.examples[0];
  for (const key of ['example', 'const', 'default']) {
    if (schema[key] !== undefined && schema[key] !== null) return schema[key];
  }
  if (schema.enum) return schema.enum[0];
  const [choice] = choicesOf(schema);
  if (choice) return exampleOfChoice(schema, choice, part);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(part));
  const types = typesOf(schema);
  if (types.includes('object') || schema.properties) {
    const object = {};
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (!resolve(property)[omitted]) object[name] = part(property);
    }
    const other = schema.additionalProperties;
    if (other && typeof other === 'object') object.key = part(other);
    return object;
  }
  if (schema.prefixItems) return schema.prefixItems.map(part);
  if (types.includes('array')) {
    const item = schema.items ? part(schema.items) : 'string';
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

// The example of a choice, with the tag that selects it.
const exampleOfChoice = (schema, choice, part) => {
  const value = part(choice);
  const tag = tagOf(schema, choice);
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  return tag !== undefined && isObject ? { ...value, [schema.discriminator.propertyName]: tag } : value;
};

// The examples of a body, with their names; if the document has none, one is generated for each choice of a union.
const namedExamples = (media, schema, omitted = 'readOnly') => {
  const named = Object.entries(media.examples ?? {}).map(([name, value]) => [name, resolve(value)])
    .filter(([, { value }]) => value !== undefined).map(([name, { summary, value }]) => [summary ?? name, value]);
  if (named.length) return named;
  if (media.example !== undefined) return [['Example', media.example]];
  const plain = present(schema);
  const examples = plain.examples ?? [];
  if (examples.length) return examples.map((value, index) => [`Example ${index + 1}`, value]);
  const choices = choicesOf(plain);
  if (choices.length < 2) return [['Example', example(schema, omitted)]];
  const trail = schema.$ref ? [schema.$ref] : [];
  return choices.map((choice) => [typeText(choice), exampleOfChoice(plain, choice, (one) => example(one, omitted, trail))]);
};
