// Input controls for schemas, for the documentation page and the console.
'use strict';

// An input control for a schema. `read` returns strings or files; an empty array if the control is empty.
const control = (value, { name, isRequired, prefill }) => {
  const schema = present(value);
  const types = typesOf(schema);
  const item = types.includes('array') ? present(schema.items ?? {}) : undefined;
  const id = newID();
  const common = { id, name, 'aria-required': isRequired ? 'true' : undefined, 'aria-describedby': `${id}n` };
  if (isFile(item ?? schema)) {
    const input = el('input', { ...common, type: 'file', multiple: item !== undefined });
    return { id, input, read: () => [...input.files] };
  }
  const choices = schema.enum ?? (types.includes('boolean') ? [true, false] : undefined);
  if (choices) {
    const texts = choices.filter((choice) => choice !== null).map(String);
    const input = el('select', common, el('option', { value: '' }, isRequired ? 'Choose' : 'Not sent'),
      texts.map((text) => el('option', { value: text, selected: text === prefill }, text)));
    return { id, input, read: () => (input.value === '' ? [] : [input.value]) };
  }
  if (item || types.includes('object')) {
    const input = el('textarea', { ...common, rows: 2, spellcheck: 'false', placeholder: item ? 'One per line' : 'JSON' });
    input.value = prefill ?? '';
    const read = () => (item ? input.value.split('\n').filter(Boolean) : [input.value].filter(Boolean));
    return { id, input, read };
  }
  const isNumber = types.includes('integer') || types.includes('number');
  const input = el('input', {
    ...common, type: schema.format === 'password' ? 'password' : 'text', autocomplete: 'off', spellcheck: 'false',
    inputmode: isNumber ? 'decimal' : undefined, value: prefill,
    placeholder: schema.default === undefined || schema.default === null ? undefined : String(schema.default),
  });
  return { id, input, read: () => (input.value === '' ? [] : [input.value]) };
};

// A labeled input control with its type, constraints and description.
const inputRow = ({ name, place, schema, isRequired, description, sample, isDeprecated }) => {
  const value = sample ?? present(schema).examples?.[0];
  const prefill = Array.isArray(value) ? value.map(asText).join('\n') : asText(value);
  const made = control(schema, { name, isRequired, prefill });
  const node = el('div', { class: 'row' },
    el('label', { for: made.id },
      el('code', { class: isDeprecated ? 'name deprecated' : 'name' }, name),
      isRequired && el('span', { class: 'required' }, ' required'),
      el('span', { class: 'notes' }, place && ` ${place}`)),
    el('div', {}, made.input,
      el('div', { id: `${made.id}n`, class: 'notes' },
        [typeText(schema), ...allConstraints(schema)].join(' · '),
        (description ?? present(schema).description) && markdown(description ?? present(schema).description))));
  return { ...made, node };
};
