// The filter of operations.

// The words of a schema and the references in it, which are not followed.
const schemaWords = (value, found = { words: [], references: new Set() }) => {
  if (!value || typeof value !== 'object') return found;
  if (value.$ref) found.references.add(value.$ref);
  for (const [name, property] of Object.entries(value.properties ?? {})) {
    found.words.push(name);
    schemaWords(property, found);
  }
  if (value.description) found.words.push(value.description);
  const parts = [value.items, value.prefixItems, value.additionalProperties, value.anyOf, value.oneOf, value.allOf];
  for (const part of parts.flat()) schemaWords(part, found);
  return found;
};

// The text and the references of a named schema, which many operations refer to.
const namedWords = new Map();
const wordsOf = (reference) => {
  if (!namedWords.has(reference)) {
    const { words, references } = schemaWords(resolve({ $ref: reference }));
    namedWords.set(reference, { text: words.join(' ').toLowerCase(), references });
  }
  return namedWords.get(reference);
};

// All references that can be reached from some.
const reachable = (references) => {
  const all = new Set(references);
  // A set's iteration includes what is added during it.
  for (const reference of all) {
    for (const next of wordsOf(reference).references) all.add(next);
  }
  return all;
};

// The text of an operation, and the schemas that it refers to.
const searched = ({ operation, method, path, id, parameters }) => {
  const body = resolve(operation.requestBody);
  const schemas = [...parameters.map(({ schema }) => schema), ...Object.values(body.content ?? {}).map(({ schema }) => schema)]
    .map((schema) => schemaWords(schema));
  const words = [
    method, path, id, operation.summary, operation.description, ...(operation.tags ?? []), body.description,
    ...parameters.flatMap(({ name, description }) => [name, description]), ...schemas.flatMap((schema) => schema.words),
    ...Object.values(operation.responses ?? {}).map(resolve)
      .flatMap(({ description, headers }) => [description, ...Object.keys(headers ?? {})]),
  ];
  const references = reachable(schemas.flatMap((schema) => [...schema.references]));
  return { text: words.filter(Boolean).join(' ').toLowerCase(), references: [...references] };
};

// A function that returns whether an operation matches all words; its text is collected when it is first called.
const matcher = (entry) => {
  let found;
  return (words) => {
    found ??= searched(entry);
    return words.every((word) => found.text.includes(word)
      || found.references.some((reference) => wordsOf(reference).text.includes(word)));
  };
};
