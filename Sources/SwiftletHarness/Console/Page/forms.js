// The forms that send requests and events: for endpoints, from their schemas; for event sources, from sample events; and for
// invocations that are edited.
'use strict';

let catalog;
// The credentials that were entered, by place and name; kept in memory only.
const enteredCredentials = new Map();

// MARK: Endpoints

// Optional inputs are empty, with their example as a hint.
const exampleRow = ({ name, place, schema, isRequired, description, sample }, path) => {
  const row = inputRow({ name, place, schema, isRequired, description, sample: isRequired ? sample : undefined });
  if (!isRequired && 'placeholder' in row.input && sample !== undefined && sample !== null) {
    row.input.placeholder = `for example ${asText(sample)}`;
  }
  return { name, place, schema, path, ...row };
};

const credentialRow = ({ in: place, name, prefix }, token) => {
  const key = `${place} ${name}`;
  const schema = { type: 'string', format: 'password' };
  const row = inputRow({ name: prefix ? `${name} (${prefix.trim()})` : name, place, schema,
    sample: enteredCredentials.get(key) ?? (prefix === 'Bearer ' ? token : undefined) });
  row.input.addEventListener('change', () => enteredCredentials.set(key, row.input.value));
  return { name, place, path: [place, name], ...row, read: () => row.read().map((text) => prefix + text) };
};

// The editor of a request body: input controls for the members of an object or a form, and the text of others.
const bodyOfEndpoint = ({ type, schema, example: sample }) => {
  const isForm = type === 'application/x-www-form-urlencoded' || type.startsWith('multipart/');
  const fields = members(schema);
  const plain = present(schema);
  const hasFields = fields.length > 0 && (isForm || (isJSONType(type) && !plain.anyOf && !plain.oneOf && !plain.items));
  const rows = hasFields ? fields.map((field) => exampleRow({ ...field, sample: sample?.[field.name] },
    ['body', field.name])) : [];
  const area = el('textarea', { class: 'body', spellcheck: 'false', rows: 8, 'aria-label': `Body, ${type}` });
  area.value = sample === null || typeof sample === 'string' ? sample ?? '' : JSON.stringify(sample, null, 2);
  const fieldsText = () => {
    const texts = [];
    for (const row of rows) {
      try {
        const text = memberJSON(row);
        if (text !== undefined) texts.push(`${JSON.stringify(row.name)}: ${text}`);
      } catch (error) {
        showError(row, `The value is not JSON: ${error.message}`);
        throw new Error('A value is not JSON.');
      }
    }
    return `{${texts.join(', ')}}`;
  };
  const form = async () => {
    const data = type.startsWith('multipart/') ? new FormData() : new URLSearchParams();
    for (const row of rows) for (const value of row.read()) data.append(row.name, value);
    const encoded = new Response(data);
    const bytes = new Uint8Array(await encoded.arrayBuffer());
    return {
      type: encoded.headers.get('Content-Type'), isBase64: true,
      body: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
    };
  };
  const fieldsNode = el('div', {}, rows.map(({ node }) => node));
  const canSwitch = hasFields && !isForm;
  const choice = el('select', { 'aria-label': 'Edit the body as', change: () => {
    const asFields = choice.value === 'fields';
    try {
      if (!asFields) area.value = indented(fieldsText());
    } catch (error) {
      choice.value = 'fields';
      toast(error.message, true);
      return;
    }
    fieldsNode.hidden = !asFields;
    area.hidden = asFields;
  } }, el('option', { value: 'fields' }, 'Fields'), el('option', { value: 'text' }, 'Text'));
  area.hidden = hasFields;
  const read = async () => {
    if (isForm) return form();
    return { type, body: area.hidden ? fieldsText() : area.value };
  };
  const node = el('fieldset', {}, el('legend', {}, 'Body ', el('span', { class: 'notes' }, type)),
    canSwitch && el('p', {}, choice), fieldsNode, area);
  return { node, rows, read };
};

const endpointForm = async (name) => {
  const [endpoint, { token }] = await Promise.all([call(`endpoints/${encodeURIComponent(name)}`), call('token')]);
  api = { components: { schemas: endpoint.schemas } };
  const rows = endpoint.parameters.map((parameter) => exampleRow({ ...parameter, place: parameter.in,
    isRequired: parameter.required, sample: parameter.example }, [parameter.in, parameter.name]));
  const credentials = endpoint.credentials.map((credential) => credentialRow(credential, token));
  const body = endpoint.body && bodyOfEndpoint(endpoint.body);
  const shape = shapeChoice();
  const send = async () => {
    let target = endpoint.path;
    const query = new URLSearchParams();
    const headers = [['Accept', '*/*']];
    const cookies = [];
    for (const { name: parameter, place, read } of [...rows, ...credentials]) {
      for (const value of read()) {
        if (place === 'path') {
          target = target.replaceAll(`{${parameter}}`, encodeURIComponent(value))
            .replaceAll(`{${parameter}:path}`, encodeURI(value));
        } else if (place === 'query') query.append(parameter, value);
        else if (place === 'header') headers.push([parameter, value]);
        else cookies.push(`${parameter}=${value}`);
      }
    }
    if (cookies.length) headers.push(['Cookie', cookies.join('; ')]);
    const { type, ...content } = (await body?.read()) ?? {};
    if (type) headers.push(['Content-Type', type]);
    // A path parameter without a value.
    target = target.replaceAll(/\{[^}]*\}/g, '');
    const request = { method: endpoint.method, target: target + (query.size ? `?${query}` : ''), headers, ...content };
    return call('invocations', { method: 'POST', json: { request, shape: shape.input.value } });
  };
  return [
    el('div', { class: 'title' }, el('h2', {}, nameOf({ ...endpoint, target: endpoint.path }))),
    endpoint.summary && el('p', {}, endpoint.summary),
    sendingForm([...rows, ...credentials, ...(body?.rows ?? [])], send,
      rows.length > 0 && el('fieldset', {}, el('legend', {}, 'Parameters'), rows.map(({ node }) => node)),
      credentials.length > 0 && el('fieldset', {}, el('legend', {}, 'Credentials'), credentials.map(({ node }) => node)),
      body?.node, shape.node),
  ];
};

// MARK: Events

// The scalar values of an event, with their paths.
const leavesOf = (value, path = []) => (value !== null && typeof value === 'object'
  ? Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, Array.isArray(value) ? Number(name) : name]))
  : [{ path, value }]);

const leafType = (value) => (value === null ? 'null' : typeof value);

// The input controls for the scalar values of an event, which change its text.
const leafRows = (event, changed) => leavesOf(event).map(({ path, value }) => {
  const schema = typeof value === 'boolean' ? { type: 'boolean' } : { type: leafType(value), examples: [value] };
  const row = inputRow({ name: locationText(path), schema, sample: value });
  row.input.addEventListener('change', () => {
    const parent = path.slice(0, -1).reduce((object, step) => object[step], event);
    const text = row.input.value;
    const isNumber = typeof value === 'number' && text !== '' && Number.isFinite(Number(text));
    parent[path.at(-1)] = isNumber ? Number(text) : typeof value === 'boolean' ? text === 'true'
      : value === null && text === '' ? null : text;
    changed();
  });
  return row.node;
});

const eventForm = (text, handler) => {
  const area = el('textarea', { class: 'body', spellcheck: 'false', rows: 18, 'aria-label': 'Event' });
  area.value = text;
  const fields = el('div', { hidden: true });
  const id = newID();
  const choice = el('select', { id }, el('option', { value: '' }, 'app: the handler that recognizes the event'),
    catalog.handlers.map((name) => el('option', { value: name, selected: name === handler }, name)));
  const mode = el('select', { 'aria-label': 'Edit the event as', change: () => {
    if (mode.value === 'fields') {
      try {
        const event = JSON.parse(area.value);
        fields.replaceChildren(...leafRows(event, () => { area.value = JSON.stringify(event, null, 2); }));
      } catch (error) {
        mode.value = 'text';
        toast(`The event is not JSON: ${error.message}`, true);
        return;
      }
    }
    fields.hidden = mode.value !== 'fields';
    area.hidden = mode.value === 'fields';
  } }, el('option', { value: 'text' }, 'Text'), el('option', { value: 'fields' }, 'Fields'));
  const send = () => call('invocations', { method: 'POST', json: {
    event: area.value, ...(choice.value && { handler: choice.value }) } });
  return sendingForm([], send,
    el('label', { class: 'field', for: id }, el('span', {}, 'Handler'), choice),
    el('fieldset', {}, el('legend', {}, 'Event'), el('p', {}, mode), fields, area));
};

const sourceForm = async (name) => {
  const source = catalog.sources.find((one) => one.name === name);
  const text = await textOf(`sources/${encodeURIComponent(name)}`);
  const { handlers } = source;
  return [
    el('div', { class: 'title' }, el('h2', {}, source.summary)),
    el('p', { class: 'notes' }, handlers.length ? `Recognized by ${handlers.join(', ')}.`
      : 'No event handler of the app recognizes this event.'),
    eventForm(text, handlers[0]),
  ];
};

// MARK: Edited invocations

const requestEditor = ({ request, shape }) => {
  const { method, target, headers, body } = request;
  const field = (label, input) => el('label', { class: 'field' }, el('span', {}, label), input);
  const methodInput = el('input', { value: method, autocomplete: 'off', spellcheck: 'false' });
  const targetInput = el('input', { value: target, autocomplete: 'off', spellcheck: 'false' });
  const headersInput = el('textarea', { class: 'body', spellcheck: 'false', rows: Math.min(10, headers.length + 1) });
  headersInput.value = headers.filter(([name]) => !hopFields.includes(name.toLowerCase()))
    .map(([name, value]) => `${name}: ${value}`).join('\n');
  const bodyInput = el('textarea', { class: 'body', spellcheck: 'false', rows: 10 });
  const original = body.base64 ?? body.text ?? '';
  bodyInput.value = original;
  const choice = shapeChoice();
  if (shape) choice.input.value = shape;
  const send = () => {
    const fields = headersInput.value.split('\n').filter((line) => line.trim()).map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) throw new Error(`"${line}" is not a header field: write Name: value.`);
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
    // Characters that a URL cannot contain are encoded; existing escapes are kept.
    const encoded = encodeURI(targetInput.value).replaceAll('%25', '%');
    const sent = { method: methodInput.value.toUpperCase(), target: encoded, headers: fields, body: bodyInput.value,
      isBase64: body.base64 !== undefined };
    return call('invocations', { method: 'POST', json: { request: sent, shape: choice.input.value } });
  };
  return sendingForm([], async () => send(),
    field('Method', methodInput), field('Path and query', targetInput), field('Header fields', headersInput),
    field(body.base64 === undefined ? 'Body' : 'Body, base64', bodyInput), choice.node);
};

const editForm = async (id) => {
  const entry = await call(`${invocationPath(id)}?secrets=shown`);
  const form = entry.request ? requestEditor(entry)
    : eventForm(indented(await textOf(`${invocationPath(id)}/event?secrets=shown`)), entry.handler);
  return [el('div', { class: 'title' }, el('h2', {}, 'Edit and send')),
    el('p', { class: 'notes' }, 'The form has the secrets of the invocation.'), form];
};

// MARK: The choice of a form

const formChooser = (current) => {
  const option = (kind, { name }, label) => el('option', { value: `${kind}/${name}`,
    selected: current === `${kind}/${name}` }, label);
  const [handled, others] = [true, false].map((has) => catalog.sources.filter(({ handlers }) => handlers.length > 0 === has));
  const select = el('select', { 'aria-label': 'Request or event', change: () => {
    const [kind, ...name] = select.value.split('/');
    location.hash = `#/new/${kind}/${encodeURIComponent(name.join('/'))}`;
  } },
  el('optgroup', { label: 'Endpoints' }, catalog.endpoints.map((endpoint) => option('endpoint', endpoint,
    `${endpoint.method} ${endpoint.path}`))),
  handled.length > 0 && el('optgroup', { label: 'Events that a handler recognizes' },
    handled.map((source) => option('source', source, source.summary))),
  el('optgroup', { label: 'Other events' }, others.map((source) => option('source', source, source.summary))));
  return select;
};

// The form of an endpoint or an event source.
const newForm = async (kind, name) => {
  catalog ??= await call('catalog');
  const current = name ? [kind, name] : ['endpoint', catalog.endpoints[0]?.name];
  const chooser = formChooser(current.join('/'));
  const form = current[0] === 'source' ? await sourceForm(current[1])
    : current[1] === undefined ? await sourceForm(catalog.sources[0].name) : await endpointForm(current[1]);
  return [el('a', { class: 'back', href: '#/' }, '← All invocations'), el('div', { class: 'chooser' }, chooser), form];
};
