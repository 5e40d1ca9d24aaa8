// What the forms share: JSON from input controls, validation errors next to fields, and the result of sending.
'use strict';

// MARK: JSON from input controls

const scalarJSON = (schema, text) => {
  const types = typesOf(schema);
  const isNumber = types.includes('integer') || types.includes('number');
  // What is not of its type is sent as a string, which the app rejects with its own message.
  if (isNumber && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return text;
  if (types.includes('boolean') && /^(true|false)$/.test(text)) return text;
  if (types.includes('object') || (!types.length && /^[[{"\d-]|^(true|false|null)$/.test(text))) {
    JSON.parse(text);
    return text;
  }
  return JSON.stringify(text);
};

// The JSON text of a member, or undefined if the control is empty.
const memberJSON = ({ schema: value, read }) => {
  const schema = present(value);
  const texts = read();
  if (!texts.length) return undefined;
  if (!typesOf(schema).includes('array')) return scalarJSON(schema, texts[0]);
  const items = present(schema.items ?? {});
  return `[${texts.map((text) => scalarJSON(items, text)).join(', ')}]`;
};

// MARK: Errors next to fields

const showError = (row, message) => {
  if (row.error) {
    row.error.textContent += ` ${message}`;
    return;
  }
  row.error = el('p', { class: 'bad field-error', id: newID() }, message);
  row.input.setAttribute('aria-invalid', 'true');
  row.input.setAttribute('aria-errormessage', row.error.id);
  row.input.after(row.error);
};

const clearErrors = (rows) => {
  for (const row of rows) {
    row.error?.remove();
    row.error = undefined;
    row.input.removeAttribute('aria-invalid');
    row.input.removeAttribute('aria-errormessage');
  }
};

// Shows validation errors next to their fields; returns those that have none.
const placeErrors = (rows, errors) => errors.filter(({ location, message }) => {
  const row = rows.find(({ path }) => path.every((step, index) => String(location[index]).toLowerCase() === step.toLowerCase()));
  if (row) {
    const inner = location.slice(row.path.length);
    showError(row, inner.length ? `${locationText(inner)}: ${message}` : message);
  }
  return !row;
});

// MARK: The result of a form

// A form whose submission sends a request or an event and shows the result below it.
const sendingForm = (rows, send, ...children) => {
  const button = el('button', { class: 'primary' }, 'Send');
  const result = el('div', { class: 'result', 'aria-live': 'polite' });
  const submit = async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    clearErrors(rows);
    try {
      const { id, status, message } = await send();
      result.replaceChildren(id ? await resultOf(id, rows) : el('p', { class: 'bad' }, `${status}: ${message}`));
    } catch (error) {
      result.replaceChildren(el('p', { class: 'bad' }, error.message));
    }
    button.disabled = false;
  };
  const form = el('form', {
    submit, novalidate: true,
    keydown: (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit(); },
  }, children, el('div', { class: 'buttons' }, button, el('span', { class: 'notes' }, 'Ctrl+Enter')), result);
  return form;
};

const resultOf = async (id, rows) => {
  const entry = await call(invocationPath(id));
  const other = placeErrors(rows, entry.errors ?? []);
  rows.find(({ error }) => error)?.input.focus();
  const body = entry.response?.body ?? entry.result;
  return [
    el('p', {}, statusBadge(entry), ' ', el('span', { class: 'notes' }, milliseconds(entry.milliseconds)), ' ',
      el('a', { href: `#/invocations/${encodeURIComponent(id)}` }, 'Open the invocation')),
    entry.failure && el('p', { class: 'bad' }, `${entry.failure}: ${entry.error ?? ''}`),
    other.length > 0 && errorsSection(other),
    body && bodyOf(body),
  ].flat().filter(Boolean).reduce((node, child) => { node.append(child); return node; }, el('div'));
};

const shapeChoice = () => {
  const id = newID();
  const input = el('select', { id }, served.shapes.map((name) => el('option', { value: name,
    selected: name === served.shape }, shapeNames[name] ?? name)));
  return { input, node: el('label', { class: 'field', for: id }, el('span', {}, 'Sent as an event of'), input) };
};
